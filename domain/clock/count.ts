import type { WorkingTime } from '../calendar/working-time.js';
import { HOUR, type Instant, MINUTE } from '../time/instant.js';
import { arrive, recordArrival } from './arrival.js';
import type { Recorder } from './recorder.js';
import type { CutOff, LedgerLine, Suspension, TermUnit } from './term.js';
import { COUNT_RUN, type Run, partOf } from './units.js';

/** Longest term that is counted, in its unit: a hundred years. Beyond it somebody has mistaken a unit. */
const LONGEST: Readonly<Record<TermUnit, number>> = {
  'working days': 36_525,
  'working hours': 292_200,
  'calendar days': 36_525,
  months: 1200,
};

/** One term to be counted. */
export interface Count {
  readonly unit: TermUnit;
  /** Whole length, extension included, in the unit. */
  readonly length: number;
  readonly start: Instant;
  /** Cut-off for the arrival at `start`; absent where one leg of a chain follows another inside the administration. */
  readonly startCutOff?: CutOff | undefined;
  /** Cut-off for arrivals after a suspension. */
  readonly cutOff?: CutOff | undefined;
  /** In order, without overlap (`standstills`). */
  readonly standstills: readonly Suspension[];
  /** Asks for the instant at which this share of the term is used up, instead of its end. */
  readonly share?: number;
}

/** How a count ends. `left`: what is left in the unit (minutes for working hours), while suspended. */
export interface CountEnd {
  readonly dueAt: Instant | null;
  readonly left?: number;
}

/**
 * Counts a term through its suspensions: the one algorithm behind every due date, with or without a ledger.
 * Throws RangeError for a length that no term has.
 */
export function countTerm(time: WorkingTime, count: Count, lines: Recorder): CountEnd {
  const countRun = COUNT_RUN[count.unit];
  let run = firstRun(time, count, lines);
  for (const standstill of count.standstills) {
    const end = countRun(time, run, standstill.from, lines);
    if (end.dueAt !== null) return end;
    const left = standstill.policy === 'restart' ? run.total : run.left - end.used;
    if (lines) recordStop(time, count.unit, standstill, run.total - left, lines);
    if (standstill.to === null) return { dueAt: null, left: reported(count.unit, left) };
    run = nextRun(time, count, { ...run, left }, standstill, standstill.to, lines);
  }
  return countRun(time, run, Infinity, lines);
}

function firstRun(time: WorkingTime, count: Count, lines: Recorder): Run {
  if (!Number.isSafeInteger(count.start)) throw new RangeError(`term starts at ${count.start}; expected an instant in milliseconds`);
  const total = lengthToCount(count);
  const arrival = arrive(time, count.start, count.startCutOff);
  if (lines) {
    lines.push({ rule: 'arrived', date: time.dateOf(count.start), at: count.start });
    recordArrival(time, arrival, count.unit, lines);
  }
  return { arrival, total, left: total, base: arrival.zero, moved: 0, share: count.share ?? 1 };
}

function nextRun(time: WorkingTime, count: Count, last: Run, standstill: Suspension, to: Instant, lines: Recorder): Run {
  const arrival = arrive(time, to, count.cutOff);
  const restarts = standstill.policy === 'restart';
  const pausedDays = arrival.zero - Math.max(time.dayOf(standstill.from), last.arrival.zero);
  const run = { ...last, arrival, base: restarts ? arrival.zero : last.base, moved: restarts ? 0 : last.moved + pausedDays };
  if (lines) {
    const left = count.unit === 'months' && !restarts ? run.moved : reported(count.unit, run.left);
    lines.push({ rule: restarts ? 'restarted' : 'resumed', date: time.dateOf(to), at: to, count: left, ...causeOf(standstill) });
    recordArrival(time, arrival, count.unit, lines);
  }
  return run;
}

function recordStop(time: WorkingTime, unit: TermUnit, standstill: Suspension, used: number, lines: LedgerLine[]): void {
  const when = { date: time.dateOf(standstill.from), at: standstill.from };
  lines.push({ rule: 'suspended', ...when, ...causeOf(standstill) });
  if (standstill.policy === 'pause') lines.push({ rule: 'used up', ...when, count: reported(unit, used) });
}

function lengthToCount({ unit, length, share }: Count): number {
  const hours = unit === 'working hours';
  if (!(length >= 0 && length <= LONGEST[unit]) || !(hours || Number.isInteger(length))) {
    throw new RangeError(`term of ${length} ${unit}; expected ${hours ? 'a' : 'a whole'} number from 0 to ${LONGEST[unit]}`);
  }
  if (hours) return partOf((length * HOUR) / MINUTE, share ?? 1) * MINUTE;
  // a month has no parts of its own: the share is taken of its days, when they are known
  return unit === 'months' ? length : partOf(length, share ?? 1);
}

/** Lengths are shown in the unit of the term, those of working hours in minutes. */
function reported(unit: TermUnit, length: number): number {
  return unit === 'working hours' ? length / MINUTE : length;
}

function causeOf(standstill: Suspension): { note?: string } {
  return standstill.cause === undefined ? {} : { note: standstill.cause };
}
