import { HOUR, type Instant } from '../domain/time/instant.js';

/** Viet Nam has one fixed offset and no daylight saving time. */
const OFFSET = 7 * HOUR;

/** `yyyyMMddHHmmss` in Vietnamese civil time, the form in which agencies' systems write instants. */
export function toWireTime(at: Instant): string {
  return new Date(at + OFFSET).toISOString().slice(0, 19).replace(/\D/g, '');
}
