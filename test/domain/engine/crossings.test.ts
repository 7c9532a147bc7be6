/** Each handover as a record of its own, which outlives the step it brought. */
import { describe, expect, it } from '@jest/globals';
import { type CrossingRecord, crossingsAfter } from '../../../domain/engine/crossings.js';
import type { Fact } from '../../../domain/engine/fact.js';
import { journeyOf } from '../../../domain/engine/journey.js';
import { type DossierView, foldFacts } from '../../../domain/engine/view.js';
import { forAnyCase } from '../../generated/cases.js';
import { appraising, Case, CENTRE_LEADER, civil, DESK, LAND_1, PLAN, RECEIVE, received, REGIME, TAX, WORLD } from './fixture.js';

const crossings = ({ facts }: Case) => crossingsAfter(null, facts);
const told = (dossier: Case) =>
  crossings(dossier).map(({ run, from, to, sentAt, receivedAt, acceptedAt, endedAt, end }) =>
    [run, `${from} → ${to}`, ...[sentAt, receivedAt, acceptedAt, endedAt].map((each) => civil(each)?.slice(5) ?? '-'), end ?? 'open'].join(
      ' | ',
    ),
  );
const onPaper = () =>
  new Case()
    .do('2026-02-10T09:12', DESK, { ...RECEIVE, medium: 'paper' })
    .do('2026-02-10T10:00', DESK, { type: 'complete', run: 'receive#1' });

/** The facts of each event. */
function events(facts: readonly Fact[]): Fact[][] {
  const groups: Fact[][] = [];
  for (const fact of facts) {
    const last = groups.at(-1);
    if (last && last[0]!.recordedAt === fact.recordedAt) last.push(fact);
    else groups.push([fact]);
  }
  return groups;
}

describe('a handover', () => {
  it('is none before anything was handed over', () => {
    expect(crossings(received())).toEqual([]);
  });

  it('says when it was sent, received, taken up and its step done', () => {
    const dossier = onPaper()
      .do('2026-02-11T08:30', LAND_1, { type: 'acknowledge', run: 'appraise#1', state: 'received' })
      .do('2026-02-11T10:00', LAND_1, { type: 'claim', run: 'appraise#1' })
      .do('2026-02-12T16:00', LAND_1, { type: 'complete', run: 'appraise#1', outcome: 'eligible' });
    expect(told(dossier)).toEqual([
      'appraise#1 | an-phu → branch-2 | 02-10T10:00 | 02-11T08:30 | 02-11T10:00 | 02-12T16:00 | done',
      'refer-tax#1 | branch-2 → tax-2 | 02-12T16:00 | - | - | - | open',
    ]);
  });

  it('that was sent back is over so, and another one brings it back', () => {
    const dossier = appraising().do('2026-02-11T08:00', LAND_1, { type: 'return', run: 'appraise#1', note: 'n' });
    expect(told(dossier)).toEqual([
      'appraise#1 | an-phu → branch-2 | 02-10T10:00 | 02-10T10:00 | 02-11T08:00 | 02-11T08:00 | returned',
      'receive#2 | branch-2 → an-phu | 02-11T08:00 | 02-11T08:00 | - | - | open',
    ]);
  });

  it('of an outside system is sent back by the answer that it is wrong', () => {
    const dossier = appraising()
      .do('2026-02-12T16:00', LAND_1, { type: 'complete', run: 'appraise#1', outcome: 'eligible' })
      .do('2026-02-13T09:00', TAX, { type: 'reply', run: 'refer-tax#1', reply: 'returned-as-wrong' });
    expect(crossings(dossier).map(({ end }) => end)).toEqual(['done', 'returned', null]);
  });

  it('is passed on when who got it is not competent: two handovers of one step', () => {
    const dossier = onPaper()
      .do('2026-02-10T14:00', LAND_1, { type: 'transfer', run: 'appraise#1', agency: 'branch-9', note: 'n' })
      .do('2026-02-11T14:00', { ...LAND_1, agency: 'branch-9' } as typeof LAND_1, { type: 'claim', run: 'appraise#1' });
    expect(told(dossier)).toEqual([
      'appraise#1 | an-phu → branch-2 | 02-10T10:00 | - | - | 02-10T14:00 | passed on',
      'appraise#1 | branch-2 → branch-9 | 02-10T14:00 | 02-11T14:00 | 02-11T14:00 | - | open',
    ]);
  });

  it('is cancelled when the dossier is withdrawn', () => {
    const dossier = onPaper().do('2026-02-10T14:00', DESK, { type: 'withdraw', note: 'n' });
    expect(crossings(dossier).map(({ end, endedAt }) => [end, civil(endedAt)])).toEqual([['cancelled', '2026-02-10T14:00']]);
  });

  it('knows when the clock of its step stood still', () => {
    const dossier = appraising()
      .do('2026-02-11T09:00', LAND_1, { type: 'request supplement', run: 'appraise#1', documents: ['proof'], note: 'n' })
      .do('2026-02-12T09:00', DESK, { type: 'receive supplement', documents: ['proof'] })
      .do('2026-02-13T16:00', LAND_1, { type: 'complete', run: 'appraise#1', outcome: 'eligible' });
    expect(crossings(dossier)[0]!.stood.map(({ from, to }) => [civil(from), civil(to)])).toEqual([
      ['2026-02-11T09:00', '2026-02-12T09:00'],
    ]);
  });
});

it('a handover within a standstill knows of it from the start', () => {
  const regime = { ...REGIME, suspension: { storm: 'law' } };
  const dossier = new Case({ ...WORLD, plan: { ...PLAN, regime } })
    .do('2026-02-10T09:12', DESK, RECEIVE)
    .do('2026-02-10T10:00', DESK, { type: 'complete', run: 'receive#1' })
    .do('2026-02-10T11:00', CENTRE_LEADER, { type: 'suspend', cause: 'storm', note: 'n' })
    .do('2026-02-10T14:00', LAND_1, { type: 'transfer', run: 'appraise#1', agency: 'branch-9', note: 'n' });
  expect(crossings(dossier).map(({ to, stood }) => [to, stood.map(({ cause }) => cause)])).toEqual([
    ['branch-2', ['storm']],
    ['branch-9', ['storm']],
  ]);
});

describe('the handovers of whatever dossier', () => {
  forAnyCase('are the same, told event by event or all at once', ({ facts }) => {
    const records = new Map<number, CrossingRecord>();
    let view: DossierView | null = null;
    for (const event of events(facts)) {
      for (const record of crossingsAfter(view, event)) records.set(record.no, record);
      view = foldFacts(view, event);
    }
    expect([...records.values()].sort((a, b) => a.no - b.no)).toEqual(crossingsAfter(null, facts));
  });

  forAnyCase('are those of its legs', (dossier) => {
    const ofLegs = journeyOf(dossier.facts).runs.flatMap((run) => run.crossings);
    const own = crossings(dossier).map(({ from, to, medium, sentAt, receivedAt, acceptedAt }) => ({
      from,
      to,
      medium,
      sentAt,
      receivedAt,
      acceptedAt,
    }));
    expect(own).toHaveLength(ofLegs.length);
    expect(own).toEqual(expect.arrayContaining(ofLegs));
  });

  forAnyCase('are all over when it is closed', (dossier) => {
    if (!dossier.state!.closed) return;
    for (const { end, endedAt } of crossings(dossier)) expect([end, endedAt]).not.toContain(null);
  });
});
