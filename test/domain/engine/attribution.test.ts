/** Whose time it was, leg by leg, and who answers for a missed date. The office works eight hours; 10 February 2026 is a Tuesday, Tết is off from the 16th to the 20th. */
import { describe, expect, it } from '@jest/globals';
import type { TimePart } from '../../../domain/clock/buckets.js';
import type { Act } from '../../../domain/engine/event.js';
import { type Times, timesOf } from '../../../domain/engine/leg-times.js';
import { forAnyCase } from '../../generated/cases.js';
import { appraising, at, CALENDAR, Case, DESK, LAND_1, PLAN, RECEIVE, REGIME, TAX } from './fixture.js';

const HOUR = 3_600_000;
const timesAt = (dossier: Case, when: string, reckoning?: 'recorded'): Times => timesOf(dossier.world, dossier.facts, at(when), reckoning);
const hours = (parts: readonly TimePart[]) =>
  parts.map(
    ({ ms, ...part }) =>
      `${part.kind}${'agency' in part && part.kind !== 'closed' ? ` ${part.agency}` : ''}${'officer' in part ? ` ${part.officer}` : ''} ${ms / HOUR}`,
  );
const legOf = (times: Times, run: string) => times.legs.find(({ leg }) => leg.run === run)!;
const eligible = { type: 'complete', run: 'appraise#1', outcome: 'eligible' } as const;
const onPaper = () =>
  new Case()
    .do('2026-02-10T09:12', DESK, { ...RECEIVE, medium: 'paper' })
    .do('2026-02-10T09:42', DESK, { type: 'complete', run: 'receive#1' });
const total = (parts: readonly { readonly ms: number }[]) => parts.reduce((sum, { ms }) => sum + ms, 0);

describe('the time of a leg', () => {
  it('is its queue’s, then its officer’s, and the office’s when it is closed', () => {
    const dossier = appraising().do('2026-02-10T14:30', LAND_1, { type: 'claim', run: 'appraise#1' });
    expect(hours(legOf(timesAt(dossier, '2026-02-11T08:30'), 'appraise#1').parts)).toEqual([
      'agency branch-2 2.5',
      'closed 16',
      'agency branch-2 land-1 4',
    ]);
  });

  it('is the sender’s while it is on its way', () => {
    const dossier = onPaper().do('2026-02-11T08:30', LAND_1, { type: 'acknowledge', run: 'appraise#1', state: 'received' });
    const { parts, onItsWay, used } = legOf(timesAt(dossier, '2026-02-11T10:30'), 'appraise#1');
    expect(hours(parts)).toEqual(['on its way an-phu 6.8', 'closed 16', 'agency branch-2 2']);
    expect([onItsWay, used]).toEqual([6.8 * HOUR, 2 * HOUR]);
  });

  it('is the applicant’s while it waits for a supplement, and the clock of the leg stands still', () => {
    const dossier = appraising().do('2026-02-10T11:00', LAND_1, {
      type: 'request supplement',
      run: 'appraise#1',
      documents: ['proof'],
      note: 'n',
    });
    const { parts, used, over } = legOf(timesAt(dossier, '2026-02-13T11:00'), 'appraise#1');
    expect(hours(parts)).toEqual(['agency branch-2 1', 'applicant 72']);
    expect([used, over]).toEqual([HOUR, 0]);
  });

  it('is the outside system’s, by day and by night', () => {
    const dossier = appraising().do('2026-02-12T10:00', LAND_1, eligible);
    dossier.do('2026-02-12T10:30', TAX, { type: 'acknowledge', run: 'refer-tax#1', state: 'received' });
    expect(hours(legOf(timesAt(dossier, '2026-02-13T10:30'), 'refer-tax#1').parts)).toEqual([
      'on its way branch-2 0.5',
      'outside tax-2 24',
    ]);
  });

  it('is compared with its own term: what was allowed, what it used, what it went over', () => {
    const dossier = appraising().wait('2026-02-24T10:00').do('2026-02-24T10:00', LAND_1, eligible);
    // the rest of Tuesday and four working days, then two and a half hours more
    expect(legOf(timesAt(dossier, '2026-02-24T10:00'), 'appraise#1')).toMatchObject({
      allowed: 37.5 * HOUR,
      used: 40 * HOUR,
      over: 2.5 * HOUR,
    });
  });

  it('counts from the restart when a supplement has restarted its term', () => {
    const dossier = appraising();
    dossier.do('2026-02-11T08:30', LAND_1, { type: 'request supplement', run: 'appraise#1', documents: ['proof'], note: 'n' });
    dossier.do('2026-02-12T08:30', DESK, { type: 'receive supplement', documents: ['proof'] });
    expect(legOf(timesAt(dossier, '2026-02-12T11:30'), 'appraise#1')).toMatchObject({ allowed: 39 * HOUR, used: 3 * HOUR });
  });
});

describe('a date that was missed', () => {
  it('is answered for by the legs that took longer than their term, and by who kept papers on their way', () => {
    const dossier = onPaper().do('2026-02-12T09:30', LAND_1, { type: 'acknowledge', run: 'appraise#1', state: 'received' });
    dossier.wait('2026-02-26T09:30').do('2026-02-26T09:30', LAND_1, eligible);
    const [first] = timesAt(dossier, '2026-02-26T09:30').missed;
    expect(first!.promise).toMatchObject({ id: 'appointment:first', late: 18 * HOUR });
    expect(first!.legs.map(({ leg, over, onItsWay }) => [leg.run, over / HOUR, onItsWay / HOUR])).toEqual([['appraise#1', 2, 15.8]]);
    expect(first!.owners).toEqual([
      { agency: 'branch-2', over: 2 * HOUR, onItsWay: 0 },
      { agency: 'an-phu', over: 0, onItsWay: 15.8 * HOUR },
    ]);
  });

  it('has no owner in an agency that was in time', () => {
    const dossier = appraising().wait('2026-02-24T10:00').do('2026-02-24T10:00', LAND_1, eligible);
    expect(timesAt(dossier, '2026-02-24T10:00').missed[0]!.owners.map(({ agency }) => agency)).toEqual(['branch-2']);
  });

  it('names what was gone through again', () => {
    const dossier = appraising()
      .do('2026-02-13T10:00', LAND_1, { type: 'return', run: 'appraise#1', note: 'n' })
      .do('2026-02-13T14:00', DESK, { type: 'complete', run: 'receive#2' })
      .wait('2026-02-25T08:00');
    expect(timesAt(dossier, '2026-02-25T08:00').missed[0]!.legs.map(({ leg }) => leg.run)).toEqual(['receive#2', 'appraise#2']);
  });

  it('is not missed where work done in time was entered afterwards; by when the system learned of it, it was', () => {
    const plan = { ...PLAN, regime: { ...REGIME, entry: { withoutApproval: { length: 5, unit: 'working days' as const }, basis: 'law' } } };
    const entered: Act = { type: 'enter', act: eligible, effectiveAt: at('2026-02-23T16:30'), evidence: ['file-1'] };
    const dossier = new Case({ plan, calendar: CALENDAR })
      .do('2026-02-10T09:12', DESK, RECEIVE)
      .do('2026-02-10T10:00', DESK, { type: 'complete', run: 'receive#1' })
      .wait('2026-02-24T09:30')
      .do('2026-02-24T09:30', LAND_1, entered);
    expect(timesAt(dossier, '2026-02-24T09:30').missed).toEqual([]);
    const [first] = timesAt(dossier, '2026-02-24T09:30', 'recorded').missed;
    expect(first!.owners).toEqual([{ agency: 'branch-2', over: 2 * HOUR, onItsWay: 0 }]);
    expect(legOf(timesAt(dossier, '2026-02-24T09:30'), 'appraise#1').leg).toMatchObject({ timeliness: 'on time', off: -HOUR });
  });
});

it('time before acceptance is of no leg', () => {
  const filed = new Case().do('2026-02-10T09:30', DESK, { ...RECEIVE, channel: 'online' }).do('2026-02-10T10:30', DESK, { type: 'accept' });
  expect(hours(timesAt(filed, '2026-02-10T11:30').rest)).toEqual(['agency an-phu 1']);
});

it('nobody has time of a dossier that is closed', () => {
  const dossier = appraising().do('2026-02-11T09:30', LAND_1, {
    type: 'refuse',
    run: 'appraise#1',
    ground: 'not-eligible',
    note: 'n',
  });
  dossier.do('2026-02-12T09:30', DESK, { type: 'deliver', run: 'deliver#1', method: 'desk' });
  const { from, until, buckets } = timesAt(dossier, '2026-05-12T09:30');
  expect(until).toBe(at('2026-02-12T09:30'));
  expect(total(buckets)).toBe(until - from);
});

describe('of whatever dossier', () => {
  for (const reckoning of ['effective', 'recorded'] as const) {
    forAnyCase(`the parts add up to the elapsed time to the millisecond, by owner and by leg (${reckoning})`, (dossier) => {
      const { now, receivedAt } = dossier.state!;
      const { from, until, buckets, legs, rest } = timesOf(dossier.world, dossier.facts, now, reckoning);
      expect(from).toBe(receivedAt);
      expect(total(buckets)).toBe(until - from);
      expect(total([...legs.flatMap(({ parts }) => parts), ...rest])).toBe(until - from);
    });
  }

  forAnyCase('all time since acceptance is of some leg', (dossier) => {
    expect(timesOf(dossier.world, dossier.facts, dossier.state!.now).rest).toEqual([]);
  });

  forAnyCase('a leg went over its term by the office time after its due instant', (dossier) => {
    for (const { leg, over } of timesOf(dossier.world, dossier.facts, dossier.state!.now).legs)
      if (leg.off !== null) expect(over).toBe(Math.max(0, leg.off));
  });

  forAnyCase('the time on the way is the sender’s: no agency has time of a dossier that it has not received', (dossier) => {
    const { legs } = timesOf(dossier.world, dossier.facts, dossier.state!.now);
    for (const { leg, parts } of legs.filter((each) => each.leg.state === 'on its way' && each.leg.crossings.length === 1))
      expect(parts.filter((part) => part.kind === 'agency' && part.agency === leg.crossings[0]!.to)).toEqual([]);
  });
});
