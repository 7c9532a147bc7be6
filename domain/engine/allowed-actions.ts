import type { AllowedAction, World } from './engine.js';
import type { Actor } from './event.js';
import type { State } from './state.js';
import type { Instant } from '../time/instant.js';

/** What this actor may do now, in the order of the open runs. */
export function allowedActions(world: World, state: State, by: Actor, at: Instant): AllowedAction[] {
  throw new Error(`not yet: ${String(world)} ${String(state)} ${by.kind} ${at}`);
}
