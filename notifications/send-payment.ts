import type { Connector } from '../connectors/client.js';
import type { Referral } from '../connectors/contract.js';
import type { Fact } from '../domain/engine/fact.js';
import type { OutboxRow } from '../store/store.js';
import { type Background, backgroundOf, type BackgroundStore } from './background.js';
import { aboutOf } from './build-referral.js';

export interface PaymentDeps {
  readonly store: BackgroundStore;
  /** The payment platform. */
  readonly treasury: Connector;
}

type Stated = Extract<Fact, { type: 'obligationStated' }>;

/** Has the platform take an obligation that can be paid there, unless nothing is left of it or the dossier is closed when its turn comes. */
export async function requestPayment({ store, treasury }: PaymentDeps, row: OutboxRow, reference: string): Promise<void> {
  const background = await backgroundOf(store, row.dossierId);
  const stated = statedAs(background, reference);
  const left = background.dossier.view.obligations[reference]?.left ?? 0;
  if (!stated || left === 0 || background.dossier.view.closed) return;
  const { name: payer, personalId: payerId, address: payerAddress, phone: payerPhone } = background.dossier.application.applicant;
  const known = Object.entries({ payerId, payerAddress, payerPhone }).filter(([, value]) => value !== undefined);
  const fields = { reference, amount: left, item: reference, payer, ...Object.fromEntries(known) };
  await treasury.send(messageOf(background, row, stated, 'payment-request', fields));
}

/** Asks where the receipt of what was paid is. */
export async function requestBill({ store, treasury }: PaymentDeps, row: OutboxRow, reference: string): Promise<void> {
  const background = await backgroundOf(store, row.dossierId);
  const stated = statedAs(background, reference);
  if (stated) await treasury.send(messageOf(background, row, stated, 'bill-request', { reference }));
}

/** What the platform says of an obligation is kept as said of this run. */
export function paymentRun({ no }: Pick<Stated, 'no'>): string {
  return `payment-${no}`;
}

function statedAs({ facts }: Background, reference: string): Stated | undefined {
  return facts.find((fact): fact is Stated => fact.type === 'obligationStated' && fact.reference === reference);
}

function messageOf(background: Background, row: OutboxRow, stated: Stated, message: string, fields: Referral['fields']): Referral {
  const { dossier, facts } = background;
  const asked = facts.find((fact) => fact.type === 'handoffRequested' && fact.run === stated.run);
  return {
    ...{ id: row.id, connector: 'treasury', message, dossierId: dossier.id, run: paymentRun(stated) },
    ...{ number: dossier.number, procedure: dossier.procedure, fields },
    agency: asked?.type === 'handoffRequested' ? asked.agency : dossier.view.centre,
    about: { ...aboutOf(background, stated.run), askedAt: stated.effectiveAt },
  };
}
