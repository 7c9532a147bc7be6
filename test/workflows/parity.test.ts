/** The same acts at the same instants: the pure engine and the workflow on the real server must record the same facts. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { judge } from '../../domain/engine/judge.js';
import type { Fact } from '../../domain/engine/fact.js';
import type { Plan } from '../../domain/procedure/plan.js';
import { DAY, HOUR } from '../../domain/time/instant.js';
import { skipTo } from '../../services/virtual-time.js';
import { stateQuery } from '../../workflows/messages.js';
import { at, CALENDAR, Case, CLOCK, DESK, RECEIVE } from '../domain/engine/fixture.js';
import { plans } from '../generated/plans.js';
import { eventOf, type Move } from '../generated/play.js';
import { Shell } from './shell.js';

const LIVES = Number(process.env['MOTCUA_PARITY_LIVES'] ?? 12);
const AT_ONCE = 4;
const START = at('2026-02-09T08:00');
/** After the last act time goes on: long enough for reminders, breaches and endings that nobody prevents. */
const LEFT_ALONE = 20 * DAY;

const moves: fc.Arbitrary<Move[]> = fc.array(
  fc.record({ wait: fc.integer({ min: 0, max: 60 * HOUR }), pick: fc.nat(1000), choice: fc.nat(1000) }),
  { minLength: 4, maxLength: 12 },
);

let shell: Shell;
beforeAll(async () => void (shell = await Shell.start()));
afterAll(() => shell.stop());

describe('the workflow and the pure engine', () => {
  const seed = Date.now();
  it(`tell the same of ${LIVES} generated dossiers (seed ${seed})`, async () => {
    const lives = fc.sample(fc.tuple(plans, moves), { numRuns: LIVES, seed });
    let acts = 0;
    for (let first = 0; first < lives.length; first += AT_ONCE)
      acts += sum(await Promise.all(lives.slice(first, first + AT_ONCE).map(live)));
    // otherwise the generated moves have become nonsense, and the test says nothing
    expect(acts).toBeGreaterThan(2 * LIVES);
  }, 300_000);
});

/** Lives one dossier twice; answers how many acts were done. */
async function live([plan, steps]: readonly [Plan, Move[]]): Promise<number> {
  const world = { plan, calendar: CALENDAR };
  const act = { ...RECEIVE, bindings: { ...RECEIVE.bindings, tax: 'tax-2' } };
  const dossier = await shell.receive({ at: START, world, act });
  const pure = new Case(world).take({ at: dossier.first.facts[0]!.recordedAt, by: DESK, act });
  let acts = 0;
  for (const move of steps) {
    const event = pure.state!.closed ? null : eventOf(world, pure.state!, move);
    if (!event) continue;
    await skipTo(shell, dossier.dossierId, event.at);
    const done = await shell.act(dossier, event.by, event.act).catch(() => null);
    // the workflow's clock is some milliseconds on: the pure engine hears of the act at that very instant
    if (done) {
      pure.take({ ...event, at: done.facts.at(-1)!.recordedAt });
      acts++;
    } else {
      const { now } = await dossier.handle.query(stateQuery);
      expect({ act: event.act, refusal: judge(world, pure.state, { ...event, at: now }) }).not.toEqual({ act: event.act, refusal: null });
    }
  }
  const end = await skipTo(shell, dossier.dossierId, pure.state!.now + LEFT_ALONE);
  if (!pure.state!.closed) pure.take({ at: end, by: CLOCK, act: { type: 'wake' } });
  expect((await shell.told(dossier)).map(comparable)).toEqual(pure.facts.map(comparable));
  return acts;
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0);

/** When the system learned what time did differs: the workflow is woken for each thing, the pure case at its next act. */
function comparable({ recordedAt, ...fact }: Fact): unknown {
  return fact.by ? { ...fact, recordedAt } : fact;
}
