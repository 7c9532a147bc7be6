/** The player of scenarios must notice what is not so; a test that cannot fail proves nothing. */
import { describe, expect, it } from '@jest/globals';
import { readCatalogue } from '../../../definitions/load-catalogue.js';
import { readScenario, type ScenarioFile, worldOf } from '../../../definitions/load-scenarios.js';
import type { Expectation, ScenarioDefinition, ScenarioEvent } from '../../../domain/procedure/definition.js';
import { pureHost } from '../../../domain/simulate/pure-host.js';
import { runScenario, type Mismatch } from '../../../domain/simulate/run-scenario.js';

const catalogue = await readCatalogue('definitions');
const read = (await readScenario('definitions/scenarios/1.013831/tax-answers-late.scenario.yaml')) as Extract<ScenarioFile, { ok: true }>;
const { scenario } = read;
const world = worldOf(scenario, catalogue);

const play = async (change: Partial<ScenarioDefinition>): Promise<readonly Mismatch[]> =>
  (await runScenario({ ...scenario, ...change }, world)).mismatches;
const expecting = (expectation: Expectation) => play({ expect: [expectation] });
const doing = (index: number, event: Partial<ScenarioEvent>) =>
  play({
    events: scenario.events.map((each, at) => (at === index ? ({ ...each, ...event } as ScenarioEvent) : each)),
    expect: [{ never: 'dossier refused' }],
  });

describe('a scenario is told where it is wrong', () => {
  it.each<[string, Expectation, string]>([
    ['a date that is another', { appointment: 'first', due: '2026-02-20T17:30' }, 'first is due 2026-02-23T17:30'],
    ['a status that is another', { at: '2026-03-04T09:00', status: 'in progress' }, 'waiting for payment'],
    ['a fact that never happened', { happened: 'dossier refused' }, 'it never happened'],
    ['an end that is another', { ended: 'granted', timeliness: 'late' }, 'granted, early'],
    ['a misspelt fact', { never: 'dedline breached' }, 'never: there is no "dedline breached"; did you mean "deadline breached"?'],
    ['a misspelt deadline', { never: 'deadline breached', deadline: 'frist' }, 'deadline: there is no "frist"; did you mean "first"?'],
  ])('%s', async (_what, expectation, found) => {
    expect(await expecting(expectation)).toEqual([expect.objectContaining({ path: ['expect', 0], found })]);
  });

  it('a fact that did happen although it should never have', async () => {
    const [mismatch] = await expecting({ never: 'obligation paid' });
    expect(mismatch?.found).toContain('2026-03-06T10:00 obligation paid');
  });

  it('an act that the engine refuses, with its reason', async () => {
    const [mismatch] = await doing(0, { officer: 'counter-1' });
    expect(mismatch).toMatchObject({
      path: ['events', 0],
      expected: 'the act is done',
      found: 'refused: WRONG_ROLE (returner; expected receiver)',
    });
  });

  it('an act that should have been refused and was not', async () => {
    const [mismatch] = await doing(0, { expectRefusal: 'WRONG_ROLE' });
    expect(mismatch).toMatchObject({ path: ['events', 0], expected: 'refused: WRONG_ROLE', found: 'the act is done' });
  });

  it('a step, a post or a reply that there is not', async () => {
    expect((await doing(0, { act: 'complete recieve' }))[0]?.found).toContain('there is no step recieve');
    expect((await doing(0, { officer: 'desk-9' }))[0]?.found).toContain('there is no post desk-9');
    expect((await doing(3, { kind: 'nothing' }))[0]?.found).toContain('REPLY_UNKNOWN');
  });

  it('a reception that cannot be', async () => {
    expect(await play({ given: { ...scenario.given, documents: [] } })).toEqual([
      expect.objectContaining({ path: ['given'], found: expect.stringContaining('DOCUMENT_MISSING') }),
    ]);
    expect(await play({ given: { ...scenario.given, at: 'nowhere' } })).toEqual([expect.objectContaining({ path: ['given'] })]);
  });

  it('by the line of the file', () => {
    expect(read.lineOf(['expect', 0])).toBe(23);
  });
});

describe('the host does not change what happens', () => {
  it('whether it wakes the dossier at every instant or only at the next act', async () => {
    const lazy = await runScenario(scenario, world);
    const eager = pureHost(world);
    const woken = await runScenario(scenario, world, {
      ...eager,
      perform: (at, by, act) => {
        for (let next = eager.nextWakeUp(); next !== null && next <= at; next = eager.nextWakeUp()) void eager.skipTo(next);
        return eager.perform(at, by, act);
      },
    });
    const happened = (facts: typeof lazy.facts) => facts.map(({ recordedAt: _, ...fact }) => fact);
    expect(happened(woken.facts)).toEqual(happened(lazy.facts));
  });
});
