/** Transfer times between agencies, counted over many dossiers. 10 February 2026 is a Tuesday; the office works from 07:30 to 11:30 and from 13:30 to 17:30. */
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { workingTime } from '../../../domain/calendar/working-time.js';
import { type CrossingRecord, crossingsAfter } from '../../../domain/engine/crossings.js';
import { pairTimes, type PairTimes, tally } from '../../../domain/reports/handover-times.js';
import { MINUTE } from '../../../domain/time/instant.js';
import { forAnyCase } from '../../generated/cases.js';
import { at, CALENDAR } from '../engine/fixture.js';

const NOW = at('2026-02-13T17:30');
const time = workingTime(CALENDAR);

function crossing(
  sent: string,
  over: Partial<Record<'received' | 'accepted' | 'ended', string>> & Partial<CrossingRecord> = {},
): CrossingRecord {
  const { received, accepted, ended, ...rest } = over;
  const instant = (text: string | undefined) => (text === undefined ? null : at(`2026-02-${text}`));
  const times = { sentAt: at(`2026-02-${sent}`), receivedAt: instant(received), acceptedAt: instant(accepted), endedAt: instant(ended) };
  return {
    no: 1,
    run: 'appraise#1',
    from: 'centre',
    to: 'branch',
    medium: 'paper',
    forwardBy: null,
    ...times,
    end: null,
    stood: [],
    ...rest,
  };
}

function report(crossings: readonly CrossingRecord[], now: number | null = NOW): PairTimes[] {
  const tallies = new Map();
  for (const each of crossings) tally(tallies, each, time, now);
  return pairTimes(tallies);
}

const inMinutes = (stretch: PairTimes['transfer']) =>
  stretch && [stretch.working, stretch.calendar].map((spread) => Object.values(spread).map((ms: number) => ms / MINUTE));

describe('the time of a handover', () => {
  it('is office time and all time from sent to received, to accepted, to done', () => {
    const [pair] = report([crossing('10T16:30', { received: '11T08:30', accepted: '11T10:30', ended: '12T10:30', end: 'done' })]);
    expect(pair).toMatchObject({ from: 'centre', to: 'branch', sent: 1, received: 1, accepted: 1, done: 1, returned: 0 });
    expect(inMinutes(pair!.toReceived)).toEqual([Array(3).fill(120), Array(3).fill(16 * 60)]);
    expect(inMinutes(pair!.toAccepted)).toEqual([Array(3).fill(120), Array(3).fill(120)]);
    expect(inMinutes(pair!.toDone)).toEqual([Array(3).fill(8 * 60), Array(3).fill(24 * 60)]);
    expect(inMinutes(pair!.transfer)).toEqual([Array(3).fill(240), Array(3).fill(18 * 60)]);
  });

  it('until done leaves out the office time in which the clock of the step stood still', () => {
    const stood = [{ from: at('2026-02-11T13:30'), to: at('2026-02-11T17:30'), policy: 'pause' as const }];
    const [pair] = report([crossing('10T16:30', { received: '10T16:30', accepted: '11T10:30', ended: '12T10:30', end: 'done', stood })]);
    expect(pair!.toDone!.working.longest / MINUTE).toBe(4 * 60);
    expect(pair!.toDone!.calendar.longest / MINUTE).toBe(24 * 60);
  });

  it('is not known of what has not come so far, nor until done of what was sent back', () => {
    const [pair] = report([
      crossing('10T08:30'),
      crossing('10T08:30', { received: '10T09:30', accepted: '10T09:30', ended: '10T10:30', end: 'returned' }),
    ]);
    expect(pair).toMatchObject({ sent: 2, received: 1, accepted: 1, returned: 1, done: 0, onItsWay: 1, notTakenUp: 0, toDone: null });
    expect(pair!.toReceived!.of).toBe(1);
  });
});

describe('the first forwarding by a centre', () => {
  it('is counted in time or late, also to the minute; what nobody was to forward within a day is neither', () => {
    const forwardBy = at('2026-02-10T17:30');
    const [pair] = report([
      crossing('10T17:30', { forwardBy }),
      crossing('11T07:30', { forwardBy }),
      crossing('11T08:30', { forwardBy }),
      crossing('11T08:30'),
    ]);
    expect(pair).toMatchObject({ sent: 4, forwardedInTime: 1, forwardedLate: 2 });
  });
});

describe('what is under way', () => {
  it('is on its way until received, not taken up until accepted, and counts in the transfer time with what it has waited', () => {
    const [pair] = report([crossing('13T13:30'), crossing('13T07:30', { received: '13T08:30' })]);
    expect(pair).toMatchObject({ onItsWay: 1, notTakenUp: 1, accepted: 0 });
    expect(inMinutes(pair!.transfer)![0]).toEqual([240, 480, 480]);
    expect(report([crossing('13T13:30')], null)[0]!.transfer).toBeNull();
  });

  it('with an outside system is transferred once that has it', () => {
    const [pair] = report([crossing('13T07:30', { received: '13T08:30', medium: 'connector' })]);
    expect(inMinutes(pair!.transfer)![0]).toEqual([60, 60, 60]);
    expect(pair).toMatchObject({ media: { electronic: 0, paper: 0, connector: 1 }, notTakenUp: 1 });
  });

  it('is no more what was passed on or cancelled before anybody took it up', () => {
    const [pair] = report([
      crossing('10T08:30', { ended: '10T09:30', end: 'passed on' }),
      crossing('10T08:30', { ended: '10T09:30', end: 'cancelled' }),
    ]);
    expect(pair).toMatchObject({ sent: 2, neverAccepted: 2, onItsWay: 0, transfer: null });
  });
});

describe('the pairs', () => {
  it('come with the slowest first, by what nine of ten keep in office time; each direction for itself', () => {
    const took = (received: string, more: Partial<CrossingRecord> = {}) => crossing('10T07:30', { received, accepted: received, ...more });
    const mostly = Array.from({ length: 9 }, () => took('10T08:00'));
    const pairs = report([
      ...[...mostly, took('12T17:30')],
      took('10T09:30', { from: 'branch', to: 'centre' }),
      // long, but at night: an hour of the office
      took('11T07:30', { from: 'centre', to: 'tax', sentAt: at('2026-02-10T16:30') }),
    ]);
    expect(
      pairs.map(({ from, to, transfer }) => `${from} → ${to} ${transfer!.working.p90 / MINUTE} ${transfer!.working.longest / MINUTE}`),
    ).toEqual(['branch → centre 120 120', 'centre → tax 60 60', 'centre → branch 30 1440']);
  });

  it('say of any lengths what half and nine of ten of them keep, whatever the order they come in', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 239 }), { minLength: 1 }), (lengths) => {
        const sent = at('2026-02-10T07:30');
        const all = lengths.map((length) => crossing('10T07:30', { receivedAt: sent + length * MINUTE }));
        const { working } = report(all)[0]!.toReceived!;
        for (const [name, share] of [
          ['median', 0.5],
          ['p90', 0.9],
          ['longest', 1],
        ] as const) {
          const within = lengths.filter((length) => length * MINUTE <= working[name]).length;
          const below = lengths.filter((length) => length * MINUTE < working[name]).length;
          expect(within / lengths.length).toBeGreaterThanOrEqual(share);
          expect(below / lengths.length).toBeLessThan(share);
        }
      }),
    );
  });

  forAnyCase('count every handover once, with the office time that the facts say it waited', (dossier) => {
    const crossings = crossingsAfter(null, dossier.facts);
    const tallies = new Map();
    for (const each of crossings) tally(tallies, each, workingTime(dossier.world.calendar), dossier.state!.now);
    const pairs = pairTimes(tallies);
    const sum = (of: (pair: PairTimes) => number) => pairs.reduce((total, pair) => total + of(pair), 0);
    expect(sum(({ sent }) => sent)).toBe(dossier.of('handoverSent').length);
    expect(sum(({ accepted, onItsWay, notTakenUp, neverAccepted }) => accepted + onItsWay + notTakenUp + neverAccepted)).toBe(
      crossings.length,
    );
    expect(sum(({ toReceived }) => toReceived?.of ?? 0)).toBe(dossier.of('handoverReceived').length);
    const longest = (waits: readonly { waited: number }[]) => Math.max(0, ...waits.map(({ waited }) => waited));
    expect(Math.max(0, ...pairs.map(({ toReceived }) => toReceived?.working.longest ?? 0))).toBe(longest(dossier.of('handoverReceived')));
    expect(Math.max(0, ...pairs.map(({ toAccepted }) => toAccepted?.working.longest ?? 0))).toBe(longest(dossier.of('handoverAccepted')));
  });
});
