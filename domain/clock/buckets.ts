/** Whose time it was: the elapsed time of a dossier, divided among those who held it. */
import type { Calendar } from '../calendar/calendar.js';
import { type WorkingTime, workingTime } from '../calendar/working-time.js';
import type { Holder } from '../engine/state.js';
import type { Instant } from '../time/instant.js';

/** From `at` on, until the next one. */
export interface HeldFrom {
  readonly at: Instant;
  readonly holder: Holder;
}

/** Time of one holder. An agency without officer is its queue. `closed`: an agency held the dossier outside office hours. */
export type TimeBucket = (Holder | { readonly kind: 'closed' }) & { readonly ms: number };

/**
 * Divides [first holder, until) among its holders; the milliseconds of all buckets always add up to the elapsed time. Buckets come in the order in
 * which their holders first held the dossier; holders from `until` on are left out.
 * Throws RangeError when the holders are not in the order of time.
 */
export function timeBuckets(calendar: Calendar, holders: readonly HeldFrom[], until: Instant): TimeBucket[] {
  const time = workingTime(calendar);
  const buckets = new Map<string, { readonly of: TimeBucket; ms: number }>();
  for (const [index, { at, holder }] of holders.entries()) {
    const next = holders[index + 1];
    if (next && next.at < at)
      throw new RangeError(`holder ${index + 1} begins at ${next.at}, before the one it follows at ${at}; expected the order of time`);
    for (const part of divide(time, holder, at, Math.min(next?.at ?? until, until))) add(buckets, part);
  }
  return [...buckets.values()].map(({ of, ms }) => ({ ...of, ms }));
}

function divide(time: WorkingTime, holder: Holder, from: Instant, to: Instant): TimeBucket[] {
  const elapsed = Math.max(0, to - from);
  if (holder.kind !== 'agency') return [{ ...holder, ms: elapsed }];
  const open = elapsed === 0 ? 0 : time.officeTime(from, to);
  return [
    { ...holder, ms: open },
    { kind: 'closed', ms: elapsed - open },
  ];
}

function add(buckets: Map<string, { readonly of: TimeBucket; ms: number }>, part: TimeBucket): void {
  if (part.ms === 0) return;
  const key = keyOf(part);
  const bucket = buckets.get(key);
  if (bucket) bucket.ms += part.ms;
  else buckets.set(key, { of: part, ms: part.ms });
}

function keyOf(part: TimeBucket): string {
  if (part.kind === 'agency') return JSON.stringify([part.kind, part.agency, part.officer ?? null]);
  return part.kind === 'outside' ? JSON.stringify([part.kind, part.agency]) : part.kind;
}
