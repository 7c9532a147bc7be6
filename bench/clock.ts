import { computeDue } from '../domain/clock/due.js';
import type { TermRun, TermUnit } from '../domain/clock/term.js';
import type { Calendar } from '../domain/calendar/calendar.js';

const UNITS: readonly TermUnit[] = ['working days', 'working hours', 'calendar days', 'months'];
const HOUR = 3_600_000;

/** Due dates with their whole ledgers, on one core: all units, start hours through two years, with and without a cut-off and a suspension. */
export function duePerSecond(calendar: Calendar, seconds: number): number {
  const runs = Array.from({ length: 1_000 }, (_, index) => runOf(index));
  for (const run of runs) computeDue(calendar, run);
  const end = performance.now() + seconds * 1000;
  let done = 0;
  const start = performance.now();
  while (performance.now() < end) {
    for (const run of runs) computeDue(calendar, run);
    done += runs.length;
  }
  return Math.round(done / ((performance.now() - start) / 1000));
}

function runOf(index: number): TermRun {
  const start = Date.parse('2025-01-02T00:00:00Z') + index * 17 * HOUR;
  const unit = UNITS[index % UNITS.length]!;
  return {
    start,
    term: { length: unit === 'months' ? 1 + (index % 3) : 1 + (index % 30), unit },
    ...(index % 2 && { cutOff: { at: '15:00', effect: 'count' as const } }),
    ...(index % 3 === 0 && {
      suspensions: [{ from: start + 20 * HOUR, to: start + 90 * HOUR, policy: index % 2 ? ('pause' as const) : ('restart' as const) }],
    }),
  };
}
