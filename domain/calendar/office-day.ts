import { civilDate, dayNumber, weekdayIndex } from '../time/civil-date.js';
import { offsetMillis, timeOfDay } from '../time/civil-time.js';
import { type CivilDate, DAY, type Instant } from '../time/instant.js';
import type { Calendar, Weekday, Window } from './calendar.js';

export const WEEKDAYS: readonly Weekday[] = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];

/** One day of an office, with its windows as instants. A day off has none; `open` and `close` are then its midnight. */
export interface OfficeDay {
  /** Days since 1970-01-01 at the office. */
  readonly day: number;
  readonly date: CivilDate;
  readonly windows: readonly { readonly from: Instant; readonly to: Instant }[];
  readonly works: boolean;
  readonly midnight: Instant;
  readonly open: Instant;
  readonly close: Instant;
  /** Open by a decision, although weekend or holiday. */
  readonly makeUp: boolean;
  /** Name of the holiday, or the decision that makes the day work. */
  readonly note?: string;
}

/** Looks the days of a calendar up. A make-up day wins over weekend and holiday. */
export function officeDays(calendar: Calendar): (day: number) => OfficeDay {
  const offset = offsetMillis(calendar.utcOffset);
  const holidays = new Map(calendar.holidays.map((each) => [dayNumber(each.date), each]));
  const makeUps = new Map(calendar.makeUpDays.map((each) => [dayNumber(each.date), each]));
  return (day) => {
    const makeUp = makeUps.get(day);
    if (makeUp) return officeDay(day, offset, calendar.week[makeUp.worksAs], makeUp.basis, true);
    const holiday = holidays.get(day);
    if (holiday) return officeDay(day, offset, [], holiday.name.vi, false);
    return officeDay(day, offset, calendar.week[WEEKDAYS[weekdayIndex(day)]!], undefined, false);
  };
}

function officeDay(day: number, offset: number, week: readonly Window[], note: string | undefined, makeUp: boolean): OfficeDay {
  const midnight = day * DAY - offset;
  const windows = week.map((each) => ({ from: midnight + timeOfDay(each.from), to: midnight + timeOfDay(each.to) }));
  return {
    day,
    date: civilDate(day),
    windows,
    works: windows.length > 0,
    midnight,
    open: windows[0]?.from ?? midnight,
    close: windows.at(-1)?.to ?? midnight,
    makeUp,
    ...(note !== undefined && { note }),
  };
}
