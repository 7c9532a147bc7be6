/** The instants at which a dossier can arrive, as far as the legal clock can tell them apart. */
import type { Calendar } from '../calendar/calendar.js';
import { type WorkingTime, workingTime } from '../calendar/working-time.js';
import type { CutOff } from '../clock/term.js';
import { dayNumber } from '../time/civil-date.js';
import { timeOfDay } from '../time/civil-time.js';
import { type CivilDate, HOUR, type Instant, MINUTE } from '../time/instant.js';

/** Whole years, both included. */
export interface Years {
  readonly first: number;
  readonly last: number;
}

/** The years a calendar knows: from that of its first holiday or make-up day to that of the last day it covers. */
export function coveredYears({ holidays, makeUpDays, coversThrough }: Calendar): Years {
  const years = [...holidays, ...makeUpDays].map(({ date }) => yearOf(date));
  const last = yearOf(coversThrough);
  return { first: Math.min(last, ...years), last };
}

/**
 * Each day of the years that the calendar covers: at opening, at noon, a minute before and a minute after the last moment that counts, and at close. A day off
 * has noon alone: whatever comes then counts from the next opening.
 */
export function* startSlots(calendar: Calendar, years: Years, cutOff: CutOff | undefined): Generator<Instant> {
  const time = workingTime(calendar);
  const last = Math.min(dayNumber(`${years.last}-12-31`), dayNumber(calendar.coversThrough));
  for (let day = dayNumber(`${years.first}-01-01`); day <= last; day += 1) yield* slotsOf(time, day, cutOff);
}

function slotsOf(time: WorkingTime, number: number, cutOff: CutOff | undefined): readonly Instant[] {
  const { midnight, open, close, works } = time.day(number);
  const noon = midnight + 12 * HOUR;
  if (!works) return [noon];
  const lastMoment = cutOff?.effect === 'count' ? Math.min(close, midnight + timeOfDay(cutOff.at)) : close;
  const slots = new Set([open, noon, lastMoment - MINUTE, lastMoment + MINUTE, close]);
  return [...slots].sort((one, other) => one - other);
}

function yearOf(date: CivilDate): number {
  return Number(date.slice(0, 4));
}
