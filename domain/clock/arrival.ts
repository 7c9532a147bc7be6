import type { OfficeDay } from '../calendar/office-day.js';
import type { WorkingTime } from '../calendar/working-time.js';
import { timeOfDay } from '../time/civil-time.js';
import type { Instant } from '../time/instant.js';
import { skipDayOff } from './recorder.js';
import type { CutOff, LedgerLine, TermUnit } from './term.js';

/** Where a count begins: day zero, and the instant from which hours run. */
export interface Arrival {
  readonly at: Instant;
  readonly zero: number;
  readonly from: Instant;
}

/**
 * Day zero of what arrives at `at`. At or before the cut-off of a working day (or its closing time, whichever is earlier) it counts from then,
 * or from opening if earlier; else from the opening of the next working day.
 */
export function arrive(time: WorkingTime, at: Instant, cutOff: CutOff | undefined): Arrival {
  const day = time.day(time.dayOf(at));
  if (day.works && at <= lastMoment(day, cutOff)) return { at, zero: day.day, from: Math.max(at, day.open) };
  const next = time.onOrAfter(day.day + 1);
  return { at, zero: next.day, from: next.open };
}

/** Why day zero is what it is. Hours have none: they run from the instant. */
export function recordArrival(time: WorkingTime, { at, zero, from }: Arrival, unit: TermUnit, lines: LedgerLine[]): void {
  const { date } = time.day(zero);
  const arrivalDay = time.dayOf(at);
  for (let number = arrivalDay; number < zero; number += 1) skipDayOff(time, number, lines);
  if (zero !== arrivalDay) lines.push({ rule: 'after cut-off', date, at: from });
  if (unit !== 'working hours') lines.push({ rule: 'day zero', date });
}

function lastMoment(day: OfficeDay, cutOff: CutOff | undefined): Instant {
  // a cut-off that only forwards papers leaves the term alone
  if (cutOff?.effect !== 'count') return day.close;
  return Math.min(day.close, day.midnight + timeOfDay(cutOff.at));
}
