/** Dossiers as the API shows them: names joined, instants in ISO. */
import { NATIONAL_STATUS } from '../../domain/engine/national-status.js';
import { progressOf } from '../../domain/engine/journey.js';
import type { DossierView, HandoverView, TaskView } from '../../domain/engine/view.js';
import type { ListedDossier, StoredDossier, StoredTask, Store } from '../../store/store.js';
import { bothLanguages, versionOf, type ProcedureVersion } from '../catalogue.js';
import { toIso, toIsoOrNull } from '../instants.js';
import type { Text } from '../messages/text.js';
import { STATUS_WORDS } from '../messages/words.js';
import { type Hidden, openAnswers, openNote, openPart } from './secrecy.js';

type StepName = (step: string) => Text;

/** A dossier without its application: what an act answers. */
export async function presentState(store: Store, dossier: StoredDossier) {
  const view = viewOf(dossier);
  const version = await versionOf(store, dossier.planHash);
  const name: StepName = (step) => version?.stepNames[step] ?? { vi: step, en: step };
  return { ...presentLine(dossier, view, version), tasks: Object.values(view.tasks).map((task) => presentOpenTask(task, name)) };
}

/** Dossiers as the lines of a list. */
export async function presentItems(store: Store, dossiers: readonly ListedDossier[]) {
  const hashes = [...new Set(dossiers.map(({ planHash }) => planHash))];
  const versions = new Map(await Promise.all(hashes.map(async (hash) => [hash, await versionOf(store, hash)] as const)));
  return dossiers.map((dossier) => presentItem(dossier, versions.get(dossier.planHash) ?? null));
}

function presentItem(dossier: ListedDossier, version: ProcedureVersion | null) {
  return { ...presentLine(dossier, dossier.view, version), applicantName: dossier.application.applicant.name };
}

/** @param hidden what is kept from the reader: see `hiddenFrom`. */
export async function presentDossier(store: Store, dossier: StoredDossier, hidden: Hidden) {
  const { bindings, results, values, obligations, medium, origin, linked, suspendedFor } = viewOf(dossier);
  const base = `/dossiers/${dossier.id}`;
  return {
    ...(await presentState(store, dossier)),
    application: openPart(dossier.application, hidden),
    answers: openAnswers(dossier.answers, hidden),
    hidden,
    bindings,
    results,
    values,
    obligations,
    medium,
    origin,
    linked,
    suspendedFor,
    ...(await presentOpenQuestions(store, viewOf(dossier), hidden)),
    planHash: dossier.planHash,
    links: {
      timeline: `${base}/timeline`,
      deadlines: `${base}/deadlines`,
      legs: `${base}/legs`,
      actions: `${base}/actions`,
      files: `${base}/files`,
    },
  };
}

/** What waits for a word of somebody: matters asked, and work entered afterwards. */
async function presentOpenQuestions(store: Store, { matters, entries }: DossierView, hidden: Hidden) {
  const notes = await store.notes.many(Object.values(matters).map(({ note }) => note));
  return {
    matters: mapValues(matters, ({ kind, to, answerBy, note }) => ({
      kind,
      to,
      answerBy: toIso(answerBy),
      text: openNote(notes.get(note) ?? { text: '' }, hidden).text,
    })),
    entries: mapValues(entries, ({ act, run, doneAt, at, by, evidence }) => ({
      ...{ act, run, by, evidence },
      doneAt: toIso(doneAt),
      enteredAt: toIso(at),
    })),
  };
}

function mapValues<A, B>(entries: Readonly<Record<string, A>>, change: (value: A) => B): Record<string, B> {
  return Object.fromEntries(Object.entries(entries).map(([key, value]) => [key, change(value)]));
}

/** Changes with every fact and with nothing else. */
export const etagOf = (dossier: StoredDossier): string => `W/"${dossier.view?.factNo ?? 0}"`;

export function presentTask(task: StoredTask, name: StepName) {
  const { id, dossierId, number, procedure, field, rehearsal } = task;
  return { id, dossierId, number, procedure, field, rehearsal, ...presentOpenTask(task, name) };
}

export function viewOf(dossier: StoredDossier): DossierView {
  if (!dossier.view) throw new Error(`The dossier ${dossier.id} has no facts yet.`);
  return dossier.view;
}

type Line = Pick<ListedDossier, 'id' | 'number' | 'procedure' | 'field' | 'rehearsal'>;

function presentLine({ id, number, procedure, field, rehearsal }: Line, view: ListedDossier['view'], version: ProcedureVersion | null) {
  const procedureName: Text = version ? bothLanguages(version.definition.name) : { vi: procedure, en: procedure };
  return { id, number, procedure, procedureName, field, rehearsal, ...presentView(view) };
}

function presentView(view: ListedDossier['view']) {
  const { channel, status, outcome, timeliness, breached, closed, centre, holder, supplementOpen, extensionAsked, factNo } = view;
  return {
    channel,
    status,
    statusName: STATUS_WORDS[status],
    nationalStatus: NATIONAL_STATUS[status],
    outcome,
    timeliness,
    breached,
    closed,
    centre,
    holder,
    receivedAt: toIso(view.receivedAt),
    promisedAt: toIsoOrNull(view.promisedAt),
    dueAt: toIsoOrNull(view.dueAt),
    finishedAt: toIsoOrNull(view.finishedAt),
    deliveredAt: toIsoOrNull(view.deliveredAt),
    supplementOpen,
    extensionAsked: extensionAsked && { run: extensionAsked.run, length: extensionAsked.length },
    factNo,
    updatedAt: toIso(view.updatedAt),
  };
}

function presentHandover(handover: HandoverView) {
  const { state, since } = progressOf(handover);
  return { from: handover.from, medium: handover.medium, state, since: toIso(since) };
}

function presentOpenTask(task: TaskView, name: StepName) {
  const { run, step, kind, party, agency, role, officer, openedAt, dueAt, awaiting, handover = null } = task;
  return {
    run,
    step,
    stepName: name(step),
    kind,
    party,
    agency,
    role,
    officer,
    handover: handover && presentHandover(handover),
    openedAt: toIso(openedAt),
    dueAt: toIsoOrNull(dueAt),
    awaiting: awaiting.map(({ party, agency }) => ({ party, agency })),
  };
}
