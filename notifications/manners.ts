import { type Policy, type Retry, USUAL } from '../connectors/policy.js';
import { MINUTE } from '../domain/time/instant.js';
import type { Store } from '../store/store.js';
import { connectorOfLane } from './lanes.js';
import { workingCalendar } from './working-calendar.js';
import { type Gate, gateOf, OPEN_GATE } from './gate.js';

/** How one lane is worked off. */
export interface Manner {
  readonly retry: Retry;
  readonly gate: Gate;
  /** Errands begun in a minute; null: as many as come. */
  readonly perMinute: number | null;
}

const LOOK_AGAIN_AFTER = 10 * MINUTE;

/** @returns by lane: a connector's as its partner's policy says, the others open and unlimited. */
export function mannersBy(
  policyOf: (connector: string) => Policy,
  store: Pick<Store, 'partners' | 'current' | 'blobs'>,
): (lane: string) => Manner {
  const now = (): number => Date.now();
  const calendar = remembered(() => workingCalendar(store), now);
  return (lane) => {
    const connector = connectorOfLane(lane);
    if (connector === null) return { retry: USUAL.retry, gate: OPEN_GATE, perMinute: null };
    const policy = policyOf(connector);
    return { retry: policy.retry, perMinute: policy.perMinute, gate: gateOf(connector, policy, { store, calendar, now }) };
  };
}

function remembered<T>(read: () => Promise<T>, now: () => number): () => Promise<T> {
  let known: { value: T; at: number } | undefined;
  return async () => {
    if (!known || now() - known.at > LOOK_AGAIN_AFTER) known = { value: await read(), at: now() };
    return known.value;
  };
}
