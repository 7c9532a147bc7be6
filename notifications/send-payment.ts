import type { Referral } from '../connectors/contract.js';
import type { Fact } from '../domain/engine/fact.js';
import type { OutboxRow } from '../store/store.js';
import { archive } from './archive.js';
import { paymentRun } from './awaited.js';
import { type Background, backgroundOf } from './background.js';
import { aboutOf } from './build-referral.js';
import { awaitAnswer, connectorNamed, type SendHandoffDeps } from './send-handoff.js';

export type PaymentDeps = Pick<SendHandoffDeps, 'store' | 'connectors' | 'policyOf' | 'now'>;

/** The connector of the payment platform. */
const TREASURY = 'treasury';

type Stated = Extract<Fact, { type: 'obligationStated' }>;

/** Has the platform take an obligation that can be paid there, unless nothing is left of it or the dossier is closed when its turn comes. */
export async function requestPayment(deps: PaymentDeps, row: OutboxRow, reference: string): Promise<void> {
  const background = await backgroundOf(deps.store, row.dossierId);
  const stated = statedAs(background, reference);
  const left = background.dossier.view.obligations[reference]?.left ?? 0;
  if (!stated || left === 0 || background.dossier.view.closed) return;
  const { name: payer, personalId: payerId, address: payerAddress, phone: payerPhone } = background.dossier.application.applicant;
  const known = Object.entries({ payerId, payerAddress, payerPhone }).filter(([, value]) => value !== undefined);
  const fields = { reference, amount: left, item: reference, payer, ...Object.fromEntries(known) };
  await send(deps, row, messageOf(background, row, stated, 'payment-request', fields));
}

/** Asks where the receipt of what was paid is. */
export async function requestBill(deps: PaymentDeps, row: OutboxRow, reference: string): Promise<void> {
  const background = await backgroundOf(deps.store, row.dossierId);
  const stated = statedAs(background, reference);
  if (stated) await send(deps, row, messageOf(background, row, stated, 'bill-request', { reference }));
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
