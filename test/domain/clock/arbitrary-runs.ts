import fc from 'fast-check';
import type { Suspension, TermRun, TermUnit } from '../../../domain/clock/term.js';
import { DAY, MINUTE } from '../../../domain/time/instant.js';
import { at } from './calendar-vn.js';

const UNITS: readonly TermUnit[] = ['working days', 'working hours', 'calendar days', 'months'];

export const instants = fc.integer({ min: 0, max: 4 * 365 * 24 * 60 }).map((minutes) => at('2023-01-01T00:00') + minutes * MINUTE);

/** Closed suspensions after `start`, in order, each some days after the one before. */
export function suspensionsAfter(start: number, policy: fc.Arbitrary<Suspension['policy']>): fc.Arbitrary<Suspension[]> {
  const gap = fc.integer({ min: 0, max: (12 * DAY) / MINUTE });
  return fc.array(fc.tuple(gap, gap, policy), { maxLength: 3 }).map((parts) => {
    let now = start;
    return parts.map(([before, length, each]) => {
      const from = now + before * MINUTE;
      now = from + length * MINUTE;
      return { from, to: now, policy: each };
    });
  });
}

export const runs: fc.Arbitrary<TermRun> = instants.chain((start) =>
  fc.record({
    term: fc.record({ length: fc.nat(40), unit: fc.constantFrom(...UNITS) }),
    start: fc.constant(start),
    extension: fc.constantFrom(0, 5),
    suspensions: suspensionsAfter(start, fc.constantFrom('pause', 'restart')),
    cutOff: fc.constantFrom('07:00', '15:00', '16:30', '23:00').map((hour) => ({ at: hour, effect: 'count' as const })),
  }),
);
