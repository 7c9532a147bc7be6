import type { Referral } from '../connectors/contract.js';
import { PermanentFailure } from '../connectors/failure.js';
import type { Command } from '../domain/engine/command.js';
import type { HandoffStep } from '../domain/procedure/plan.js';
import type { Application, OutboxRow, Store, StoredDossier } from '../store/store.js';

export type SendHandoff = Extract<Command, { type: 'send handoff' }>;

/**
 * What a handoff sends: the fields its step lists under `send`, from the stored application, and nothing else of it.
 * @throws PermanentFailure when the dossier or its plan is not there, or is of another kind.
 */
export async function buildReferral(store: Pick<Store, 'dossiers' | 'catalogue'>, row: OutboxRow): Promise<Referral> {
  const command = row.command as SendHandoff;
  const dossier = await store.dossiers.get(row.dossierId);
  if (!dossier) throw new PermanentFailure(`dossier ${row.dossierId} is not in the store`);
  const step = await stepOf(store, dossier, command.step);
  return {
    id: row.id,
    connector: command.connector,
    message: command.message,
    dossierId: row.dossierId,
    run: command.run,
    number: dossier.number,
    procedure: dossier.procedure,
    agency: command.agency,
    fields: fieldsOf(step, dossier.application),
  };
}

async function stepOf(store: Pick<Store, 'catalogue'>, dossier: StoredDossier, id: string): Promise<HandoffStep> {
  const plan = await store.catalogue.plan(dossier.planHash);
  const step = plan?.steps[id];
  if (step?.kind !== 'handoff') throw new PermanentFailure(`plan ${dossier.planHash} has no handoff ${id}`);
  return step;
}

/** A datum that the applicant left out is left out of the message; whether it may be is the contract's to say. */
function fieldsOf(step: HandoffStep, application: Application): Record<string, unknown> {
  const found = Object.entries(step.send).map(([field, path]) => [field, valueAt(application, path)] as const);
  return Object.fromEntries(found.filter(([, value]) => value !== undefined && value !== null));
}

/** `data.price` and `price` both name a datum of the application; `applicant.name` what the applicant said of himself. */
export function valueAt({ applicant, data }: Application, path: string): unknown {
  const [first, ...rest] = path.split('.');
  if (first === 'data') return inside(data, rest);
  return first === 'applicant' && !Object.hasOwn(data, 'applicant') ? inside(applicant, rest) : inside(data, [first!, ...rest]);
}

function inside(value: unknown, keys: readonly string[]): unknown {
  return keys.reduce<unknown>(
    (at, key) => (at !== null && typeof at === 'object' && Object.hasOwn(at, key) ? (at as Record<string, unknown>)[key] : undefined),
    value,
  );
}
