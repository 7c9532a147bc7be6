import { civilDate, dayNumber } from '../time/civil-date.js';
import { offsetMillis } from '../time/civil-time.js';
import { type CivilDate, DAY, type Instant } from '../time/instant.js';
import type { Calendar } from './calendar.js';
import { type OfficeDay, officeDays } from './office-day.js';

/** A search for a working day gives up after this many days: no office is closed for a whole year. */
const SEARCH_DAYS = 366;

/** Office time of a calendar, compiled once. Days are counted from 1970-01-01 at the office; lengths are milliseconds. All functions stand alone. */
export interface WorkingTime {
  readonly dayOf: (at: Instant) => number;
  readonly dateOf: (at: Instant) => CivilDate;
  readonly day: (day: number) => OfficeDay;
  readonly isWorkingDay: (day: number) => boolean;
  /** The nearest working day from `day` on, `day` itself included. Throws RangeError when the office never opens again. */
  readonly onOrAfter: (day: number) => OfficeDay;
  /** The nearest working day back from `day`, `day` itself included. Throws RangeError as above. */
  readonly onOrBefore: (day: number) => OfficeDay;
  /** Office time in [from, to). */
  readonly officeTime: (from: Instant, to: Instant) => number;
  /** The instant at which `length` of office time has passed since `from`; at the earlier end of a gap, not after it. */
  readonly addOfficeTime: (from: Instant, length: number) => Instant;
  /** The instant from which `length` of office time passes until `to`; at the later end of a gap, not before it. */
  readonly subtractOfficeTime: (to: Instant, length: number) => Instant;
  /** Whether the calendar knows the day only as a projection, or not at all. */
  readonly isProvisional: (day: number) => boolean;
}

const compiled = new WeakMap<Calendar, WorkingTime>();

/** The working time of a calendar. Compiled on first use and kept as long as the calendar object lives; calendars are never edited in place. */
export function workingTime(calendar: Calendar): WorkingTime {
  let time = compiled.get(calendar);
  if (!time) {
    time = compile(calendar);
    compiled.set(calendar, time);
  }
  return time;
}

function compile(calendar: Calendar): WorkingTime {
  const offset = offsetMillis(calendar.utcOffset);
  const day = remembered(officeDays(calendar));
  const dayOf = (at: Instant) => Math.floor((at + offset) / DAY);
  const firstUnsure = Math.min(
    dayNumber(calendar.coversThrough) + 1,
    calendar.projectedFrom ? dayNumber(calendar.projectedFrom) : Infinity,
  );
  const search = (from: number, step: 1 | -1) => searchWorkingDay(calendar.id, day, from, step);
  return {
    dayOf,
    dateOf: (at) => civilDate(dayOf(at)),
    day,
    isWorkingDay: (number) => day(number).works,
    onOrAfter: (number) => search(number, 1),
    onOrBefore: (number) => search(number, -1),
    officeTime: (from, to) => officeTime(day, dayOf, from, to),
    addOfficeTime: (from, length) => addOfficeTime(search, dayOf, from, length),
    subtractOfficeTime: (to, length) => subtractOfficeTime(search, dayOf, to, length),
    isProvisional: (number) => number >= firstUnsure,
  };
}

type Days = (day: number) => OfficeDay;
type Search = (from: number, step: 1 | -1) => OfficeDay;
type DayOf = (at: Instant) => number;

function remembered(days: Days): Days {
  const known = new Map<number, OfficeDay>();
  return (number) => {
    let day = known.get(number);
    if (!day) {
      day = days(number);
      known.set(number, day);
    }
    return day;
  };
}

function searchWorkingDay(calendarId: string, days: Days, from: number, step: 1 | -1): OfficeDay {
  for (let number = from; Math.abs(number - from) <= SEARCH_DAYS; number += step) {
    const day = days(number);
    if (day.works) return day;
  }
  const direction = step > 0 ? 'after' : 'before';
  throw new RangeError(
    `calendar ${calendarId}: no working day within ${SEARCH_DAYS} days ${direction} ${civilDate(from)}; expected office hours on some day`,
  );
}

function officeTime(days: Days, dayOf: DayOf, from: Instant, to: Instant): number {
  let sum = 0;
  for (let number = dayOf(from); number <= dayOf(to); number += 1) {
    for (const window of days(number).windows) sum += Math.max(0, Math.min(to, window.to) - Math.max(from, window.from));
  }
  return sum;
}

function addOfficeTime(search: Search, dayOf: DayOf, from: Instant, length: number): Instant {
  let left = length;
  if (left <= 0) return from;
  for (let day = search(dayOf(from), 1); ; day = search(day.day + 1, 1)) {
    for (const window of day.windows) {
      const begin = Math.max(from, window.from);
      if (begin + left <= window.to) return begin + left;
      left -= Math.max(0, window.to - begin);
    }
  }
}

function subtractOfficeTime(search: Search, dayOf: DayOf, to: Instant, length: number): Instant {
  let left = length;
  if (left <= 0) return to;
  for (let day = search(dayOf(to), -1); ; day = search(day.day - 1, -1)) {
    for (const window of day.windows.toReversed()) {
      const end = Math.min(to, window.to);
      if (end - left >= window.from) return end - left;
      left -= Math.max(0, end - window.from);
    }
  }
}
