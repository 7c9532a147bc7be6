import { describe, expect, it } from '@jest/globals';
import { computeDue } from '../../../domain/clock/due.js';
import { dueOfLegs } from '../../../domain/clock/legs.js';
import type { CutOff, TermUnit } from '../../../domain/clock/term.js';
import { type Promised, sweepCalendar } from '../../../domain/proofs/calendar-sweep.js';
import { coveredYears, startSlots } from '../../../domain/proofs/start-slots.js';
import type { Leg } from '../../../domain/procedure/plan.js';
import { at, civil, VN } from '../clock/calendar-vn.js';

const AT_THREE: CutOff = { at: '15:00', effect: 'count' };

const leg = (step: string, length: number, unit: TermUnit = 'working days'): Leg => ({ step, term: { length, unit } });

/** Seven working days of work fit into fifteen days on every date but those before Tết. */
const CALENDAR_DAYS: Promised = {
  term: { length: 15, unit: 'calendar days' },
  cutOff: AT_THREE,
  ways: [[leg('appraise', 6), leg('sign', 1)]],
};
const WORKING_DAYS: Promised = { term: { length: 8, unit: 'working days' }, ways: CALENDAR_DAYS.ways };

const slotsOn = (date: string, cutOff?: CutOff): string[] =>
  [...startSlots(VN, { first: 2026, last: 2026 }, cutOff)].map(civil).filter((slot) => slot.startsWith(date));

describe('start slots', () => {
  it('are opening, noon, a minute before and after the cut-off, and close', () => {
    const slots = ['07:30', '12:00', '14:59', '15:01', '17:30'].map((time) => `2026-02-10T${time}`);
    expect(slotsOn('2026-02-10', AT_THREE)).toEqual(slots);
  });

  it('turn about the close where there is no cut-off, or one that only forwards', () => {
    const slots = ['07:30', '12:00', '17:29', '17:30', '17:31'].map((time) => `2026-02-10T${time}`);
    expect(slotsOn('2026-02-10')).toEqual(slots);
    expect(slotsOn('2026-02-10', { ...AT_THREE, effect: 'forward' })).toEqual(slots);
  });

  it('are one on a day off: what comes then counts from the next opening', () => {
    expect(slotsOn('2026-02-17', AT_THREE)).toEqual(['2026-02-17T12:00']);
  });

  it('lie on every day of the years the calendar covers', () => {
    const days = new Set([...startSlots(VN, coveredYears(VN), undefined)].map((slot) => civil(slot).slice(0, 10)));
    expect([days.size, [...days][0], [...days].at(-1)]).toEqual([5 * 365 + 1, '2023-01-01', '2027-12-31']);
  });
});

describe('the calendar sweep', () => {
  it('finds nothing where term and legs are counted in one way', () => {
    expect(sweepCalendar(VN, WORKING_DAYS)).toMatchObject({ years: { first: 2023, last: 2027 }, overruns: 0, spanCount: 0, spans: [] });
  });

  it('finds the days before Tết on which working days run longer than calendar days', () => {
    const { spanCount, spans } = sweepCalendar(VN, CALENDAR_DAYS);
    expect(spans).toHaveLength(spanCount);
    expect(spans.map(({ from, to }) => `${from} ${to}`)).toEqual([
      '2023-01-11 2023-01-19',
      '2024-01-30 2024-02-07',
      '2025-01-16 2025-01-24',
      '2026-02-05 2026-02-13',
      '2027-01-27 2027-02-04',
    ]);
  });

  it('agrees with the dates that a receipt would promise, slot by slot', () => {
    const slots = [...startSlots(VN, { first: 2026, last: 2026 }, AT_THREE)];
    const [legs] = CALENDAR_DAYS.ways as readonly [readonly Leg[]];
    const late = slots.filter((start) => {
      const run = { start, cutOff: AT_THREE };
      return dueOfLegs(VN, { ...run, legs }).dueAt! > computeDue(VN, { ...run, term: CALENDAR_DAYS.term }).dueAt!;
    });
    const swept = sweepCalendar(VN, CALENDAR_DAYS, { first: 2026, last: 2026 });
    expect([swept.slots, swept.overruns, swept.spans[0]!.first.start]).toEqual([slots.length, late.length, late[0]]);
  });

  it('says of the first slot of a span what was promised and what is needed', () => {
    const [span] = sweepCalendar(VN, CALENDAR_DAYS, { first: 2026, last: 2026 }).spans;
    const { start, dueAt, neededUntil, provisional } = span!.first;
    // day zero is the 6th; fifteen days end on Saturday the 21st, seven working days stand still from the 16th to the 22nd
    expect([civil(start), civil(dueAt), civil(neededUntil), provisional]).toEqual([
      '2026-02-05T15:01',
      '2026-02-23T17:30',
      '2026-02-24T17:30',
      false,
    ]);
  });

  it('takes the way that ends last, and parallel legs at their longest', () => {
    const parallel: Leg = { parallel: [[leg('fire', 2)], [leg('water', 7), leg('road', 3)]] };
    const years = { first: 2026, last: 2026 };
    const all = sweepCalendar(VN, { ...WORKING_DAYS, ways: [[leg('a', 1)], [parallel]] }, years);
    expect(all.overruns).toBe(all.slots);
    expect(sweepCalendar(VN, { ...WORKING_DAYS, ways: [[leg('a', 1)], []] }, years).overruns).toBe(0);
  });

  it('counts all slots but lists only the first spans', () => {
    const { spanCount, spans } = sweepCalendar(VN, { ...CALENDAR_DAYS, ways: [[leg('check', 2, 'working hours'), leg('appraise', 10)]] });
    expect(spanCount).toBeGreaterThan(12);
    expect(spans).toHaveLength(12);
  });

  it('leaves out starts whose end the calendar does not know, and marks what it only projects', () => {
    const years = { first: 2027, last: 2027 };
    const swept = sweepCalendar(VN, CALENDAR_DAYS, years);
    expect(swept.slots).toBeLessThan([...startSlots(VN, years, AT_THREE)].length);
    expect(swept.spans.every(({ first }) => first.provisional && first.neededUntil <= at('2027-12-31T23:59'))).toBe(true);
  });

  it('takes less than a second for a year', () => {
    const before = process.cpuUsage();
    sweepCalendar(VN, CALENDAR_DAYS, { first: 2026, last: 2026 });
    const { user, system } = process.cpuUsage(before);
    expect((user + system) / 1e6).toBeLessThan(1);
  });
});
