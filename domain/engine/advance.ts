import type { Step, World } from './engine.js';
import type { Event } from './event.js';
import type { State } from './state.js';

export function advance(world: World, state: State | null, event: Event): Step {
  throw new Error(`not yet: ${String(world)} ${String(state)} ${event.act.type}`);
}
