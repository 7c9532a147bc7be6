/** The legal due date of one term, with the ledger that explains it. */
import type { Calendar } from '../calendar/calendar.js';
import { type WorkingTime, workingTime } from '../calendar/working-time.js';
import { HOUR, type Instant, MINUTE } from '../time/instant.js';
import { type Count, type CountEnd, countTerm } from './count.js';
import { standstills } from './suspensions.js';
import type { Ledger, LedgerLine, Term, TermRun } from './term.js';

/**
 * When a term ends and why: working days and hours, calendar days and months with day zero, cut-off, days off, suspensions and extension
 * (Civil Code 2015, art. 147 and 148; Decree 61/2018/ND-CP, art. 19). The last line of the ledger is the due instant; while suspended there is
 * none and `left` says what remains.
 * Throws RangeError for a term, suspension or calendar that cannot be counted.
 */
export function computeDue(calendar: Calendar, run: TermRun): Ledger {
  const time = workingTime(calendar);
  const lines: LedgerLine[] = [];
  recordTerm(time, run.term, run.start, lines);
  if (run.extension) recordTerm(time, { length: run.extension, unit: run.term.unit }, run.start, lines, 'extended');
  return closeLedger(time, countTerm(time, countOf(run), lines), lines);
}

/** The due instant alone, by the same count as `computeDue`; null while suspended. */
export function dueAt(calendar: Calendar, run: TermRun): Instant | null {
  return countTerm(workingTime(calendar), countOf(run), null).dueAt;
}

/** What is counted for a run of a term. */
export function countOf(run: TermRun): Count {
  const extension = run.extension ?? 0;
  if (!(extension >= 0)) throw new RangeError(`extension of ${extension} ${run.term.unit}; expected a number of 0 or more`);
  return {
    unit: run.term.unit,
    length: run.term.length + extension,
    start: run.start,
    startCutOff: run.cutOff,
    cutOff: run.cutOff,
    standstills: standstills(run.suspensions, run.start),
  };
}

export function recordTerm(time: WorkingTime, term: Term, start: Instant, lines: LedgerLine[], rule: 'term' | 'extended' = 'term'): void {
  const count = term.unit === 'working hours' ? (term.length * HOUR) / MINUTE : term.length;
  lines.push({ rule, date: time.dateOf(start), count, unit: term.unit, ...(term.basis !== undefined && { note: term.basis }) });
}

/** Ends a ledger with its due line, or leaves it open while the clock stands still. */
export function closeLedger(time: WorkingTime, end: CountEnd, lines: LedgerLine[]): Ledger {
  if (end.dueAt === null) return { lines, dueAt: null, provisional: false, ...(end.left !== undefined && { left: end.left }) };
  const day = time.dayOf(end.dueAt);
  const date = time.dateOf(end.dueAt);
  const provisional = time.isProvisional(day);
  if (provisional) lines.push({ rule: 'provisional', date });
  lines.push({ rule: 'due', date, at: end.dueAt });
  return { lines, dueAt: end.dueAt, provisional };
}
