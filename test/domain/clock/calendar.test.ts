import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { validateCalendar } from '../../../domain/calendar/validate-calendar.js';
import { workingTime } from '../../../domain/calendar/working-time.js';
import { addMonths, civilDate, dayNumber, isCivilDate, weekdayIndex } from '../../../domain/time/civil-date.js';
import { formatInstant, parseInstant, timeOfDay } from '../../../domain/time/civil-time.js';
import { HOUR } from '../../../domain/time/instant.js';
import { VN, at, civil } from './calendar-vn.js';

const time = workingTime(VN);
const isWorkingDay = (date: string) => time.isWorkingDay(dayNumber(date));

describe('civil dates', () => {
  const days = fc.integer({ min: -700_000, max: 2_900_000 });

  it('go to day numbers and back', () => {
    fc.assert(fc.property(days, (day) => expect(dayNumber(civilDate(day))).toBe(day)));
  });

  it('agree with the Gregorian calendar of the platform', () => {
    fc.assert(
      fc.property(days, (day) => {
        const date = new Date(day * 24 * HOUR);
        expect(civilDate(day)).toBe(date.toISOString().slice(0, 10));
        expect(weekdayIndex(day)).toBe((date.getUTCDay() + 6) % 7);
      }),
    );
  });

  it.each([
    ['2024-01-31', 1, '2024-02-29'],
    ['2023-01-31', 1, '2023-02-28'],
    ['2023-10-31', 4, '2024-02-29'],
    ['2024-03-31', -1, '2024-02-29'],
    ['2024-01-15', -1, '2023-12-15'],
    ['2024-12-31', 12, '2025-12-31'],
  ])('%s and %d months is %s', (date, months, expected) => {
    expect(civilDate(addMonths(dayNumber(date), months))).toBe(expected);
  });

  it.each(['2023-02-29', '2026-13-01', '2026-00-10', '2026-04-31', '26-01-01', '2026-1-1', ''])('"%s" is no date', (text) => {
    expect(isCivilDate(text)).toBe(false);
  });

  it('are read at the offset of the office, whatever the zone of the machine', () => {
    expect(parseInstant('2026-02-10T09:12', '+07:00')).toBe(Date.UTC(2026, 1, 10, 2, 12));
    expect(parseInstant('2026-02-10T09:12:30+09:00', '+07:00')).toBe(Date.UTC(2026, 1, 10, 0, 12, 30));
    expect(parseInstant('2026-02-10T02:12:00.000Z', '+07:00')).toBe(Date.UTC(2026, 1, 10, 2, 12));
    expect(formatInstant(Date.UTC(2026, 1, 9, 17, 0, 5), '+07:00')).toBe('2026-02-10T00:00:05+07:00');
    expect(timeOfDay('24:00')).toBe(24 * HOUR);
    for (const wrong of ['2026-02-10T25:00', '2026-02-10 09:12', 'today', '2026-02-10T09:12:61'])
      expect(() => parseInstant(wrong, '+07:00')).toThrow(RangeError);
  });
});

describe('working time of the Vietnamese calendar', () => {
  it.each([
    ['2026-02-17', false, 'first day of Tet'],
    ['2026-08-22', true, 'the Saturday worked for 31 August'],
    ['2026-08-31', false, 'the Monday swapped for it'],
    ['2026-03-07', false, 'an ordinary Saturday'],
    ['2024-02-29', true, 'leap day'],
    ['2026-11-24', false, 'the new Culture Day'],
  ])('%s works: %s (%s)', (date, works) => {
    expect(isWorkingDay(date)).toBe(works);
  });

  it('lets a make-up day win over a holiday of the same date', () => {
    const both = { ...VN, makeUpDays: [{ date: '2026-02-17', worksAs: 'monday' as const, insteadOf: '2026-02-18', basis: 'test' }] };
    expect(workingTime(both).isWorkingDay(dayNumber('2026-02-17'))).toBe(true);
  });

  it('is compiled once for a calendar', () => {
    expect(workingTime(VN)).toBe(time);
  });

  it('knows what is projected', () => {
    expect(time.isProvisional(dayNumber('2026-12-31'))).toBe(false);
    expect(time.isProvisional(dayNumber('2027-01-01'))).toBe(true);
  });

  it('counts office time over lunch, night and holiday', () => {
    expect(time.officeTime(at('2026-02-13T10:30'), at('2026-02-23T08:30'))).toBe(6 * HOUR);
    expect(civil(time.addOfficeTime(at('2026-02-13T10:30'), 6 * HOUR))).toBe('2026-02-23T08:30');
    expect(civil(time.subtractOfficeTime(at('2026-02-23T08:30'), 6 * HOUR))).toBe('2026-02-13T10:30');
  });

  it('adds office time and finds the same length again', () => {
    const minutes = fc.integer({ min: 0, max: 20_000 });
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1_000_000 }), minutes, (start, length) => {
        const from = at('2024-01-01T00:00') + start * 60_000;
        expect(time.officeTime(from, time.addOfficeTime(from, length * 60_000))).toBe(length * 60_000);
        expect(time.officeTime(time.subtractOfficeTime(from, length * 60_000), from)).toBe(length * 60_000);
      }),
    );
  });
});

describe('a calendar that cannot be counted with', () => {
  const closed = { monday: [], tuesday: [], wednesday: [], thursday: [], friday: [], saturday: [], sunday: [] };
  const week = (monday: { from: string; to: string }[]) => ({ ...VN, week: { ...VN.week, monday } });
  const makeUp = (worksAs: 'monday' | 'sunday', insteadOf: string) => ({
    ...VN,
    makeUpDays: [{ date: '2026-03-07', worksAs, insteadOf, basis: 'test' }],
  });

  it('is not the one of the product', () => {
    expect(validateCalendar(VN)).toEqual([]);
  });

  it.each([
    ['CALENDAR_NEVER_OPEN', { ...VN, week: closed }, 'the office never opens; expected at least one window a week'],
    ['CALENDAR_TIME', week([{ from: '7:30', to: '11:30' }]), 'window "7:30" to "11:30" cannot be read; expected HH:MM, for example 07:30'],
    [
      'CALENDAR_WINDOWS',
      week([{ from: '11:30', to: '07:30' }]),
      'window 11:30 to 07:30 ends before it begins or overlaps the one before; expected windows in order, without overlap',
    ],
    ['CALENDAR_DATE', { ...VN, coversThrough: '2026-02-30' }, '"2026-02-30" is no date; expected YYYY-MM-DD, for example 2026-02-10'],
    ['CALENDAR_OFFSET', { ...VN, utcOffset: '+7' }, '"+7" is no UTC offset; expected for example +07:00'],
    ['CALENDAR_DAY_TWICE', { ...VN, holidays: [...VN.holidays, VN.holidays[0]!] }, '2023-01-01 is given twice; expected each day once'],
    [
      'CALENDAR_MAKE_UP',
      makeUp('sunday', '2026-02-17'),
      'make-up day works as sunday, which has no office hours; expected a weekday with office hours',
    ],
    [
      'CALENDAR_MAKE_UP',
      makeUp('monday', '2026-03-03'),
      'make-up day stands for 2026-03-03, which is no day off of this calendar; expected one of its holidays',
    ],
  ])('%s', (code, calendar, message) => {
    expect(validateCalendar(calendar).map((each) => [each.code, each.message.en])).toEqual([[code, message]]);
  });
});
