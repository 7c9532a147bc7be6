import { createHash } from 'node:crypto';
import { WithStartWorkflowOperation, WorkflowExecutionAlreadyStartedError } from '@temporalio/client';
import type { Calendar } from '../../domain/calendar/calendar.js';
import { bindParties } from '../../domain/organisation/bind-parties.js';
import { schemaFindings } from '../../definitions/load/schema-messages.js';
import { advance, Refused } from '../../domain/engine/advance.js';
import { operatorView, type OperatorView } from '../../domain/engine/operator-view.js';
import type { State } from '../../domain/engine/state.js';
import type { Actor, Medium, Origin, Receive } from '../../domain/engine/event.js';
import type { Scalar } from '../../domain/procedure/expression.js';
import type { Channel, Plan } from '../../domain/procedure/plan.js';
import type { Instant } from '../../domain/time/instant.js';
import type { Application, DossierSeed } from '../../store/store.js';
import {
  type ActRequest,
  actUpdate,
  dossierWorkflowId,
  dueAttribute,
  numberAttribute,
  PROCESS_DOSSIER,
  type ProcessDossier,
  procedureAttribute,
  statusAttribute,
} from '../../workflows/messages.js';
import { organisation, versionOf, type Organisation, type ProcedureVersion } from '../catalogue.js';
import type { Deps } from '../deps.js';
import { civilDate } from '../instants.js';
import { Problem, RefusedAct, type Finding } from '../problem.js';
import { nextNumber } from './next-number.js';
import { type ActDeps, afterTheEnd, begin, project, settled } from './perform-act.js';

/** Who receives: an officer of a one-stop centre, or this system for a linked dossier. */
export interface Receiver {
  readonly agency: string;
  readonly by: Actor;
}

/** What receiving needs; also all that the outbox worker has. */
export type ReceptionDeps = ActDeps & { readonly config: Pick<Deps['config'], 'actTimeout' | 'taskQueue'> };

export interface Reception {
  readonly procedure: string;
  readonly channel: Channel;
  readonly applicant: Application['applicant'];
  readonly data: Readonly<Record<string, unknown>>;
  readonly documents: readonly string[];
  readonly receiptRequested?: boolean;
  readonly medium?: Medium;
  readonly origin?: Origin;
  /** Received on paper, entered now. */
  readonly effectiveAt?: Instant;
  /** A rehearsal: the dossier's clock starts at this instant. */
  readonly rehearsalAt?: Instant;
}

/**
 * Receives a dossier once per key: everything is judged before a number is spent, then the workflow is started by its first act.
 * @returns the dossier's id.
 * @throws Problem PROCEDURE_NOT_IN_FORCE, DATA_INVALID, AGENCY_NOT_BOUND, KEY_REUSED, UNAVAILABLE; RefusedAct.
 */
export async function receiveDossier(
  deps: ReceptionDeps,
  receiverOf: (plan: Plan) => Receiver,
  reception: Reception,
  key: string,
  requestHash: string,
): Promise<string> {
  const dossierId = dossierIdFor(key);
  const now = deps.now();
  const at = reception.rehearsalAt ?? now;
  // a request sent again is judged by the version its workflow runs on, whatever has come into force since
  const earlier = await deps.store.dossiers.get(dossierId);
  const version = earlier ? await versionAt(deps, earlier.planHash) : await inForce(deps, reception.procedure, at);
  checkData(version, reception);
  const people = await organisation(deps.store);
  const receiver = receiverOf(version.plan);
  const centre = receiver.agency;
  const calendarHash = earlier?.calendarHash ?? (await hashOfCalendar(deps, version.plan));
  const unnumbered = actOf(version.plan, people, centre, reception, 'unnumbered');
  const foreseen = await judged(deps, version.plan, calendarHash, receiver.by, at, unnumbered);
  const begun = await begin(deps, dossierId, key, requestHash);
  const identifier = people.agencies[centre]?.identifier ?? centre;
  // only a request that was under way already can have its number; what the sweeper took away until just now is opened again
  const known = begun === 'same' && (await deps.store.dossiers.get(dossierId));
  const seed = known || (await open(deps, dossierId, version, calendarHash, reception, identifier, at));
  const act = actOf(version.plan, people, centre, reception, seed.number);
  const clockOffset = reception.rehearsalAt === undefined ? 0 : at - now;
  await start(deps, seed, { by: receiver.by, act, key }, { ...operatorView(foreseen), number: seed.number }, clockOffset);
  return dossierId;
}

/** The same key always names the same dossier, so that a repeated reception hits the same workflow. */
export function dossierIdFor(key: string): string {
  return createHash('sha256').update(`dossier ${key}`).digest('hex').slice(0, 24);
}

async function inForce(deps: ReceptionDeps, code: string, at: Instant): Promise<ProcedureVersion> {
  const day = civilDate(at);
  const entry = await deps.store.catalogue.inForce(code, day);
  const version = entry && (await versionOf(deps.store, entry.planHash));
  if (!version) throw new Problem('PROCEDURE_NOT_IN_FORCE', { found: [code, ...(await periodsOf(deps, code)), day].join(', ') });
  return version;
}

async function versionAt(deps: ReceptionDeps, planHash: string): Promise<ProcedureVersion> {
  const version = await versionOf(deps.store, planHash);
  if (!version) throw new Error(`The plan ${planHash} is not in the catalogue.`);
  return version;
}

/** When the versions there are were, or will be, in force: oldest first. */
async function periodsOf(deps: ReceptionDeps, code: string): Promise<string[]> {
  const versions = await deps.store.catalogue.versions(code);
  return versions.map(({ effectiveFrom, effectiveTo }) => `${effectiveFrom} – ${effectiveTo ?? '…'}`).sort();
}

function checkData({ definition, checkData: check }: ProcedureVersion, { data, applicant }: Reception): void {
  const errors: Finding[] = [];
  if (!check(data)) {
    const found = schemaFindings(check.errors ?? [], data, () => undefined);
    errors.push(
      ...found.map(({ code, path, message, hint }) => ({ code, path: `/body/data/${path.join('/')}`, message, ...(hint && { hint }) })),
    );
  }
  const { applicants } = definition;
  if (!applicants.includes(applicant.kind as (typeof applicants)[number]))
    errors.push(wrongApplicant(applicant.kind, applicants.join(', ')));
  if (errors.length > 0) throw new Problem('DATA_INVALID', { errors });
}

function wrongApplicant(found: string, expected: string): Finding {
  return { path: '/body/applicant/kind', message: { vi: `${found}; cần ${expected}`, en: `${found}; expected ${expected}` } };
}

async function hashOfCalendar(deps: ReceptionDeps, plan: Plan): Promise<string> {
  const hash = await deps.store.current.get(`calendar:${plan.calendar}`);
  if (!hash) throw new Error(`The calendar ${plan.calendar} is not loaded.`);
  return hash;
}

function actOf(plan: Plan, people: Organisation, centre: string, reception: Reception, number: string): Receive {
  const { bindings, supervisors, missing } = bindParties(people, plan, centre);
  if (missing.length > 0) throw new Problem('AGENCY_NOT_BOUND', { found: missing.join(', ') });
  return {
    type: 'receive',
    number,
    channel: reception.channel,
    bindings,
    supervisors,
    centre,
    choices: choicesOf(plan, reception.data),
    documents: reception.documents,
    ...(reception.receiptRequested && { receiptRequested: true }),
    ...(reception.medium && { medium: reception.medium }),
    ...(reception.origin && { origin: reception.origin }),
    ...(reception.effectiveAt !== undefined && { effectiveAt: reception.effectiveAt }),
  };
}

/** Of the application only what conditions read, and that is never personal, goes into the workflow. */
function choicesOf(plan: Plan, data: Readonly<Record<string, unknown>>): Record<string, Scalar> {
  const choices: Record<string, Scalar> = {};
  for (const path of Object.keys(plan.choices)) {
    const value = path.split('.').reduce<unknown>((at, name) => (at as Record<string, unknown> | undefined)?.[name], data);
    if (value !== undefined && value !== null) choices[path] = value as Scalar;
  }
  return choices;
}

/** Nothing is spent on a reception that would be refused. Answers how the dossier will stand. */
async function judged(deps: ReceptionDeps, plan: Plan, calendarHash: string, by: Actor, at: Instant, act: Receive): Promise<State> {
  const calendar = await deps.store.blobs.get<Calendar>(calendarHash);
  if (!calendar) throw new Error(`The calendar ${calendarHash} is not in the store.`);
  try {
    return advance({ plan, calendar }, null, { at, by, act }).state;
  } catch (error) {
    throw error instanceof Refused ? new RefusedAct(error.refusal, []) : error;
  }
}

/** Writes the application down under its number. */
async function open(
  deps: ReceptionDeps,
  id: string,
  version: ProcedureVersion,
  calendarHash: string,
  reception: Reception,
  agency: string,
  at: Instant,
): Promise<DossierSeed> {
  const seed: DossierSeed = {
    id,
    number: await nextNumber(deps.store, version.plan.regime.numberPattern, agency, at),
    procedure: version.entry.code,
    field: version.entry.field,
    planHash: version.entry.planHash,
    calendarHash,
    application: { applicant: reception.applicant, data: reception.data },
    rehearsal: reception.rehearsalAt !== undefined,
    createdAt: deps.now(),
  };
  // Two requests with one key may have raced, or the first was over and done: its number counts.
  return (await deps.store.dossiers.open(seed)) ? seed : (await deps.store.dossiers.get(id))!;
}

async function start(deps: ReceptionDeps, seed: DossierSeed, request: ActRequest, shown: OperatorView, clockOffset: number): Promise<void> {
  const { key } = request;
  const startWorkflowOperation = new WithStartWorkflowOperation<ProcessDossier>(PROCESS_DOSSIER, {
    workflowId: dossierWorkflowId(seed.id),
    taskQueue: deps.config.taskQueue,
    args: [{ dossierId: seed.id, clockOffset }, { $claim: seed.planHash }, { $claim: seed.calendarHash }],
    workflowIdConflictPolicy: 'USE_EXISTING',
    // A reception that was refused failed its workflow; the same key may try again.
    workflowIdReusePolicy: 'ALLOW_DUPLICATE_FAILED_ONLY',
    typedSearchAttributes: [
      { key: numberAttribute, value: shown.number },
      { key: procedureAttribute, value: seed.procedure },
      { key: statusAttribute, value: shown.status },
      ...(shown.dueAt === null ? [] : [{ key: dueAttribute, value: new Date(shown.dueAt) }]),
    ],
  });
  const args: [ActRequest] = [request];
  const recorded = await settled(deps, key, async () => {
    try {
      return await deps.temporal.workflow.executeUpdateWithStart(actUpdate, { startWorkflowOperation, args, updateId: key });
    } catch (error) {
      if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
      return afterTheEnd(deps.temporal.workflow.getHandle(dossierWorkflowId(seed.id)), key);
    }
  });
  await project(deps, seed.id, recorded, key);
}
