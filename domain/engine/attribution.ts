/** Whose time it was: who held a dossier from when on, and for which run of a step (E8, indicator 2 of Circular 01/2018, art. 13). */
import type { HeldFrom } from '../clock/buckets.js';
import type { Plan } from '../procedure/plan.js';
import type { Instant } from '../time/instant.js';
import type { RunId } from './event.js';
import type { Fact } from './fact.js';
import { actorAt, type Bound } from './holder.js';
import { blankJourney, type GoneRun, instantOf, isOnItsWay, isOpen, type Journey, type Reckoning, travel } from './journey.js';
import type { Holder } from './state.js';

/** Work entered afterwards takes the place of what was believed from its real time on. */
export function holdersOf(plan: Plan, facts: readonly Fact[], reckoning: Reckoning = 'effective'): HeldFrom[] {
  const held: HeldFrom[] = [];
  const sight: Sight = { journey: blankJourney(), bound: { plan, bindings: {}, centre: '' }, holder: null, supplement: null };
  for (const fact of facts) {
    const at = instantOf(fact, reckoning);
    follow(sight, fact, at);
    const last = held.at(-1);
    const spell = sight.holder && { at, holder: sight.holder, ...takenBy(sight, sight.holder) };
    if (!spell || (last && isSame(last, spell))) continue;
    while (held.length > 0 && held.at(-1)!.at > at) held.pop();
    held.push(spell);
  }
  return held;
}

/** What is known of the dossier after some facts. */
interface Sight {
  readonly journey: Journey;
  bound: Bound;
  holder: Holder | null;
  /** The run that asked for the supplement that is open; `run` null before acceptance. */
  supplement: { readonly run: RunId | null } | null;
}

function follow(sight: Sight, fact: Fact, at: Instant): void {
  travel(sight.journey, fact, at);
  const { bound } = sight;
  switch (fact.type) {
    case 'dossierReceived':
      sight.bound = { ...bound, bindings: fact.bindings, centre: fact.centre };
      return;
    case 'dossierTransferred':
      sight.bound = { ...bound, bindings: fact.bindings, ...(fact.run === null && { centre: fact.to }) };
      return;
    case 'heldBy':
      sight.holder = fact.holder;
      return;
    case 'supplementRequested':
      sight.supplement = { run: fact.run };
      return;
    case 'supplementReceived':
    case 'resultReady':
      sight.supplement = null;
      return;
    default:
  }
}

/** The run for which its holder has the dossier: the first that explains it, as the holder was found (`holder.ts`). */
function takenBy({ journey, bound, supplement }: Sight, holder: Holder): Pick<HeldFrom, 'run' | 'onItsWay'> {
  if (supplement) return supplement.run === null ? {} : { run: supplement.run };
  for (const run of journey.runs.filter(isOpen)) {
    const onItsWay = isOnItsWay(run);
    const actor = onItsWay ? ({ kind: 'agency', agency: run.crossings.at(-1)!.from } as const) : actorOf(bound, run);
    if (actor && isAt(actor, holder)) return { run: run.id, ...(onItsWay && { onItsWay }) };
  }
  return {};
}

function actorOf(bound: Bound, { step, opinions }: GoneRun): Holder | null {
  return actorAt(bound, bound.plan.steps[step]!, { awaiting: opinions.flatMap(({ party, at }) => (at === null ? [party] : [])) });
}

function isAt(actor: Holder, holder: Holder): boolean {
  return actor.kind === holder.kind && ('agency' in actor ? actor.agency : null) === ('agency' in holder ? holder.agency : null);
}

function isSame(one: HeldFrom, other: HeldFrom): boolean {
  const officer = ({ holder }: HeldFrom) => ('officer' in holder ? holder.officer : undefined);
  return one.run === other.run && one.onItsWay === other.onItsWay && isAt(one.holder, other.holder) && officer(one) === officer(other);
}
