/** What an officer orders to settle a difference, and what the worker then does until it is gone. */
import type { Connectors } from '../connectors/connectors.js';
import { SETTLED_BY } from '../domain/reconciliation/compare.js';
import { mayBeTold } from '../notifications/dispatches.js';
import { type DoorDeps, receiveMessage } from '../notifications/receive-message.js';
import { connectorNamed } from '../notifications/send-handoff.js';
import { portalRowId } from '../notifications/send-portal.js';
import type { Difference } from '../store/differences-kept.js';
import type { Store } from '../store/store.js';
import { PORTAL } from './portal-dossiers.js';

type OrderStore = Pick<Store, 'outbox' | 'facts'>;

/**
 * Has the messages sent that the act needs, once however often it is ordered for one finding. False when there is nothing that could be sent.
 * What they say is fetched by the worker: `takeAnswer`.
 */
export async function sendFor(store: OrderStore, difference: Difference): Promise<boolean> {
  switch (SETTLED_BY[difference.kind]) {
    case 'send again':
      return difference.connector === PORTAL ? tellAgain(store, difference) : sendAgain(store, difference);
    case 'cancel there':
      return cancelThere(store, difference);
    default:
      return true;
  }
}

async function sendAgain({ outbox }: OrderStore, { row }: Difference): Promise<boolean> {
  if (row === null) return false;
  const revived = (await outbox.revive(row, 'waiting')) || (await outbox.revive(row, 'waiting', 'done'));
  return revived || ['waiting', 'queued'].includes((await outbox.get(row))?.state ?? '');
}

/** A row that is dead goes on as it is; what was told is told once more, under another id. */
async function tellAgain(store: OrderStore, difference: Difference): Promise<boolean> {
  if (difference.kind === 'not-sent') return sendAgain(store, difference);
  const { dossierId } = difference;
  const told = (await store.facts.of(dossierId)).filter(mayBeTold).reverse();
  for (const { no: factNo } of told) {
    if (!(await store.outbox.get(portalRowId(dossierId, factNo)))) continue;
    const key = keyOf(difference, 'portal');
    await store.outbox.add({ id: `${dossierId}-${key}`, dossierId, command: { key, type: 'sync portal', factNo, again: true } });
    return true;
  }
  return false;
}

async function cancelThere(store: OrderStore, difference: Difference): Promise<boolean> {
  const { dossierId, run, connector } = difference;
  const asked = (await store.facts.of(dossierId)).find((fact) => fact.type === 'handoffRequested' && fact.run === run);
  if (asked?.type !== 'handoffRequested') return false;
  const key = keyOf(difference, 'cancel');
  const { step, to: party, agency } = asked;
  const command = { key, type: 'cancel handoff', run: asked.run, step, party, agency, connector } as const;
  await store.outbox.add({ id: `${dossierId}-${key}`, dossierId, command });
  return true;
}

/** One for each time it was found. */
function keyOf({ id, events }: Difference, what: string): string {
  return `difference-${id}-${events.filter((event) => event.what === 'found').length}-${what}`;
}

export interface TakeDeps extends DoorDeps {
  readonly connectors: Connectors;
}

/** Asks the partner once more and takes what it says by the door of its callbacks: what came by both ways is one message. @throws PartnerAway, PermanentFailure. */
export async function takeAnswer(deps: TakeDeps, { connector, messageId }: Difference): Promise<void> {
  if (messageId === null) return;
  const status = await connectorNamed(deps.connectors, connector).status(messageId);
  for (const answer of status?.answers ?? []) await receiveMessage(deps, connector, answer);
}
