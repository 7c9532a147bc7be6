import type { WorkingTime } from '../calendar/working-time.js';
import type { LedgerLine } from './term.js';

/** Where a count writes its ledger. Null when only the date is wanted: the count is the same. */
export type Recorder = LedgerLine[] | null;

/** Records a day that does not count, with the name of the holiday; a working day is left out. */
export function skipDayOff(time: WorkingTime, day: number, lines: LedgerLine[]): void {
  const { works, date, note } = time.day(day);
  if (!works) lines.push(note === undefined ? { rule: 'day off', date } : { rule: 'day off', date, note });
}
