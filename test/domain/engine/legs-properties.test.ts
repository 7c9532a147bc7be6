import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Fact } from '../../../domain/engine/fact.js';
import { type DossierLeg, legsOf } from '../../../domain/engine/legs.js';
import type { Plan } from '../../../domain/procedure/plan.js';
import { forAnyCase, play } from '../../generated/cases.js';
import { plans } from '../../generated/plans.js';
import { at, Case, DESK, LAND_1, RECEIVE, WORLD } from './fixture.js';

const HOUR = 3_600_000;

function ended({ state }: DossierLeg): boolean {
  return state === 'done' || state === 'cancelled';
}

/** The facts as they were after each event, but the last. */
function beginnings(facts: readonly Fact[]): Fact[][] {
  const ends = facts.flatMap((fact, index) => (facts[index + 1] && facts[index + 1]!.recordedAt > fact.recordedAt ? [index + 1] : []));
  return ends.map((end) => facts.slice(0, end));
}

describe('the legs of whatever dossier', () => {
  forAnyCase('are due when their own deadlines are, once they run', (dossier) => {
    const { legs } = legsOf(dossier.world, dossier.facts, dossier.state!.now);
    for (const run of dossier.state!.runs) {
      const deadline = dossier.state!.deadlines[`step:${run.id}`];
      for (const leg of legs.filter((each) => deadline && each.run === run.id && !ended(each))) expect(leg.dueAt).toBe(deadline!.dueAt);
    }
  });

  forAnyCase('are one for each visit to a step that somebody has to do, and one for each who was asked', (dossier) => {
    const { legs } = legsOf(dossier.world, dossier.facts, dossier.state!.now);
    const gone = legs.flatMap(({ run, party }) => (run === null ? [] : [`${run} ${party ?? ''}`]));
    const visits = dossier.of('stepOpened').filter(({ kind }) => kind !== 'decide' && kind !== 'parallel' && kind !== 'consult');
    const asked = dossier.of('opinionAsked').map(({ run, party }) => `${run} ${party}`);
    expect([...gone].sort()).toEqual([...visits.map(({ run }) => `${run} `), ...asked].sort());
  });

  forAnyCase('that are open or foreseen end now at the earliest, and none ends before it begins', (dossier) => {
    const { now } = dossier.state!;
    for (const leg of legsOf(dossier.world, dossier.facts, now).legs.filter((each) => !ended(each))) {
      expect(leg.endsAt).toBeGreaterThanOrEqual(now);
      if (leg.state === 'foreseen') expect(leg.endsAt).toBeGreaterThanOrEqual(leg.from);
    }
  });

  forAnyCase('never end earlier because time has passed', (dossier) => {
    const { now } = dossier.state!;
    const [sooner, later] = [now, now + 70 * HOUR].map((when) => legsOf(dossier.world, dossier.facts, when).legs);
    expect(later!.map(({ step }) => step)).toEqual(sooner!.map(({ step }) => step));
    for (const [index, leg] of sooner!.entries()) expect(later![index]!.endsAt).toBeGreaterThanOrEqual(leg.endsAt);
  });

  forAnyCase('are what they were once they have ended, whatever comes after: suspension, lateness, extension', (dossier) => {
    if (dossier.of('workEntered').length > 0) return;
    const after = legsOf(dossier.world, dossier.facts, dossier.state!.now).legs;
    for (const facts of beginnings(dossier.facts)) {
      const before = legsOf(dossier.world, facts, facts.at(-1)!.recordedAt).legs.filter(ended);
      for (const leg of before) expect(after).toContainEqual(leg);
    }
  });

  forAnyCase('are the same for the same facts', (dossier) => {
    const { now } = dossier.state!;
    const copy = JSON.parse(JSON.stringify(dossier.facts)) as Fact[];
    expect(legsOf(dossier.world, copy, now)).toEqual(legsOf(dossier.world, dossier.facts, now));
  });

  forAnyCase('tell of every move of a promised date', (dossier) => {
    for (const { promisedAt, dueAt, status, moves } of legsOf(dossier.world, dossier.facts, dossier.state!.now).promises) {
      const told = moves.length > 0 ? moves.at(-1)!.to : promisedAt;
      if (status === 'running' || status === 'suspended') expect(dueAt).toBe(told);
    }
  });
});

it('legs that are on schedule end no later than a promise that is long enough for them', () => {
  const long: Plan['term'] = { length: 260, unit: 'working days' };
  fc.assert(
    fc.property(
      plans,
      fc.nat(300 * 24),
      fc.array(fc.record({ wait: fc.nat(20 * HOUR), pick: fc.nat(1000), choice: fc.nat(1000) }), { maxLength: 6 }),
      (plan, hour, steps) => {
        const dossier = play([{ ...plan, term: long }, hour, steps]);
        const { legs, promises } = legsOf(dossier.world, dossier.facts, dossier.state!.now);
        for (const leg of legs) expect(leg.pastPromise).toBe(0);
        for (const { id, late } of promises) if (id === 'total') expect(late).toBe(0);
      },
    ),
    { numRuns: 200 },
  );
});

it('a dossier on schedule moves none of its legs, from whatever instant', () => {
  fc.assert(
    fc.property(fc.nat(300 * 24 * 60), (minute) => {
      const start = at('2026-01-01T00:00') + minute * 60_000;
      const dossier = new Case().take({ at: start, by: DESK, act: { ...RECEIVE, choices: { gift: true } } });
      const dates = () => legsOf(WORLD, dossier.facts, dossier.state!.now).legs.map(({ step, dueAt, endsAt }) => ({ step, dueAt, endsAt }));
      const promised = dates();
      const due = (step: string) => promised.find((leg) => leg.step === step)!.dueAt!;
      dossier.take({ at: due('receive'), by: DESK, act: { type: 'complete', run: 'receive#1' } });
      expect(dates()).toEqual(promised);
      dossier.take({ at: due('appraise'), by: LAND_1, act: { type: 'complete', run: 'appraise#1', outcome: 'eligible' } });
      expect(dates()).toEqual(promised);
      expect(dossier.of('deadlineBreached')).toEqual([]);
    }),
    { numRuns: 200 },
  );
});
