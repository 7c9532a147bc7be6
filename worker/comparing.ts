import type { Logger } from 'pino';
import { laneOfConnector } from '../notifications/lanes.js';
import { mannersBy } from '../notifications/manners.js';
import { carryOutOrders, compareDue, type RoundDeps } from '../reconciliation/rounds.js';
import { again, type Repeated } from './again.js';
import type { WorkerConfig } from './config.js';
import { sparingly } from './sparing-log.js';

/** Between looks for what was ordered to settle a difference, and for partners whose time to be compared with has come. */
const ORDERS_EVERY_MS = 5_000;
const LOOK_EVERY_MS = 60_000;

/** Two rounds, for a pass over a slow partner takes hours and an officer's order should not wait for it. What is found is for people to see, so it is only counted here. */
export function startComparing({ reconcileEveryMs }: WorkerConfig, parts: Omit<RoundDeps, 'gateOf'>, log: Logger): Repeated {
  const mannerOf = mannersBy(parts.policyOf, parts.store);
  const deps: RoundDeps = { ...parts, gateOf: (connector) => mannerOf(laneOfConnector(connector)).gate };
  const orders = again(ORDERS_EVERY_MS, () => carryOutOrders(deps), sparingly(log, 'what was ordered for a difference waits'));
  const passes = again(
    LOOK_EVERY_MS,
    async () => {
      for (const pass of await compareDue(deps, reconcileEveryMs)) log.info(pass, 'compared with a partner');
    },
    sparingly(log, 'partners could not be compared with yet'),
  );
  return { stop: async () => void (await Promise.all([orders.stop(), passes.stop()])) };
}
