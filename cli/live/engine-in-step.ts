import { pureHost } from '../../domain/simulate/pure-host.js';
import type { ScenarioHost } from '../../domain/simulate/scenario-host.js';
import type { World } from '../../domain/engine/engine.js';
import type { Instant } from '../../domain/time/instant.js';
import { inScenarioTerms } from './live-facts.js';

/**
 * The pure engine, given each act at the instant at which the running system did it; an act that was refused (null), at the scenario's own. Requests are some seconds
 * off the minute of the scenario, and seconds may decide: which of two deadlines comes first, or whether the last hour of a leg still ends today. So the two are
 * compared on equal terms, and whatever they then say differently is a defect.
 */
export function engineInStep(world: World, doneAt: readonly (Instant | null)[]): ScenarioHost {
  const engine = pureHost(world);
  let acts = 0;
  return {
    perform: (at, by, act) => engine.perform(doneAt[acts++] ?? at, by, act),
    skipTo: (at) => engine.skipTo(at),
    facts: async () => inScenarioTerms(await engine.facts()),
  };
}
