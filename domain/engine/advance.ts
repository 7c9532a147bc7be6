import type { Refusal, Step, World } from './engine.js';
import type { Event } from './event.js';
import { carryOut } from './carry-out.js';
import { caughtUp, inOrder, judgeDraft } from './judge.js';
import { passTime } from './passing-time.js';
import { settle } from './settle.js';
import type { State } from './state.js';

/** Thrown by `advance` for an event that `judge` refuses. */
export class Refused extends Error {
  constructor(readonly refusal: Refusal) {
    super(refusal.code);
    this.name = 'Refused';
  }
}

/**
 * The law as one function: what follows when this event happens to a dossier in this state. Pure; executes nothing. First, time does all it does before the
 * event, each thing at its own instant; then the event; then, when it was work done earlier and entered now, what time has done since. Facts are numbered on
 * from the state.
 *
 * @throws Refused when the event cannot happen now; the state is untouched.
 */
export function advance(world: World, state: State | null, event: Event): Step {
  const outOfOrder = inOrder(state, event);
  if (outOfOrder) throw new Refused(outOfOrder);
  const draft = caughtUp(world, state, event);
  const refusal = judgeDraft(draft, event);
  if (refusal) throw new Refused(refusal);
  carryOut(draft, event.act, event.by);
  settle(draft);
  if (draft.at < event.at) {
    delete draft.by;
    passTime(draft, event.at);
  }
  draft.state.now = event.at;
  return { state: draft.state, facts: draft.facts, commands: draft.commands, world: draft.world };
}
