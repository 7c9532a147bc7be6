/** The proof over the calendar: on which days does a dossier arrive whose steps need longer than its term? */
import type { Calendar } from '../calendar/calendar.js';
import { type WorkingTime, workingTime } from '../calendar/working-time.js';
import { dueAt } from '../clock/due.js';
import { countLegs } from '../clock/legs.js';
import type { CutOff, Term } from '../clock/term.js';
import type { Leg } from '../procedure/plan.js';
import { dayNumber } from '../time/civil-date.js';
import type { CivilDate, Instant } from '../time/instant.js';
import { coveredYears, startSlots, type Years } from './start-slots.js';

/** What is promised, and what the steps need. */
export interface Promised {
  readonly term: Term;
  readonly cutOff?: CutOff;
  /** Ways from reception on, each as its legs; the one that ends last counts. */
  readonly ways: readonly (readonly Leg[])[];
}

/** A start slot whose legs end after the term. */
export interface Overrun {
  readonly start: Instant;
  /** End of the term. */
  readonly dueAt: Instant;
  /** Due instant of the last leg. */
  readonly neededUntil: Instant;
  /** Relies on days that the calendar only projects. */
  readonly provisional: boolean;
}

/** Days in a row on each of which some slot overruns. */
export interface Span {
  readonly from: CivilDate;
  readonly to: CivilDate;
  readonly slots: number;
  readonly first: Overrun;
}

export interface Sweep {
  readonly years: Years;
  /** Start slots looked at; one whose term or legs end after the last day the calendar covers is not. */
  readonly slots: number;
  readonly overruns: number;
  /** How many spans there are; the first of them are listed. */
  readonly spanCount: number;
  readonly spans: readonly Span[];
}

const MOST_SPANS = 12;

/**
 * Counts the term and the legs from every start slot of the years (those the calendar covers, unless told). A term in calendar days and legs in working days can agree on every
 * date but those before Tết. Throws RangeError as `computeDue` does.
 */
export function sweepCalendar(calendar: Calendar, promised: Promised, years: Years = coveredYears(calendar)): Sweep {
  const time = workingTime(calendar);
  const spans: Span[] = [];
  const sums = { slots: 0, overruns: 0, spanCount: 0 };
  let last: Span | null = null;
  for (const start of startSlots(calendar, years, promised.cutOff)) {
    const ends = endsFrom(calendar, time, promised, start);
    const end = time.dayOf(Math.max(ends.dueAt, ends.neededUntil));
    if (end > dayNumber(calendar.coversThrough)) continue;
    sums.slots += 1;
    if (ends.neededUntil <= ends.dueAt) continue;
    sums.overruns += 1;
    last = spanWith(time, last, { start, ...ends, provisional: time.isProvisional(end) });
    if (last.slots === 1) sums.spanCount += 1;
    if (sums.spanCount <= MOST_SPANS) spans[sums.spanCount - 1] = last;
  }
  return { years, ...sums, spans };
}

/** The span with one more slot, or a new one when there is a day between them. */
function spanWith(time: WorkingTime, span: Span | null, overrun: Overrun): Span {
  const date = time.dateOf(overrun.start);
  if (span && dayNumber(date) - dayNumber(span.to) <= 1) return { ...span, to: date, slots: span.slots + 1 };
  return { from: date, to: date, slots: 1, first: overrun };
}

interface Ends {
  readonly dueAt: Instant;
  readonly neededUntil: Instant;
}

function endsFrom(calendar: Calendar, time: WorkingTime, { term, cutOff, ways }: Promised, start: Instant): Ends {
  const counted = { start, ...(cutOff && { cutOff }) };
  const needed = ways.map((legs) => countLegs(time, { ...counted, legs }, null).dueAt!);
  // nothing is suspended here, so every count has an end
  return { dueAt: dueAt(calendar, { ...counted, term })!, neededUntil: Math.max(start, ...needed) };
}
