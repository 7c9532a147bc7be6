/** Instants in the HTTP contract: ISO 8601 with the office's offset. Viet Nam is +07:00 without daylight saving. */
import type { CivilDate, Instant } from '../domain/time/instant.js';

const OFFSET_MS = 7 * 3_600_000;
const OFFSET = '+07:00';

/** `2026-02-23T17:30:00+07:00`; milliseconds only where there are some. */
export function toIso(at: Instant): string {
  const text = new Date(at + OFFSET_MS).toISOString();
  return text.slice(0, text.endsWith('.000Z') ? 'YYYY-MM-DDThh:mm:ss'.length : -1) + OFFSET;
}

export const toIsoOrNull = (at: Instant | null): string | null => (at === null ? null : toIso(at));

/** What `instant` accepts: with an offset, or civil time of the office without one. */
export const INSTANT_PATTERN = '^\\d{4}-\\d{2}-\\d{2}(T\\d{2}:\\d{2}(:\\d{2}(\\.\\d{1,3})?)?(Z|[+-]\\d{2}:\\d{2})?)?$';

/** Null when the text names no instant (`2026-02-30T10:00`). A bare date is its first moment. */
export function parseInstant(text: string): Instant | null {
  if (!new RegExp(INSTANT_PATTERN).test(text)) return null;
  const full = text.includes('T') ? text : `${text}T00:00`;
  const at = Date.parse(/(Z|[+-]\d{2}:\d{2})$/.test(full) ? full : `${full}${OFFSET}`);
  if (Number.isNaN(at) || !isCivilDate(text.slice(0, 10))) return null;
  return at;
}

export function civilDate(at: Instant): CivilDate {
  return new Date(at + OFFSET_MS).toISOString().slice(0, 10);
}

function isCivilDate(date: string): boolean {
  const at = Date.parse(`${date}T00:00Z`);
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(date);
}
