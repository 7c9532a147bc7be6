import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { foldFacts } from '../../../domain/engine/view.js';
import { ledgerOf } from '../../../domain/engine/deadline-ledger.js';
import { forAnyCase, moves, play } from '../../generated/cases.js';
import { plans } from '../../generated/plans.js';
import { at, CALENDAR, Case } from './fixture.js';

const HOUR = 3_600_000;

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
    // one that moves with a transfer has begun: its term runs on while it travels
    const begun = (run: string): boolean => {
      const started = dossier.facts.findIndex((fact) => fact.type === 'deadlineStarted' && fact.deadline === `step:${run}`);
      const sentAgain = dossier.facts.findLastIndex((fact) => fact.type === 'handoverSent' && fact.run === run);
      return started >= 0 && started < sentAgain;
    };
    const underway = dossier.state!.runs.filter(({ handover }) => handover?.medium === 'paper' && !handover.received);
    for (const run of underway.filter(({ id }) => !begun(id))) expect(dossier.state!.deadlines[`step:${run.id}`]).toBeUndefined();
  });

  forAnyCase('never learns of something before it happened', ({ facts }) => {
    for (const fact of facts) expect(fact.recordedAt).toBeGreaterThanOrEqual(fact.effectiveAt);
  });

  forAnyCase('fires each rung of each deadline at most once, and tells nobody of it twice', (dossier) => {
    const told = dossier.of('rungReached');
    const firings = new Set(told.map(({ deadline, rung, effectiveAt }) => `${deadline}/${rung}/${effectiveAt}`));
    expect(firings.size).toBe(new Set(told.map(({ deadline, rung }) => `${deadline}/${rung}`)).size);
    const tellings = told.map(({ deadline, rung, agency, role, officer }) => [deadline, rung, agency, role, officer].join('/'));
    expect(new Set(tellings).size).toBe(tellings.length);
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
