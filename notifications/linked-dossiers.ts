/** Dossiers that open dossiers: filed with the other agency under their own number, their results brought back. */
import { PermanentFailure } from '../connectors/failure.js';
import type { Command } from '../domain/engine/command.js';
import type { FileId, Origin, RunId } from '../domain/engine/event.js';
import type { Scalar } from '../domain/procedure/expression.js';
import type { DossierStep } from '../domain/procedure/plan.js';
import type { Instant } from '../domain/time/instant.js';
import type { OutboxRow } from '../store/outgoing.js';
import type { Application, Store, StoredDossier } from '../store/store.js';
import { valueAt } from './build-referral.js';
import { type Perform, SYSTEM, unlessRefused } from './perform.js';

/** Receives a linked dossier at an agency, once per key; answers its id and number. The worker's composition root supplies it. */
export type FileLinked = (filing: LinkedFiling, key: string) => Promise<{ readonly id: string; readonly number: string }>;

export interface LinkedFiling {
  readonly agency: string;
  readonly procedure: string;
  readonly applicant: Application['applicant'];
  readonly data: Readonly<Record<string, unknown>>;
  readonly documents: readonly string[];
  readonly origin: Origin;
  /** The first dossier is a rehearsal, at this instant of its clock. */
  readonly rehearsalAt?: Instant;
}

interface LinkedDeps {
  readonly store: Pick<Store, 'dossiers' | 'catalogue' | 'facts' | 'files' | 'notes'>;
  readonly perform: Perform;
  readonly fileLinked: FileLinked;
}

type Of<T extends Command['type']> = Extract<Command, { type: T }>;

/** What the step maps of our application goes along, and nothing else of it; so do the files of the documents it names. */
export async function openLinked(deps: LinkedDeps, row: OutboxRow, command: Of<'open dossier'>): Promise<void> {
  const { store } = deps;
  const dossier = await known(store, row.dossierId);
  const step = await stepOf(store, dossier, command.step);
  const handedIn = await documentsOf(store, dossier.id);
  const documents = Object.entries(step.documents).filter(([, ours]) => handedIn.has(ours));
  const filing: LinkedFiling = {
    agency: command.agency,
    procedure: command.procedure,
    applicant: dossier.application.applicant,
    data: dataOf(step, dossier),
    documents: documents.map(([theirs]) => theirs),
    origin: { dossier: dossier.id, run: command.run },
    ...(dossier.rehearsal && { rehearsalAt: dossier.view!.updatedAt }),
  };
  const { id, number } = await deps.fileLinked(filing, `linked-${row.id}`);
  await bringFiles(store, dossier.id, id, documents);
  await unlessRefused(deps.perform(dossier.id, SYSTEM, { type: 'link', run: command.run, dossier: id, number }, `outbox-${row.id}`));
}

export async function withdrawLinked({ store, perform }: LinkedDeps, row: OutboxRow, { dossier }: Of<'withdraw dossier'>): Promise<void> {
  const { number } = await known(store, row.dossierId);
  const note = await store.notes.put({ text: `Hồ sơ ${number} đã dừng, không cần hồ sơ liên thông này nữa.` });
  await unlessRefused(perform(dossier, SYSTEM, { type: 'withdraw', note }, `outbox-${row.id}`));
}

/** The first dossier keeps files of its own: who may see it need not be let into the linked one. */
export async function tellOrigin({ store, perform }: LinkedDeps, row: OutboxRow, { dossier, run, news }: Of<'tell origin'>): Promise<void> {
  if (news.state === 'accepted')
    return unlessRefused(perform(dossier, SYSTEM, { type: 'acknowledge', run, state: 'accepted' }, `outbox-${row.id}`));
  const step = run.split('#')[0]!;
  const named = <T>(entries: readonly (readonly [string, T])[]): Record<string, T> =>
    Object.fromEntries(entries.map(([key, value]) => [`${step}-${key}`, value]));
  const copies = Object.entries(news.results).map(
    async ([key, file]) => [key, await copy(store, file, dossier, `${step}-${key}`)] as const,
  );
  const results = named(await Promise.all(copies));
  await bringAnswers(store, row.dossierId, dossier, run);
  const values = named(Object.entries(news.values));
  await unlessRefused(perform(dossier, SYSTEM, { type: 'report', run, outcome: news.outcome, results, values }, `outbox-${row.id}`));
}

/** What partners have told the linked dossier may be personal: it goes beside the application of the first one, never through the workflows. */
async function bringAnswers({ dossiers }: Pick<Store, 'dossiers'>, from: string, to: string, run: RunId): Promise<void> {
  const { answers = {} } = await known({ dossiers }, from);
  const brought = Object.assign({}, ...Object.values(answers)) as Record<string, unknown>;
  if (Object.keys(brought).length > 0) await dossiers.keepAnswer(to, run, brought);
}

async function known(store: Pick<Store, 'dossiers'>, id: string): Promise<StoredDossier> {
  const dossier = await store.dossiers.get(id);
  if (!dossier?.view) throw new PermanentFailure(`dossier ${id} is not in the store`);
  return dossier;
}

async function stepOf(store: Pick<Store, 'catalogue'>, { planHash }: StoredDossier, id: string): Promise<DossierStep> {
  const step = (await store.catalogue.plan(planHash))?.steps[id];
  if (step?.kind !== 'dossier') throw new PermanentFailure(`plan ${planHash} opens no dossier at ${id}`);
  return step;
}

function dataOf(step: DossierStep, dossier: StoredDossier): Record<string, unknown> {
  const valueOf = (source: Scalar): unknown => (typeof source === 'string' ? valueAt(dossier, source) : source);
  const found = Object.entries(step.data).map(([field, source]) => [field, valueOf(source)] as const);
  return Object.fromEntries(found.filter(([, value]) => value !== undefined && value !== null));
}

async function documentsOf(store: Pick<Store, 'facts'>, id: string): Promise<ReadonlySet<string>> {
  const facts = await store.facts.of(id);
  return new Set(facts.flatMap((fact) => (fact.type === 'dossierReceived' || fact.type === 'supplementReceived' ? fact.documents : [])));
}

async function bringFiles(store: Pick<Store, 'files'>, from: string, to: string, documents: readonly [string, string][]): Promise<void> {
  const files = await store.files.of(from);
  for (const [theirs, ours] of documents)
    for (const file of files.filter((each) => each.document === ours)) await copy(store, file.id, to, theirs);
}

/** Once for each dossier it is brought to. */
async function copy({ files }: Pick<Store, 'files'>, id: FileId, dossierId: string, document: string): Promise<FileId> {
  const file = await files.describe(id);
  if (!file) throw new PermanentFailure(`file ${id} is not in the store`);
  const { name, mediaType, uploadedBy, uploadedAt, size } = file;
  const saved = await files.save(
    { dossierId, name, mediaType, document, uploadedBy, uploadedAt, key: `${id}-${dossierId}-${document}` },
    files.read(id),
    size,
  );
  return saved.id;
}
