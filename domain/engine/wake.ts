import type { Instant } from '../time/instant.js';
import type { State } from './state.js';

/** The earliest instant at which time alone changes something; null when nothing waits for time. */
export function nextWakeUp(state: State): Instant | null {
  throw new Error(`not yet: ${String(state)}`);
}
