/** Whose time it was: the elapsed time of a dossier, divided among those who held it. */
import { canonical } from '../canonical.js';
import type { Calendar } from '../calendar/calendar.js';
import { type WorkingTime, workingTime } from '../calendar/working-time.js';
import type { AgencyId, RunId } from '../engine/event.js';
import type { Holder } from '../engine/state.js';
import type { Instant } from '../time/instant.js';

/** From `at` on, until the next one. */
export interface HeldFrom {
  readonly at: Instant;
  readonly holder: Holder;
  /** The run of a step for which it was held. */
  readonly run?: RunId;
  /** Handed over by the holder, and not received yet. */
  readonly onItsWay?: boolean;
}

/** An agency without officer is its queue. `on its way`: from the agency that sent it. `closed`: an agency held the dossier outside office hours. */
export type TimeOwner = Holder | { readonly kind: 'on its way'; readonly agency: AgencyId } | { readonly kind: 'closed' };

/** Time of one owner. */
export type TimeBucket = TimeOwner & { readonly ms: number };

/** Time of one owner for one run of a step; of closed offices, whose. */
export type TimePart = TimeBucket & { readonly run: RunId | null; readonly agency?: AgencyId };

/**
 * Divides [first holder, until) among its holders and the runs for which they held it; the milliseconds of all parts always add up to the elapsed time. Parts come in the
 * order in which they began; holders from `until` on are left out.
 * Throws RangeError when the holders are not in the order of time.
 */
export function timeParts(calendar: Calendar, held: readonly HeldFrom[], until: Instant): TimePart[] {
  const time = workingTime(calendar);
  const parts = held.flatMap((spell, index) => {
    const next = held[index + 1];
    if (next && next.at < spell.at)
      throw new RangeError(
        `holder ${index + 1} begins at ${next.at}, before the one it follows at ${spell.at}; expected the order of time`,
      );
    return divide(time, spell, Math.min(next?.at ?? until, until));
  });
  return summed(parts);
}

/** The parts of each owner together. */
export function bucketsOf(parts: readonly TimePart[]): TimeBucket[] {
  return summed(parts.map(({ run: _run, ...part }) => (part.kind === 'closed' ? { kind: part.kind, ms: part.ms } : part)));
}

function divide(time: WorkingTime, { at, holder, onItsWay, ...held }: HeldFrom, to: Instant): TimePart[] {
  const elapsed = Math.max(0, to - at);
  const run = held.run ?? null;
  if (holder.kind !== 'agency') return [{ ...holder, run, ms: elapsed }];
  const open = elapsed === 0 ? 0 : time.officeTime(at, to);
  const { agency } = holder;
  return [
    { ...(onItsWay ? { kind: 'on its way', agency } : holder), run, ms: open },
    { kind: 'closed', agency, run, ms: elapsed - open },
  ];
}

function summed<P extends { readonly ms: number }>(parts: readonly P[]): P[] {
  const sums = new Map<string, P & { ms: number }>();
  for (const { ms, ...of } of parts) {
    if (ms === 0) continue;
    const key = canonical(of);
    const known = sums.get(key);
    if (known) known.ms += ms;
    else sums.set(key, { ...of, ms } as unknown as P & { ms: number });
  }
  return [...sums.values()];
}
