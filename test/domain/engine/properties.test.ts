import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { judge } from '../../../domain/engine/judge.js';
import { foldFacts } from '../../../domain/engine/view.js';
import { ledgerOf } from '../../../domain/engine/deadline-ledger.js';
import { attribution } from '../../../domain/engine/attribution.js';
import type { Plan } from '../../../domain/procedure/plan.js';
import { plans } from '../../generated/plans.js';
import { eventOf, type Move } from '../../generated/play.js';
import { at, CALENDAR, Case, DESK, RECEIVE } from './fixture.js';

const HOUR = 3_600_000;
const moves: fc.Arbitrary<Move[]> = fc.array(
  fc.record({ wait: fc.integer({ min: 0, max: 90 * HOUR }), pick: fc.nat(1000), choice: fc.nat(1000) }),
  { maxLength: 25 },
);

const arbitraryCases = fc.tuple(plans, fc.integer({ min: 0, max: 300 * 24 }), moves);

function play([plan, startHour, steps]: readonly [Plan, number, Move[]]): Case {
  const dossier = new Case({ plan, calendar: CALENDAR });
  const medium = startHour % 3 === 0 ? 'paper' : 'electronic';
  dossier.take({ at: at('2026-01-01T00:00') + startHour * HOUR, by: DESK, act: { ...RECEIVE, medium } });
  for (const move of steps) {
    const event = dossier.state!.closed ? null : eventOf(dossier.world, dossier.state!, move);
    if (event && judge(dossier.world, dossier.state, event) === null) dossier.take(event);
  }
  return dossier;
}

const forAnyCase = (name: string, property: (dossier: Case) => void): void =>
  it(name, () =>
    fc.assert(
      fc.property(arbitraryCases, (generated) => property(play(generated))),
      { numRuns: 300 },
    ),
  );

describe('whatever happens to a dossier', () => {
  forAnyCase('numbers its facts from one without gaps, in the order in which they were learned', ({ facts }) => {
    expect(facts.map((fact) => fact.no)).toEqual(facts.map((_, index) => index + 1));
    for (const [index, fact] of facts.entries()) expect(fact.recordedAt).toBeGreaterThanOrEqual(facts[index - 1]?.recordedAt ?? 0);
  });

  forAnyCase('tells what happened in order of time, until work done earlier is entered', ({ facts }) => {
    const entered = facts.findIndex((fact) => fact.type === 'workEntered');
    for (const [index, fact] of facts.slice(0, entered < 0 ? undefined : entered).entries())
      expect(fact.effectiveAt).toBeGreaterThanOrEqual(facts[index - 1]?.effectiveAt ?? 0);
  });

  forAnyCase('hands over only what was sent, and takes up only what was received', (dossier) => {
    const state = new Map<string, string>();
    for (const fact of dossier.facts) {
      if (fact.type === 'handoverSent') state.set(fact.run, 'sent');
      if (fact.type === 'handoverReceived') expect(state.get(fact.run)).toBe('sent');
      if (fact.type === 'handoverReceived') state.set(fact.run, 'received');
      if (fact.type === 'handoverAccepted') expect(state.get(fact.run)).toBe('received');
      if (fact.type === 'handoverAccepted') state.set(fact.run, 'accepted');
    }
  });

  forAnyCase('has nobody work on papers that have not arrived', (dossier) => {
    // one that is transferred has begun: its term runs on while it travels
    const begun = new Set(dossier.of('dossierTransferred').map((fact) => fact.run));
    const underway = dossier.state!.runs.filter(({ handover }) => handover?.medium === 'paper' && !handover.received);
    for (const run of underway.filter(({ id }) => !begun.has(id))) expect(dossier.state!.deadlines[`step:${run.id}`]).toBeUndefined();
  });

  forAnyCase('never learns of something before it happened', ({ facts }) => {
    for (const fact of facts) expect(fact.recordedAt).toBeGreaterThanOrEqual(fact.effectiveAt);
  });

  forAnyCase('fires each rung of each deadline at most once', (dossier) => {
    const fired = dossier.of('rungReached').map((fact) => `${fact.deadline}/${fact.rung}`);
    expect(new Set(fired).size).toBe(fired.length);
  });

  forAnyCase('breaches each deadline at most once, and at its due instant', (dossier) => {
    const breaches = dossier.of('deadlineBreached');
    expect(new Set(breaches.map((fact) => fact.deadline)).size).toBe(breaches.length);
    for (const breach of breaches) expect(breach.effectiveAt).toBe(breach.dueAt);
  });

  forAnyCase('opens at most one lateness episode at a time, and apologises once in each', (dossier) => {
    const apologies = dossier.of('apologyIssued').map((fact) => fact.episode);
    expect(new Set(apologies).size).toBe(apologies.length);
    expect(dossier.state!.episodes.filter((episode) => !episode.over).length).toBeLessThanOrEqual(1);
  });

  forAnyCase('is extended at most once', (dossier) => {
    expect(dossier.of('extensionGranted').length).toBeLessThanOrEqual(1);
  });

  forAnyCase('has the due date that its ledger says', (dossier) => {
    for (const deadline of Object.values(dossier.state!.deadlines))
      if (deadline.status === 'running') expect(ledgerOf(CALENDAR, deadline.basis).dueAt).toBe(deadline.dueAt);
  });

  forAnyCase('gives every command a key of its own', ({ commands }) => {
    expect(new Set(commands.map((command) => command.key)).size).toBe(commands.length);
  });

  forAnyCase('either waits for somebody or is closed', (dossier) => {
    expect(dossier.state!.closed || dossier.state!.runs.length > 0).toBe(true);
    expect(dossier.state!.closed).toBe(dossier.state!.holder.kind === 'nobody');
  });

  forAnyCase('has a view in which the open runs are the tasks', (dossier) => {
    const view = foldFacts(null, dossier.facts);
    const open = dossier.state!.runs.filter((run) => dossier.world.plan.steps[run.step]!.kind !== 'parallel').map((run) => run.id);
    expect(Object.keys(view.tasks).sort()).toEqual(open.sort());
    expect(view.status).toBe(dossier.state!.status);
  });

  forAnyCase('is held by somebody at every instant, and the times add up to the elapsed time', (dossier) => {
    for (const reckoning of ['effective', 'recorded'] as const) {
      const buckets = attribution(CALENDAR, dossier.facts, dossier.state!.now, reckoning);
      const sum = buckets.reduce((total, bucket) => total + bucket.ms, 0);
      expect(sum).toBe(dossier.state!.now - dossier.state!.receivedAt);
    }
  });
});

it('ends the same, wherever between two events time was noticed', () => {
  const generated = fc.tuple(plans, moves, fc.nat(40 * 24));
  fc.assert(
    fc.property(generated, ([plan, steps, hours]) => {
      const noticed = play([plan, 0, steps]);
      const unnoticed = new Case({ plan, calendar: CALENDAR });
      const woken = new Case({ plan, calendar: CALENDAR });
      const until = new Date(noticed.state!.now + hours * HOUR + 7 * HOUR).toISOString().slice(0, 16);
      for (const dossier of [unnoticed, woken]) Object.assign(dossier, { state: noticed.state });
      woken.wait(until);
      for (const dossier of [unnoticed, woken])
        dossier.take({ at: at(until) + 60_000, by: { kind: 'system', id: 'clock' }, act: { type: 'wake' } });
      const told = (dossier: Case) => dossier.facts.map(({ no: _no, recordedAt: _recordedAt, ...fact }) => fact);
      expect(told(woken)).toEqual(told(unnoticed));
    }),
    { numRuns: 200 },
  );
});
