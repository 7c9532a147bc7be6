import { describe, expect, it } from '@jest/globals';
import { rungInstant } from '../../../domain/clock/rungs.js';
import type { TermRun, TermUnit } from '../../../domain/clock/term.js';
import { VN, at, civil } from './calendar-vn.js';

// Thursday 12 February 2026, two working days before Tet; due Thursday 26 February at 17:30
const FIVE_DAYS: TermRun = { term: { length: 5, unit: 'working days' }, start: at('2026-02-12T10:00') };
const fromDue = (length: number, unit: TermUnit) => civil(rungInstant(VN, FIVE_DAYS, { due: { length, unit } }));

describe('rungs around the due instant', () => {
  it('stand at the due instant itself', () => {
    expect(civil(rungInstant(VN, FIVE_DAYS, { due: 'due' }))).toBe('2026-02-26T17:30');
  });

  it.each([
    [2, 'working days', '2026-03-02T17:30'],
    [-1, 'working days', '2026-02-25T17:30'],
    [-4, 'working days', '2026-02-13T17:30'],
    [4, 'working hours', '2026-02-27T11:30'],
    [-4, 'working hours', '2026-02-26T13:30'],
    [-12, 'working hours', '2026-02-25T13:30'],
    [2, 'calendar days', '2026-03-02T17:30'],
    [-4, 'calendar days', '2026-02-13T17:30'],
    [1, 'months', '2026-03-26T17:30'],
    [0, 'working days', '2026-02-26T17:30'],
  ] as const)('%d %s from the due instant is %s', (length, unit, expected) => {
    expect(fromDue(length, unit)).toBe(expected);
  });

  it('do not stand anywhere while the term is suspended', () => {
    const suspended = { ...FIVE_DAYS, suspensions: [{ from: at('2026-02-13T08:00'), to: null, policy: 'pause' as const }] };
    expect(rungInstant(VN, suspended, { due: 'due' })).toBeNull();
    expect(rungInstant(VN, suspended, { share: 0.9 })).toBeNull();
  });

  it('follow an instant promised by hand', () => {
    expect(
      civil(
        rungInstant(VN, { fixed: at('2026-02-26T16:00'), start: at('2026-02-25T16:00') }, { due: { length: -1, unit: 'working days' } }),
      ),
    ).toBe('2026-02-25T17:30');
  });
});

describe('rungs at a share of the term', () => {
  it('of working days stand at the close of the day that uses the share up', () => {
    expect(civil(rungInstant(VN, FIVE_DAYS, { share: 0.8 }))).toBe('2026-02-25T17:30');
    expect(civil(rungInstant(VN, FIVE_DAYS, { share: 0.5 }))).toBe('2026-02-24T17:30');
    expect(rungInstant(VN, FIVE_DAYS, { share: 1 })).toBe(rungInstant(VN, FIVE_DAYS, { due: 'due' }));
  });

  it('of hours stand at the minute', () => {
    const hours: TermRun = { term: { length: 8, unit: 'working hours' }, start: at('2026-03-02T09:00') };
    expect(civil(rungInstant(VN, hours, { share: 0.5 }))).toBe('2026-03-02T15:00');
  });

  it('of months are taken of their days', () => {
    const month: TermRun = { term: { length: 1, unit: 'months' }, start: at('2026-03-02T09:00') };
    expect(civil(rungInstant(VN, month, { share: 0.5 }))).toBe('2026-03-18T17:30');
  });

  it('move with a pause that began before them and stay where they were when it began after', () => {
    const suspensions = [{ from: at('2026-02-25T08:00'), to: at('2026-03-03T09:00'), policy: 'pause' as const }];
    expect(civil(rungInstant(VN, { ...FIVE_DAYS, suspensions }, { share: 0.2 }))).toBe('2026-02-13T17:30');
    expect(civil(rungInstant(VN, { ...FIVE_DAYS, suspensions }, { share: 0.8 }))).toBe('2026-03-04T17:30');
  });

  it('of legs fall into the leg that reaches the share', () => {
    const legs = [
      { step: 'a', term: { length: 8, unit: 'working hours' } },
      { step: 'b', term: { length: 4, unit: 'working days' } },
    ] as const;
    const run = { legs, start: at('2026-03-02T07:30') };
    expect(civil(rungInstant(VN, run, { share: 0.1 }))).toBe('2026-03-02T11:30');
    expect(civil(rungInstant(VN, run, { share: 0.8 }))).toBe('2026-03-05T17:30');
    expect(civil(rungInstant(VN, run, { share: 1 }))).toBe('2026-03-06T17:30');
  });
});
