import { describe, expect, it } from '@jest/globals';
import { computeDue, dueAt } from '../../../domain/clock/due.js';
import type { CutOff, Suspension, TermRun, TermUnit } from '../../../domain/clock/term.js';
import { VN, at, civil } from './calendar-vn.js';

const due = (start: string, length: number, unit: TermUnit, rest: Partial<TermRun> = {}) =>
  civil(dueAt(VN, { term: { length, unit }, start: at(start), ...rest }));
const rules = (run: TermRun) =>
  computeDue(VN, run).lines.map((line) => `${line.rule} ${line.date}${line.count === undefined ? '' : ` ${line.count}`}`);
const COUNTING: CutOff = { at: '15:00', effect: 'count' };
const FORWARDING: CutOff = { at: '15:00', effect: 'forward' };
const pause = (from: string, to: string | null): Suspension => ({ from: at(from), to: to === null ? null : at(to), policy: 'pause' });
const restart = (from: string, to: string | null): Suspension => ({ ...pause(from, to), policy: 'restart' });

// Monday 2 March 2026 is an ordinary week; Tet 2026 is off from 14 to 22 February
describe('the fears of who receives a dossier', () => {
  it.each([
    ['the starting day is counted', '2026-03-02T09:00', 5, 'working days', {}, '2026-03-09T17:30'],
    ['exactly at the cut-off is late', '2026-03-02T15:00', 3, 'working days', { cutOff: COUNTING }, '2026-03-05T17:30'],
    ['a second after the cut-off is in time', '2026-03-02T15:00:01', 3, 'working days', { cutOff: COUNTING }, '2026-03-06T17:30'],
    [
      'a cut-off that only forwards papers moves the term',
      '2026-03-02T15:30',
      3,
      'working days',
      { cutOff: FORWARDING },
      '2026-03-05T17:30',
    ],
    ['closing time itself is too late', '2026-03-02T17:30', 1, 'working days', {}, '2026-03-03T17:30'],
    ['a minute after closing counts as today', '2026-03-02T17:31', 1, 'working days', {}, '2026-03-04T17:30'],
    [
      'a cut-off after closing keeps the office open',
      '2026-03-02T18:00',
      1,
      'working days',
      { cutOff: { at: '20:00', effect: 'count' } },
      '2026-03-04T17:30',
    ],
    ['a counter open on Saturday starts the term', '2026-03-07T09:00', 1, 'working days', {}, '2026-03-10T17:30'],
    ['"within the day" of an evening means yesterday', '2026-03-02T18:00', 0, 'working days', {}, '2026-03-03T17:30'],
    ['hours run through lunch', '2026-03-02T10:30', 2, 'working hours', {}, '2026-03-02T14:30'],
    ['hours ending at lunch wait for its end', '2026-03-02T10:30', 1, 'working hours', {}, '2026-03-02T11:30'],
    ['hours run through the night', '2026-03-02T16:30', 2, 'working hours', {}, '2026-03-03T08:30'],
    ['half an hour cannot be counted', '2026-03-02T08:00', 0.5, 'working hours', {}, '2026-03-02T08:30'],
    ['Tet counts', '2026-02-12T10:00', 5, 'working days', {}, '2026-02-26T17:30'],
    ['calendar days end in Tet', '2026-02-02T09:00', 15, 'calendar days', {}, '2026-02-23T17:30'],
    ['the swapped Saturday is a day off', '2026-08-20T10:00', 2, 'working days', {}, '2026-08-22T17:30'],
    ['the day it was swapped for is not', '2026-08-28T09:00', 1, 'working days', {}, '2026-09-03T17:30'],
    ['29 February is skipped', '2024-02-28T09:00', 1, 'working days', {}, '2024-02-29T17:30'],
    ['a year after 29 February is 1 March', '2024-02-29T09:00', 12, 'months', {}, '2025-02-28T17:30'],
    ['a month after 31 January is 2 March', '2024-01-31T09:00', 1, 'months', {}, '2024-02-29T17:30'],
  ] as const)('not: %s', (_fear, start, length, unit, rest, expected) => {
    expect(due(start, length, unit, rest)).toBe(expected);
  });
});

describe('suspension', () => {
  it('keeps what was used, and the new day zero is not counted', () => {
    // Tuesday 3rd used; two of three left after Monday 9th
    expect(due('2026-03-02T09:00', 3, 'working days', { suspensions: [pause('2026-03-04T10:00', '2026-03-09T10:00')] })).toBe(
      '2026-03-11T17:30',
    );
  });

  it('restarts the whole term for a supplement (Decree 61/2018, art. 19.4)', () => {
    expect(due('2026-03-02T09:00', 3, 'working days', { suspensions: [restart('2026-03-04T10:00', '2026-03-09T10:00')] })).toBe(
      '2026-03-12T17:30',
    );
  });

  it('has no due instant while it lasts, only what is left', () => {
    const run = { term: { length: 3, unit: 'working days' as const }, start: at('2026-03-02T09:00') };
    expect(computeDue(VN, { ...run, suspensions: [pause('2026-03-04T10:00', null)] })).toMatchObject({ dueAt: null, left: 2 });
    expect(computeDue(VN, { ...run, suspensions: [restart('2026-03-04T10:00', null)] })).toMatchObject({ dueAt: null, left: 3 });
    const hours = { term: { length: 8, unit: 'working hours' as const }, start: at('2026-03-02T09:00') };
    expect(computeDue(VN, { ...hours, suspensions: [pause('2026-03-02T10:30', null)] }).left).toBe(6.5 * 60);
  });

  it('in the very instant of the due date is in time; a millisecond later it moves nothing', () => {
    const suspended = (from: number) =>
      dueAt(VN, {
        term: { length: 3, unit: 'working days' },
        start: at('2026-03-02T09:00'),
        suspensions: [{ from, to: null, policy: 'pause' }],
      });
    expect(suspended(at('2026-03-05T17:30'))).toBeNull();
    expect(civil(suspended(at('2026-03-05T17:30') + 1))).toBe('2026-03-05T17:30');
  });

  it('ends with the last of causes that overlap, and restarts when one of them does', () => {
    const tax = pause('2026-03-03T10:00', '2026-03-10T10:00');
    const supplement = restart('2026-03-04T10:00', '2026-03-06T10:00');
    expect(due('2026-03-02T09:00', 3, 'working days', { suspensions: [tax, supplement] })).toBe('2026-03-13T17:30');
    expect(
      due('2026-03-02T09:00', 3, 'working days', {
        suspensions: [
          { ...tax, from: at('2026-03-04T09:00') },
          { ...supplement, policy: 'pause' },
        ],
      }),
    ).toBe('2026-03-12T17:30');
    expect(due('2026-03-02T09:00', 3, 'working days', { suspensions: [supplement, tax] })).toBe('2026-03-13T17:30');
    const [supplementFirst, taxLater] = [restart('2026-03-04T10:00', '2026-03-06T10:00'), pause('2026-03-05T10:00', '2026-03-10T10:00')];
    expect(due('2026-03-02T09:00', 3, 'working days', { suspensions: [supplementFirst, taxLater] })).toBe('2026-03-13T17:30');
  });

  it('that is over before the start moves nothing', () => {
    expect(due('2026-03-02T09:00', 3, 'working days', { suspensions: [restart('2026-02-03T10:00', '2026-02-05T10:00')] })).toBe(
      '2026-03-05T17:30',
    );
  });

  it('that begins at the close of a counted day keeps that day', () => {
    expect(due('2026-03-02T09:00', 3, 'working days', { suspensions: [pause('2026-03-03T17:30', '2026-03-09T10:00')] })).toBe(
      '2026-03-11T17:30',
    );
  });

  it('moves the due day of months from day zero on, when it begins before day zero', () => {
    // arrived Friday evening, so day zero is Monday 9th; the pause from Saturday to Tuesday moves one day, not three
    expect(due('2026-03-06T18:00', 1, 'months', { suspensions: [pause('2026-03-07T10:00', '2026-03-10T09:00')] })).toBe('2026-04-10T17:30');
  });

  it('moves the due day of months by the days it lasted', () => {
    expect(due('2026-03-02T09:00', 1, 'months', { suspensions: [pause('2026-03-10T09:00', '2026-03-17T09:00')] })).toBe('2026-04-09T17:30');
  });
});

describe('the ledger', () => {
  it('tells a term over Tet line by line', () => {
    expect(rules({ term: { length: 2, unit: 'working days' }, start: at('2026-02-12T18:00') })).toEqual([
      'term 2026-02-12 2',
      'arrived 2026-02-12',
      'after cut-off 2026-02-13',
      'day zero 2026-02-13',
      ...['14', '15', '16', '17', '18', '19', '20', '21', '22'].map((day) => `day off 2026-02-${day}`),
      'counted 2026-02-23 1',
      'counted 2026-02-24 2',
      'due 2026-02-24',
    ]);
  });

  it('names holidays and the decision behind a make-up day', () => {
    const { lines } = computeDue(VN, { term: { length: 3, unit: 'working days' }, start: at('2026-08-20T10:00') });
    expect(lines.find((line) => line.rule === 'make-up day')).toMatchObject({
      date: '2026-08-22',
      note: expect.stringContaining('CV 9859'),
    });
    const tet = computeDue(VN, { term: { length: 3, unit: 'working days' }, start: at('2026-02-12T10:00') });
    expect(tet.lines.find((line) => line.date === '2026-02-17')).toEqual({
      rule: 'day off',
      date: '2026-02-17',
      note: 'Tết Nguyên đán (mùng 1)',
    });
  });

  it('tells a pause in hours by the minute', () => {
    const run: TermRun = {
      term: { length: 4, unit: 'working hours' },
      start: at('2026-03-02T09:00'),
      suspensions: [pause('2026-03-02T10:30', '2026-03-03T18:00')],
    };
    expect(rules(run)).toEqual([
      'term 2026-03-02 240',
      'arrived 2026-03-02',
      'counted 2026-03-02 90',
      'suspended 2026-03-02',
      'used up 2026-03-02 90',
      'resumed 2026-03-03 150',
      'after cut-off 2026-03-04',
      'counted 2026-03-04 240',
      'due 2026-03-04',
    ]);
  });

  it('says that nothing is left of a term of no hours, not less than nothing', () => {
    const suspensions = [restart('2026-03-02T21:00', '2026-03-03T09:00')];
    const { lines } = computeDue(VN, { term: { length: 0, unit: 'working hours' }, start: at('2026-03-02T18:00'), suspensions });
    expect(lines.find(({ rule }) => rule === 'restarted')!.count).toBe(0);
  });

  it('rolls calendar days off a Sunday', () => {
    expect(rules({ term: { length: 3, unit: 'calendar days' }, start: at('2026-03-05T09:00') }).slice(-4)).toEqual([
      'counted 2026-03-08 3',
      'day off 2026-03-08',
      'rolled 2026-03-09',
      'due 2026-03-09',
    ]);
  });
});

describe('a due date that relies on days nobody knows for certain', () => {
  it.each([
    ['2026-12-30T09:00', false],
    ['2026-12-31T09:00', true],
    ['2031-05-05T09:00', true],
  ])('one working day from %s: provisional %s', (start, provisional) => {
    const ledger = computeDue(VN, { term: { length: 1, unit: 'working days' }, start: at(start) });
    expect(ledger.provisional).toBe(provisional);
    expect(ledger.lines.some((line) => line.rule === 'provisional')).toBe(provisional);
  });

  it('still counts weekdays after the last year of the calendar', () => {
    expect(due('2030-01-04T09:00', 2, 'working days')).toBe('2030-01-08T17:30');
  });
});

describe('what cannot be counted is refused', () => {
  it.each([
    [{ length: -1, unit: 'working days' }, 'term of -1 working days; expected a whole number from 0 to 36525'],
    [{ length: 1.5, unit: 'calendar days' }, 'term of 1.5 calendar days; expected a whole number from 0 to 36525'],
    [{ length: NaN, unit: 'working hours' }, 'term of NaN working hours; expected a number from 0 to 292200'],
    [{ length: 1e9, unit: 'months' }, 'term of 1000000000 months; expected a whole number from 0 to 1200'],
  ] as const)('%j', (term, message) => {
    expect(() => computeDue(VN, { term, start: at('2026-03-02T09:00') })).toThrow(new RangeError(message));
  });

  it('a start that is no instant, an extension that shortens, a suspension that ends before it begins', () => {
    const term = { length: 1, unit: 'working days' } as const;
    expect(() => dueAt(VN, { term, start: NaN })).toThrow(/starts at NaN/);
    expect(() => dueAt(VN, { term, start: 0, extension: -1 })).toThrow(/extension of -1/);
    expect(() => dueAt(VN, { term, start: 0, suspensions: [{ from: 10, to: 5, policy: 'pause' }] })).toThrow(/before it begins/);
  });

  it('an office that never opens, instead of a search without end', () => {
    const never = { ...VN, week: { monday: [], tuesday: [], wednesday: [], thursday: [], friday: [], saturday: [], sunday: [] } };
    expect(() => dueAt(never, { term: { length: 1, unit: 'working days' }, start: at('2029-03-02T09:00') })).toThrow(
      /no working day within 366 days/,
    );
  });
});
