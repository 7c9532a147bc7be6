import type { Calendar, Weekday, Window } from '../domain/calendar/calendar.js';
import { WEEKDAYS } from '../domain/calendar/office-day.js';
import { workingTime } from '../domain/calendar/working-time.js';
import { timeOfDay } from '../domain/time/civil-time.js';
import type { Instant } from '../domain/time/instant.js';
import type { Hours } from './policy.js';

const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const DAYS_PART = /^(mon|tue|wed|thu|fri|sat|sun)(?:-(mon|tue|wed|thu|fri|sat|sun))?$/;

/**
 * `mon-fri 07:30-11:30 13:30-17:30; sat 07:30-11:30`, closed on holidays; with `; holidays` at the end open on them too; `always` is null.
 * @throws RangeError saying what was found and what was expected.
 */
export function parseHours(text: string): Hours | null {
  if (text.trim() === 'always') return null;
  const parts = text.split(';').map((part) => part.trim());
  const open = parts.at(-1) === 'holidays';
  const week = Object.assign({}, ...(open ? parts.slice(0, -1) : parts).map(parsePart)) as Hours['week'];
  return { week, holidays: open ? 'open' : 'closed' };
}

function parsePart(part: string): Hours['week'] {
  const [days = '', ...windows] = part.split(/\s+/);
  const [, first, last = first] = DAYS_PART.exec(days) ?? [];
  const [from, to] = [DAYS.indexOf(first ?? ''), DAYS.indexOf(last ?? '')];
  if (from < 0 || to < from || windows.length === 0)
    throw new RangeError(`"${part}" is no hours of days; expected always, or for example mon-fri 07:30-11:30 13:30-17:30; sat 07:30-11:30`);
  const parsed = windows.map(parseWindow);
  return Object.fromEntries(WEEKDAYS.slice(from, to + 1).map((day) => [day, parsed]));
}

function parseWindow(text: string): Window {
  const [from = '', to = ''] = text.split('-');
  if (timeOfDay(from) >= timeOfDay(to)) throw new RangeError(`"${text}" is no window of a day; expected for example 07:30-11:30`);
  return { from, to };
}

const compiled = new WeakMap<Hours, Calendar>();
const ALL_YEAR: Pick<Calendar, 'id' | 'utcOffset' | 'coversThrough' | 'holidays' | 'makeUpDays'> = {
  id: 'hours',
  utcOffset: '+07:00',
  coversThrough: '9999-12-31',
  holidays: [],
  makeUpDays: [],
};

/**
 * The first instant from `at` on at which the partner takes messages; `at` itself when it does now.
 * @param calendar whose days off are the partner's; null: none are known.
 * @throws RangeError when it does not open within a year.
 */
export function opensAt(hours: Hours | null, calendar: Calendar | null, at: Instant): Instant {
  if (!hours) return at;
  // a time of one millisecond begins where the office is open
  return workingTime(calendarOf(hours, calendar)).addOfficeTime(at, 1) - 1;
}

function calendarOf(hours: Hours, calendar: Calendar | null): Calendar {
  const daysOff = hours.holidays === 'closed' && calendar ? calendar : ALL_YEAR;
  const known = compiled.get(hours);
  if (known?.id === daysOff.id && known.holidays === daysOff.holidays) return known;
  const closed = Object.fromEntries(WEEKDAYS.map((day): [Weekday, readonly Window[]] => [day, []])) as Calendar['week'];
  const made: Calendar = { ...daysOff, week: { ...closed, ...hours.week } };
  compiled.set(hours, made);
  return made;
}
