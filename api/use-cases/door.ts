import { own } from '../../connectors/own.js';
import { USUAL } from '../../connectors/policy.js';
import type { DoorDeps } from '../../notifications/receive-message.js';
import type { Deps } from '../deps.js';
import { performAct } from './perform-act.js';

/** The door for partners' messages, as the API opens it. */
export function doorOf(deps: Deps): DoorDeps {
  return {
    store: deps.store,
    now: deps.now,
    perform: (dossierId, by, act, key) => performAct(deps, dossierId, by, act, key),
    policyOf: (connector) => own(deps.config.partnerPolicies, connector) ?? USUAL,
  };
}
