/** Dossiers as the API shows them: names joined, instants in ISO. */
import { NATIONAL_STATUS } from '../../domain/engine/national-status.js';
import type { DossierView, TaskView } from '../../domain/engine/view.js';
import type { StoredDossier, StoredTask, Store } from '../../store/store.js';
import { bothLanguages, versionOf } from '../catalogue.js';
import { toIso, toIsoOrNull } from '../instants.js';
import type { Text } from '../messages/text.js';
import { STATUS_WORDS } from '../messages/words.js';

type StepName = (step: string) => Text;

/** A dossier without its application: what an act answers. */
export async function presentState(store: Store, dossier: StoredDossier) {
  const view = viewOf(dossier);
  const version = await versionOf(store, dossier.procedure, dossier.planHash);
  const name: Text = version ? bothLanguages(version.definition.name) : { vi: dossier.procedure, en: dossier.procedure };
  const { id, number, procedure, field, rehearsal } = dossier;
  return { id, number, procedure, procedureName: name, field, rehearsal, ...presentView(view, (step) => version?.stepNames[step] ?? { vi: step, en: step }) };
}

export async function presentItem(store: Store, dossier: StoredDossier) {
  return { ...(await presentState(store, dossier)), applicantName: dossier.application.applicant.name };
}

export async function presentDossier(store: Store, dossier: StoredDossier) {
  const { bindings, results, values, obligations } = viewOf(dossier);
  const base = `/dossiers/${dossier.id}`;
  return {
    ...(await presentState(store, dossier)),
    application: dossier.application,
    bindings,
    results,
    values,
    obligations,
    planHash: dossier.planHash,
    links: { timeline: `${base}/timeline`, deadlines: `${base}/deadlines`, actions: `${base}/actions`, files: `${base}/files` },
  };
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

function presentView(view: DossierView, name: StepName) {
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
    extensionAsked,
    tasks: Object.values(view.tasks).map((task) => presentOpenTask(task, name)),
    factNo,
    updatedAt: toIso(view.updatedAt),
  };
}

function presentOpenTask({ run, step, kind, party, agency, role, officer, openedAt, dueAt, awaiting }: TaskView, name: StepName) {
  return { run, step, stepName: name(step), kind, party, agency, role, officer, openedAt: toIso(openedAt), dueAt: toIsoOrNull(dueAt), awaiting: awaiting.map(({ party, agency }) => ({ party, agency })) };
}
