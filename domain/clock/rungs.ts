/** Instants around a deadline at which somebody is told, derived from the same count as the deadline. */
import type { Calendar } from '../calendar/calendar.js';
import { type WorkingTime, workingTime } from '../calendar/working-time.js';
import type { RungAt } from '../procedure/plan.js';
import { addMonths } from '../time/civil-date.js';
import { HOUR, type Instant, MINUTE } from '../time/instant.js';
import { type Count, countTerm } from './count.js';
import { countOf, dueAt } from './due.js';
import { type CountedLeg, type LegsRun, countLegs } from './legs.js';
import { runningTime } from './running-time.js';
import type { Term, TermRun } from './term.js';
import { partOf } from './units.js';

/**
 * When a rung of a deadline is reached; null while the deadline is suspended (a share that was used up before the stop included).
 * - `share`: when so much of the term is used up: the close of a counted day, or the minute of hours. Of legs: the share is taken of their office time.
 * - so many days before or after `due`: the close of office of that day; hours count office time; `due` is the due instant itself.
 * `knownDueAt` saves the count when the caller has the ledger. A `fixed` instant was promised by hand; its share is taken of office time from `start`.
 * Throws RangeError as `computeDue` does.
 */
export function rungInstant(
  calendar: Calendar,
  run: TermRun | LegsRun | FixedRun,
  rung: RungAt,
  knownDueAt?: Instant | null,
): Instant | null {
  const time = workingTime(calendar);
  const due = knownDueAt === undefined ? dueOf(calendar, run) : knownDueAt;
  if (due === null) return null;
  if ('share' in rung) return shareOf(time, run, rung.share, due);
  return rung.due === 'due' ? due : fromDue(time, due, rung.due);
}

/** A deadline whose instant was promised by hand. */
export interface FixedRun {
  readonly fixed: Instant;
  readonly start: Instant;
}

function dueOf(calendar: Calendar, run: TermRun | LegsRun | FixedRun): Instant | null {
  if ('fixed' in run) return run.fixed;
  return 'term' in run ? dueAt(calendar, run) : countLegs(workingTime(calendar), run, null).dueAt;
}

function shareOf(time: WorkingTime, run: TermRun | LegsRun | FixedRun, share: number, due: Instant): Instant | null {
  if (!(share >= 0)) throw new RangeError(`share ${share} of a term; expected a number of 0 or more`);
  if ('fixed' in run) return time.addOfficeTime(run.start, partOf(time.officeTime(run.start, run.fixed) / MINUTE, share) * MINUTE);
  if ('term' in run) return shareOfCount(time, countOf(run), share, due);
  return shareOfLegs(time, countLegs(time, run, null).counted, share, due);
}

function shareOfCount(time: WorkingTime, count: Count, share: number, due: Instant): Instant | null {
  // a suspension after the due instant moves nothing, a rung beyond the due instant neither
  const standstills = count.standstills.filter((each) => each.from <= due);
  return countTerm(time, { ...count, standstills, share }, null).dueAt;
}

/** Walks the legs by their office time to the one in which the share falls. */
function shareOfLegs(time: WorkingTime, legs: readonly CountedLeg[], share: number, due: Instant): Instant | null {
  const weights = legs.map(({ count, dueAt: until }) => runningTime(time, count.start, until, count.standstills));
  let wanted = weights.reduce((sum, each) => sum + each, 0) * share;
  for (const [index, leg] of legs.entries()) {
    const weight = weights[index]!;
    if (wanted <= weight || index === legs.length - 1)
      return weight === 0 ? leg.dueAt : shareOfCount(time, leg.count, wanted / weight, leg.dueAt);
    wanted -= weight;
  }
  return due;
}

function fromDue(time: WorkingTime, due: Instant, { length, unit }: Term): Instant {
  const day = time.dayOf(due);
  switch (unit) {
    case 'working hours':
      return length < 0 ? time.subtractOfficeTime(due, -length * HOUR) : time.addOfficeTime(due, length * HOUR);
    case 'working days':
      return length === 0 ? due : nthWorkingDay(time, day, length);
    case 'calendar days':
      return length === 0 ? due : towards(time, day + length, length);
    case 'months':
      return length === 0 ? due : towards(time, addMonths(day, length), length);
  }
}

function nthWorkingDay(time: WorkingTime, from: number, length: number): Instant {
  let day = time.day(from);
  for (let counted = 0; counted < Math.abs(length); counted += 1)
    day = length > 0 ? time.onOrAfter(day.day + 1) : time.onOrBefore(day.day - 1);
  return day.close;
}

/** A day off is left in the direction of counting: a reminder comes rather early than late. */
function towards(time: WorkingTime, day: number, direction: number): Instant {
  return (direction > 0 ? time.onOrAfter(day) : time.onOrBefore(day)).close;
}
