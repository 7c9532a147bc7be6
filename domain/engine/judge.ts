import type { Refusal, World } from './engine.js';
import type { Event } from './event.js';
import type { State } from './state.js';

/** Why the event cannot happen in this state; null when it can. Pure; `advance` throws on exactly the events this refuses. */
export function judge(world: World, state: State | null, event: Event): Refusal | null {
  throw new Error(`not yet: ${String(world)} ${String(state)} ${event.act.type}`);
}
