import type { Instant } from '../time/instant.js';
import { isPromised } from './deadlines.js';
import { NATIONAL_STATUS } from './national-status.js';
import type { State } from './state.js';

/** What operators of the durable engine see of a dossier in its own lists. */
export interface OperatorView {
  readonly number: string;
  readonly status: string;
  /** The next promised date; null while suspended or finished. */
  readonly dueAt: Instant | null;
}

const WORDS: Readonly<Record<number, string>> = {
  1: 'submitted',
  2: 'in process',
  3: 'not accepted',
  4: 'in process',
  5: 'supplement requested',
  6: 'payment requested',
  8: 'stopped',
  9: 'processed',
  // handed over: its workflow has ended
  10: 'processed',
};

/** The status is the national one, accepted and in process taken together: each change costs the server an index write, and the turns in between are of no use to an operator. */
export function operatorView(state: State): OperatorView {
  return { number: state.number, status: WORDS[NATIONAL_STATUS[state.status]] ?? state.status, dueAt: nextPromisedAt(state) };
}

function nextPromisedAt(state: State): Instant | null {
  const running = Object.values(state.deadlines).filter((each) => isPromised(each.id) && each.status === 'running' && each.dueAt !== null);
  return running.length > 0 ? Math.min(...running.map((each) => each.dueAt!)) : null;
}
