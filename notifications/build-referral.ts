import type { About, Referral } from '../connectors/contract.js';
import { PermanentFailure } from '../connectors/failure.js';
import type { Command } from '../domain/engine/command.js';
import type { RunId } from '../domain/engine/event.js';
import type { HandoffStep, StepId } from '../domain/procedure/plan.js';
import type { Correction } from '../store/road.js';
import type { OutboxRow } from '../store/outgoing.js';
import type { Store, StoredDossier } from '../store/store.js';
import { isSettled } from './awaited.js';
import { type Background, backgroundOf, type BackgroundStore, documentName, documentsHandedIn, procedureName } from './background.js';

export type SendHandoff = Extract<Command, { type: 'send handoff' }>;

/**
 * What a handoff sends: the fields its step lists under `send`, from what is stored of the dossier, with what was corrected in them, and nothing else of the applicant.
 * @throws PermanentFailure when the dossier or its plan is not there, or is of another kind.
 */
export async function buildReferral(store: BackgroundStore, row: OutboxRow, corrections: readonly Correction[] = []): Promise<Referral> {
  const command = row.command as SendHandoff;
  const background = await backgroundOf(store, row.dossierId);
  const { dossier } = background;
  const step = await stepOf(store, dossier, command.step);
  return {
    id: versionId(row.id, corrections.length),
    connector: command.connector,
    message: command.message,
    dossierId: row.dossierId,
    run: command.run,
    number: dossier.number,
    procedure: dossier.procedure,
    agency: command.agency,
    about: aboutOf(background, command.run),
    fields: correctedFields(fieldsOf(step, dossier), corrections),
  };
}

/** What a partner may know of the dossier itself when it is asked by this run. */
export function aboutOf(background: Background, run: RunId): About {
  const { dossier, facts, organisation } = background;
  const { view } = dossier;
  const asked = facts.find((fact) => fact.type === 'handoffRequested' && fact.run === run);
  const received = facts.find((fact) => fact.type === 'dossierReceived');
  const settled = facts.flatMap((fact) => {
    if (fact.type !== 'obligationStated' || !isSettled(facts, fact.reference)) return [];
    return [{ reference: fact.reference, ...(fact.item !== undefined && { item: fact.item }) }];
  });
  return {
    procedureName: procedureName(background).vi,
    askedAt: asked?.effectiveAt ?? view.updatedAt,
    receivedAt: view.receivedAt,
    promisedAt: view.promisedAt,
    receiver: received?.by?.id ?? view.centre,
    centre: organisation.agencies[view.centre]?.identifier ?? view.centre,
    papers: documentsHandedIn(background).map(([key, document]) => ({
      ...{ name: documentName(background, key).vi, original: document?.original ?? 0, copy: document?.copy ?? 0 },
    })),
    ...(settled.length > 0 && { settled }),
  };
}

async function stepOf(store: Pick<Store, 'catalogue'>, dossier: StoredDossier, id: string): Promise<HandoffStep> {
  const plan = await store.catalogue.plan(dossier.planHash);
  const step = plan?.steps[id];
  if (step?.kind !== 'handoff') throw new PermanentFailure(`plan ${dossier.planHash} has no handoff ${id}`);
  return step;
}

/** Id of a message, by how often it was corrected: what is corrected is another message. */
export function versionId(rowId: string, corrections: number): string {
  return corrections === 0 ? rowId : `${rowId}.${corrections + 1}`;
}

/** Inverse of `versionId`: the row that a message came from. */
export function rowIdOf(messageId: string): string {
  return messageId.replace(/\.\d+$/, '');
}

function correctedFields(fields: Record<string, unknown>, corrections: readonly Correction[]): Record<string, unknown> {
  const all = Object.assign({}, fields, ...corrections.map((correction) => correction.fields)) as Record<string, unknown>;
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== null));
}

/** A datum that the applicant left out is left out of the message; whether it may be is the contract's to say. */
function fieldsOf(step: HandoffStep, dossier: StoredDossier): Record<string, unknown> {
  const found = Object.entries(step.send).map(([field, path]) => [field, valueAt(dossier, path)] as const);
  return Object.fromEntries(found.filter(([, value]) => value !== undefined && value !== null));
}

/** `data.price` and `price` both name a datum of the application; `applicant.name` what the applicant said of himself; `answers.birth.personalId` what a partner returned. */
export function valueAt(
  { application: { applicant, data }, answers = {} }: Pick<StoredDossier, 'application' | 'answers'>,
  path: string,
): unknown {
  const [first, ...rest] = path.split('.');
  if (first === 'data') return inside(data, rest);
  if (first === 'answers') return inside(answers[newestRun(Object.keys(answers), rest[0]!) ?? ''], rest.slice(1));
  return first === 'applicant' && !Object.hasOwn(data, 'applicant') ? inside(applicant, rest) : inside(data, [first!, ...rest]);
}

function newestRun(runs: readonly RunId[], step: StepId): RunId | undefined {
  const visit = (run: RunId): number => Number(run.split('#')[1]);
  return runs.filter((run) => run.split('#')[0] === step).sort((one, other) => visit(other) - visit(one))[0];
}

function inside(value: unknown, keys: readonly string[]): unknown {
  return keys.reduce<unknown>(
    (at, key) => (at !== null && typeof at === 'object' && Object.hasOwn(at, key) ? (at as Record<string, unknown>)[key] : undefined),
    value,
  );
}
