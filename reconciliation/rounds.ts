/** The worker's part: what was ordered is done and looked at again, and each partner is compared with in its time. */
import type { Connectors } from '../connectors/connectors.js';
import { PartnerAway, PermanentFailure } from '../connectors/failure.js';
import type { Portal } from '../connectors/national-portal/client.js';
import type { Policy } from '../connectors/policy.js';
import { SETTLED_BY } from '../domain/reconciliation/compare.js';
import { type Instant, MINUTE } from '../domain/time/instant.js';
import type { DoorDeps } from '../notifications/receive-message.js';
import type { Gate } from '../notifications/gate.js';
import type { Difference } from '../store/differences-kept.js';
import type { Store } from '../store/store.js';
import { handoffSubjects } from './handoffs.js';
import { takeAnswer } from './orders.js';
import { PORTAL, portalSubjects } from './portal-dossiers.js';
import { lookAt, type Pass, reconcile } from './reconcile.js';
import { subjectOf, type Subjects } from './subjects.js';

/** What comparing needs: it acts on no dossier. */
export interface CompareDeps {
  readonly store: Store;
  readonly connectors: Connectors;
  readonly portal?: Portal;
  readonly publicUrl: string;
  readonly gateOf: (connector: string) => Gate;
  readonly policyOf: (connector: string) => Policy;
  readonly now: () => Instant;
}

/** Carrying out orders takes what partners say, too. */
export type RoundDeps = CompareDeps & Pick<DoorDeps, 'perform'>;

const AT_ONCE = 50;
/** A pass that still runs then is begun by another, and finds nothing that is new. */
const BEGUN_ANEW_AFTER = 30 * MINUTE;
/** What was sent because of an order needs a moment to arrive. */
const LOOK_AGAIN_AFTER = MINUTE / 2;

/** The partners that this installation has an address of. */
export function comparable({ connectors, portal }: Pick<CompareDeps, 'connectors' | 'portal'>): string[] {
  return [...Object.keys(connectors).filter((name) => name !== PORTAL), ...(portal ? [PORTAL] : [])];
}

/** One pass over a partner, whether it is due or not. */
export function compareWith(deps: CompareDeps, connector: string): Promise<Pass> {
  return reconcile(passDeps(deps, connector), subjectsOf(deps, connector));
}

/** Passes over those partners with which nobody has compared for so long. One that could not come to its end, the partner's hours being over, is begun anew soon. */
export async function compareDue(deps: CompareDeps, everyMs: number): Promise<Pass[]> {
  const passes: Pass[] = [];
  for (const connector of comparable(deps)) {
    const now = deps.now();
    const since = { due: now - everyMs, unfinished: now - BEGUN_ANEW_AFTER };
    if (await deps.store.reconciliations.begin(connector, now, since)) passes.push(await compareWith(deps, connector));
  }
  return passes;
}

/** Does what was ordered and looks whether the difference is gone. What cannot be done now stays ordered. */
export async function carryOutOrders(deps: RoundDeps): Promise<void> {
  for (const difference of await deps.store.differences.ordered(AT_ONCE)) {
    const orderedAt = difference.events.findLast(({ what }) => what === 'ordered')?.at ?? 0;
    const fetched = SETTLED_BY[difference.kind] === 'take answer';
    if (!fetched && deps.now() - Math.max(orderedAt, difference.seenAt) < LOOK_AGAIN_AFTER) continue;
    if (fetched && !(await fetchAnswer(deps, difference))) continue;
    await lookAt(passDeps(deps, difference.connector), subjectsOf(deps, difference.connector), subjectOf(difference));
  }
}

async function fetchAnswer(deps: RoundDeps, difference: Difference): Promise<boolean> {
  const passage = await deps.gateOf(difference.connector).enter();
  if ('closedUntil' in passage) return false;
  try {
    await takeAnswer(deps, difference);
    await passage.answered();
    return true;
  } catch (error) {
    if (error instanceof PermanentFailure) return false;
    if (!(error instanceof PartnerAway)) throw error;
    await passage.unanswered(error.what);
    return false;
  }
}

function passDeps({ store, gateOf, policyOf, now }: CompareDeps, connector: string) {
  return { store, gate: gateOf(connector), policy: policyOf(connector), now };
}

function subjectsOf(deps: CompareDeps, connector: string): Subjects {
  const { portal } = deps;
  return connector === PORTAL && portal ? portalSubjects({ ...deps, portal }) : handoffSubjects(deps, connector);
}
