import type { Referral } from '../connectors/contract.js';
import { type Order, orderReference } from '../connectors/treasury/order.js';
import type { RunId } from '../domain/engine/event.js';
import type { Fact } from '../domain/engine/fact.js';
import type { Dispatch, OutboxRow } from '../store/outgoing.js';
import type { Store } from '../store/store.js';
import { archive } from './archive.js';
import { paymentRun } from './awaited.js';
import { type Background, backgroundOf } from './background.js';
import { aboutOf } from './build-referral.js';
import { awaitAnswer, connectorNamed, type SendHandoffDeps } from './send-handoff.js';

export interface PaymentDeps extends Pick<SendHandoffDeps, 'connectors' | 'policyOf' | 'now'> {
  readonly store: SendHandoffDeps['store'] & Pick<Store, 'outbox'>;
  /** There is a mail server: the applicant is told where to pay instead. */
  readonly mail?: boolean;
}

/** The connector of the payment platform. */
const TREASURY = 'treasury';

type RequestPayment = Extract<Dispatch, { type: 'request payment' }>;
type RequestBill = Extract<Dispatch, { type: 'request bill' }>;

type Stated = Extract<Fact, { type: 'obligationStated' }>;

/** Has the platform take an obligation that can be paid there, unless nothing is left of it or the dossier is closed when its turn comes. */
export async function requestPayment(deps: PaymentDeps, row: OutboxRow, command: RequestPayment): Promise<void> {
  const message = await paymentMessage(deps, row, command);
  if (!message) return;
  await send(deps, row, message);
  if ((command.order ?? 1) > 1 && deps.mail) await writeAgain(deps, row);
}

/** The order as it would go now; null when there is nothing to be paid any more. */
export async function paymentMessage(
  deps: Pick<PaymentDeps, 'store'>,
  row: OutboxRow,
  { reference, order = 1 }: RequestPayment,
): Promise<Referral | null> {
  const background = await backgroundOf(deps.store, row.dossierId);
  const stated = statedAs(background, reference);
  const left = background.dossier.view.obligations[reference]?.left ?? 0;
  if (!stated || left === 0 || background.dossier.view.closed) return null;
  const { name: payer, personalId: payerId, address: payerAddress, phone: payerPhone } = background.dossier.application.applicant;
  const known = Object.entries({ payerId, payerAddress, payerPhone }).filter(([, value]) => value !== undefined);
  const fields = { reference: orderReference({ reference, order }), amount: left, item: reference, payer, ...Object.fromEntries(known) };
  return messageOf(background, row, stated, 'payment-request', fields);
}

/** The letter waits for the page of the new order. */
function writeAgain({ store }: PaymentDeps, { id, dossierId, command }: OutboxRow): Promise<void> {
  const key = `${command.key}-letter`;
  return store.outbox.add({ id: `${id}-letter`, dossierId, command: { key, type: 'send letter', occasion: 'payment due' } });
}

/** An order that failed can be paid no more: another one is made for what is left, once however often the platform says so. */
export async function orderAnew(store: Pick<Store, 'outbox' | 'dossiers'>, { dossierId, run, failed }: FailedOrder): Promise<void> {
  const { reference } = failed;
  const order = failed.order + 1;
  const key = `${run}-${order}`;
  const id = `${dossierId}-${key}`;
  if (await store.outbox.get(id)) return;
  // a page of an order that failed is named to nobody
  await store.dossiers.keepAnswer(dossierId, run, { payAt: null });
  await store.outbox.add({ id, dossierId, command: { key, type: 'request payment', reference, order } });
}

export interface FailedOrder {
  readonly dossierId: string;
  readonly run: RunId;
  readonly failed: Order;
}

/** Asks where the receipt of what was paid is. */
export async function requestBill(deps: PaymentDeps, row: OutboxRow, command: RequestBill): Promise<void> {
  const message = await billMessage(deps, row, command);
  if (message) await send(deps, row, message);
}

/** The question as it would go now; null when nothing was to be paid. */
export async function billMessage(deps: Pick<PaymentDeps, 'store'>, row: OutboxRow, { reference }: RequestBill): Promise<Referral | null> {
  const background = await backgroundOf(deps.store, row.dossierId);
  const stated = statedAs(background, reference);
  if (!stated) return null;
  const paid = background.dossier.answers?.[paymentRun(stated)]?.paidOrder;
  const fields = { reference: typeof paid === 'string' ? paid : reference };
  return messageOf(background, row, stated, 'bill-request', fields);
}

async function send(deps: PaymentDeps, row: OutboxRow, message: Referral): Promise<void> {
  await connectorNamed(deps.connectors, TREASURY).send(message);
  await archive(deps, row, { state: 'done', referral: message });
  await awaitAnswer(deps, row, message);
}

function statedAs({ facts }: Background, reference: string): Stated | undefined {
  return facts.find((fact): fact is Stated => fact.type === 'obligationStated' && fact.reference === reference);
}

function messageOf(background: Background, row: OutboxRow, stated: Stated, message: string, fields: Referral['fields']): Referral {
  const { dossier, facts } = background;
  const asked = facts.find((fact) => fact.type === 'handoffRequested' && fact.run === stated.run);
  return {
    ...{ id: row.id, connector: TREASURY, message, dossierId: dossier.id, run: paymentRun(stated) },
    ...{ number: dossier.number, procedure: dossier.procedure, fields },
    agency: asked?.type === 'handoffRequested' ? asked.agency : dossier.view.centre,
    about: { ...aboutOf(background, stated.run), askedAt: stated.effectiveAt },
  };
}
