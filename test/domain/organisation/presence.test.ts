import { describe, expect, it } from '@jest/globals';
import type { Calendar } from '../../../domain/calendar/calendar.js';
import { canWaitFor, presenceOn, type Days } from '../../../domain/organisation/presence.js';
import { absenceOn, type RosterEntry } from '../../../domain/organisation/roster.js';
import { VN as calendar } from '../clock/calendar-vn.js';

const AT = { officer: 'hoa', by: 'head', at: 0 };
const PART_TIME = { id: 'hoa', posts: [{ agency: 'centre', roles: ['returner'], duty: ['monday', 'wednesday', 'friday'] as const }] };
const FULL_TIME = { id: 'hoa', posts: [{ agency: 'centre', roles: ['returner'] }] };
const days = (...entries: RosterEntry[]): Days => ({ calendar, entries });
const on = (day: string, given: Days = days(), officer: typeof FULL_TIME | typeof PART_TIME = FULL_TIME, agency = 'centre') =>
  presenceOn(given, officer, agency, day);

// 2026-03-02 is a Monday; 30 April and 1 May 2026 are holidays.
describe('an officer', () => {
  it('without a roster is on duty when the office works', () => {
    expect(['2026-03-02', '2026-03-07', '2026-04-30'].map((day) => on(day))).toEqual(['on duty', 'off duty', 'off duty']);
    expect(on('2026-03-02', days(), FULL_TIME, 'branch')).toBe('no post');
  });

  it('with days of the week is on duty on these, when the office works', () => {
    expect(['2026-03-02', '2026-03-03', '2026-03-04'].map((day) => on(day, days(), PART_TIME))).toEqual(['on duty', 'off duty', 'on duty']);
  });

  it('works a make-up day as the weekday it stands for', () => {
    const worked: Calendar = {
      ...calendar,
      makeUpDays: [{ date: '2026-03-07', worksAs: 'monday', insteadOf: '2026-03-02', basis: 'x' }],
    };
    expect(on('2026-03-07', { calendar: worked, entries: [] }, PART_TIME)).toBe('on duty');
  });

  it('follows the entry recorded last, dates whatever the day of the week', () => {
    const tuesdays: RosterEntry = { ...AT, id: '1', kind: 'duty', agency: 'centre', from: '2026-03-01', weekdays: ['tuesday'] };
    const saturday: RosterEntry = {
      ...AT,
      id: '2',
      kind: 'duty',
      agency: 'centre',
      from: '2026-03-07',
      until: '2026-03-08',
      dates: ['2026-03-07'],
    };
    const given = days(tuesdays, saturday);
    expect(['2026-03-02', '2026-03-03', '2026-03-07', '2026-03-08', '2026-03-10'].map((day) => on(day, given, PART_TIME))).toEqual([
      'off duty',
      'on duty',
      'on duty',
      'off duty',
      'on duty',
    ]);
  });

  it('is absent from the first to the last day, unless the absence was ended', () => {
    const leave: RosterEntry = {
      ...AT,
      id: 'a',
      kind: 'absence',
      from: '2026-03-02',
      to: '2026-03-06',
      reason: 'leave',
      substitute: 'lan',
    };
    const back: RosterEntry = { ...AT, id: 'b', kind: 'absence ended', absence: 'a', to: '2026-03-03' };
    const never: RosterEntry = { ...AT, id: 'c', kind: 'absence ended', absence: 'a', to: '2026-03-01' };
    expect(['2026-03-01', '2026-03-02', '2026-03-06', '2026-03-09'].map((day) => on(day, days(leave)))).toEqual([
      'off duty',
      'absent',
      'absent',
      'on duty',
    ]);
    expect(['2026-03-03', '2026-03-04'].map((day) => on(day, days(leave, back)))).toEqual(['absent', 'on duty']);
    expect(on('2026-03-02', days(leave, never))).toBe('on duty');
    expect(absenceOn([leave], 'hoa', '2026-03-05')?.substitute).toBe('lan');
    expect(absenceOn([leave], 'lan', '2026-03-05')).toBeUndefined();
  });
});

describe('a task', () => {
  const due = (civil: string) => Date.parse(`${civil}+07:00`);
  const waits = (today: string, dueAt: number | null, given = days(), officer: typeof FULL_TIME | typeof PART_TIME = PART_TIME) =>
    canWaitFor(given, officer, { agency: 'centre', dueAt }, today);

  it('waits for who is off duty today and back before it is due', () => {
    expect(waits('2026-03-03', due('2026-03-04T09:00'))).toBe(true);
    expect(waits('2026-03-03', due('2026-03-03T17:00'))).toBe(false);
    expect(waits('2026-03-03', null)).toBe(true);
    expect(waits('2026-03-02', due('2026-03-02T17:00'))).toBe(true);
  });

  it('waits over a weekend, but not for who is absent or no longer of the agency', () => {
    const leave: RosterEntry = { ...AT, id: 'a', kind: 'absence', from: '2026-03-02', to: '2026-03-06', reason: 'sick' };
    expect(waits('2026-03-07', due('2026-03-09T17:00'), days(), FULL_TIME)).toBe(true);
    expect(waits('2026-03-03', due('2026-06-01T17:00'), days(leave), FULL_TIME)).toBe(false);
    expect(canWaitFor(days(), { id: 'hoa', posts: [] }, { agency: 'centre', dueAt: null }, '2026-03-02')).toBe(false);
  });

  it('does not wait for who is absent until after it is due, having been off duty before', () => {
    const leave: RosterEntry = { ...AT, id: 'a', kind: 'absence', from: '2026-03-04', to: '2026-03-13', reason: 'training' };
    expect(waits('2026-03-03', due('2026-03-12T17:00'), days(leave))).toBe(false);
    expect(waits('2026-03-03', due('2026-03-16T17:00'), days(leave))).toBe(true);
  });
});
