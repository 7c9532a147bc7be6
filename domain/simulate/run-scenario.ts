import type { Calendar } from '../calendar/calendar.js';
import type { Refusal } from '../engine/engine.js';
import type { Fact } from '../engine/fact.js';
import { postActor } from '../organisation/post-actor.js';
import type { Expectation, OrganisationDefinition, ScenarioDefinition, ScenarioEvent } from '../procedure/definition.js';
import type { Plan } from '../procedure/plan.js';
import { parseInstant } from '../time/civil-time.js';
import { unmet } from './expectations.js';
import { unknownWord } from './known-words.js';
import { pureHost } from './pure-host.js';
import { receivedBy, receptionAct } from './reception.js';
import type { ScenarioHost } from './scenario-host.js';
import { translate } from './translate.js';

export interface ScenarioWorld {
  readonly plan: Plan;
  readonly calendar: Calendar;
  readonly organisation: OrganisationDefinition;
}

/** Where reality and the scenario part. `path` leads to the line of the file. */
export interface Mismatch {
  readonly path: readonly ['given'] | readonly ['events' | 'expect', number];
  readonly expected: string;
  readonly found: string;
}

export interface ScenarioRun {
  readonly facts: readonly Fact[];
  readonly mismatches: readonly Mismatch[];
}

/** Plays a scenario in the pure engine, or on the host given, and compares what happened with what it expects. */
export async function runScenario(
  scenario: ScenarioDefinition,
  world: ScenarioWorld,
  host: ScenarioHost = pureHost(world, scenario.given.failing),
): Promise<ScenarioRun> {
  const received = await receive(scenario, world, host);
  if (received) return { facts: [], mismatches: [received] };
  const events: Mismatch[] = [];
  for (const [index, event] of scenario.events.entries()) {
    const mismatch = await play(event, world, host);
    if (mismatch) events.push({ path: ['events', index], ...mismatch });
  }
  await host.skipTo(afterLast(scenario, world.calendar));
  const facts = await host.facts();
  const expected = scenario.expect.flatMap((expectation, index) => compare(expectation, index, facts, world));
  return { facts, mismatches: [...events, ...expected] };
}

async function receive(
  { given }: ScenarioDefinition,
  { plan, calendar, organisation }: ScenarioWorld,
  host: ScenarioHost,
): Promise<Mismatch | null> {
  try {
    const { centre, post } = receivedBy(given, organisation, plan);
    const by = postActor(organisation, post);
    if (!by) throw new RangeError(`there is no post ${post}`);
    const refusal = await host.perform(
      parseInstant(given.receivedAt, calendar.utcOffset),
      by,
      receptionAct(given, plan, organisation, centre),
    );
    return refusal && { path: ['given'], expected: 'the dossier is received', found: refusalWords(refusal) };
  } catch (error) {
    return { path: ['given'], expected: 'a dossier that can be received', found: wordsOf(error) };
  }
}

async function play(
  event: ScenarioEvent,
  { plan, calendar, organisation }: ScenarioWorld,
  host: ScenarioHost,
): Promise<Omit<Mismatch, 'path'> | null> {
  try {
    const { at, by, act } = translate(event, { plan, organisation, utcOffset: calendar.utcOffset, facts: await host.facts() });
    const refusal = await host.perform(at, by, act);
    const wanted = event.expectRefusal;
    if (refusal?.code === wanted || (refusal?.hidden && wanted !== undefined)) return null;
    return {
      expected: wanted === undefined ? 'the act is done' : `refused: ${wanted}`,
      found: refusal ? refusalWords(refusal) : 'the act is done',
    };
  } catch (error) {
    return { expected: 'an act that the procedure knows', found: wordsOf(error) };
  }
}

function compare(expectation: Expectation, index: number, facts: readonly Fact[], { plan, calendar }: ScenarioWorld): Mismatch[] {
  const found = unknownWord(expectation, plan) ?? unmet(expectation, { plan, utcOffset: calendar.utcOffset, facts });
  return found === null ? [] : [{ path: ['expect', index], expected: expectationWords(expectation), found }];
}

/** Just after the last instant the scenario speaks of: what is due at that very instant has then happened. */
function afterLast({ given, events, expect }: ScenarioDefinition, { utcOffset }: Calendar): number {
  const dated = expect.flatMap((each) => ('at' in each && each.at !== undefined ? [each.at] : []));
  return Math.max(...[given.receivedAt, ...events.map((event) => event.at), ...dated].map((at) => parseInstant(at, utcOffset))) + 1;
}

function expectationWords(expectation: Expectation): string {
  return Object.entries(expectation)
    .map(([key, value]) => `${key}: ${String(value)}`)
    .join(', ');
}

function refusalWords({ code, found, expected }: Refusal): string {
  return `refused: ${code}${found === undefined ? '' : ` (${found}${expected ? `; expected ${expected.join(', ')}` : ''})`}`;
}

/** Only a RangeError speaks about the scenario; anything else is a defect and goes on up. */
function wordsOf(error: unknown): string {
  if (error instanceof RangeError) return error.message;
  throw error;
}
