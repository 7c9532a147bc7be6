import type { Instant } from '../time/instant.js';
import { nextPassing } from './passing-time.js';
import type { State } from './state.js';

/**
 * The instant to wake the dossier at so that time can do its next thing; null when nothing waits for time. One millisecond after the thing itself:
 * an act in the very millisecond of a due instant is still in time.
 */
export function nextWakeUp(state: State): Instant | null {
  const next = state.closed ? null : nextPassing(state);
  return next ? next.at + 1 : null;
}
