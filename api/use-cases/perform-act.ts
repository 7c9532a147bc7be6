import { WorkflowNotFoundError, WorkflowUpdateFailedError, type WorkflowHandle } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import type { Calendar } from '../../domain/calendar/calendar.js';
import type { AllowedAction, Refusal } from '../../domain/engine/engine.js';
import type { Act, Actor } from '../../domain/engine/event.js';
import { actUpdate, type Claim, dossierWorkflowId, factsQuery, type ActRequest, type Recorded } from '../../workflows/messages.js';
import type { Deps } from '../deps.js';
import { Problem, RefusedAct } from '../problem.js';

/** What performing an act needs; also all that the outbox worker has. */
export type ActDeps = Pick<Deps, 'store' | 'temporal' | 'now'> & { readonly config: Pick<Deps['config'], 'actTimeout'> };

export interface ActOptions {
  /** Hash of the request, so that a key reused for another request is refused. */
  readonly requestHash?: string;
  /** Number of the last fact known to be in the store. */
  readonly projected?: number;
}

/**
 * Has an act done once: intent, Update, projection, in this order, so that a crash anywhere between is healed by repeating the same key or by the sweeper.
 * @param key the caller's Idempotency-Key, scoped by account; also the Update's id.
 * @throws RefusedAct when the engine says no; Problem KEY_REUSED or UNAVAILABLE.
 */
export async function performAct(
  deps: ActDeps,
  dossierId: string,
  by: Actor,
  act: Act,
  key: string,
  options: ActOptions = {},
): Promise<Recorded> {
  await begin(deps, dossierId, key, options.requestHash ?? '');
  const request: ActRequest = { by, act, key, ...(options.projected !== undefined && { projected: options.projected }) };
  const handle = deps.temporal.workflow.getHandle(dossierWorkflowId(dossierId));
  const recorded = await settled(deps, key, () => update(deps, handle, request));
  await project(deps, dossierId, recorded, key);
  return recorded;
}

/** Notes down what is about to be done; `same` when the same request was under way already. */
export async function begin(deps: ActDeps, dossierId: string, key: string, requestHash: string): Promise<'new' | 'same'> {
  const begun = await deps.store.intents.begin({ key, dossierId, requestHash, at: deps.now() });
  if (begun === 'other') throw new Problem('KEY_REUSED');
  return begun;
}

/** Runs an Update; a refusal never reached the history, so its intent is withdrawn. */
export async function settled(deps: ActDeps, key: string, run: () => Promise<Recorded>): Promise<Recorded> {
  try {
    return await deps.temporal.withDeadline(deps.now() + deps.config.actTimeout, run);
  } catch (error) {
    const refused = refusalIn(error);
    if (!refused) throw error;
    await deps.store.intents.settle(key);
    throw refused;
  }
}

/** Writes what the workflow recorded; asks it for what was lost in between, when something was. */
export async function project(deps: ActDeps, dossierId: string, recorded: Recorded, intent: string): Promise<void> {
  try {
    await deps.store.project({ dossierId, ...recorded, intent });
  } catch (error) {
    if (!isFactGap(error)) throw error;
    const { missing } = await recover(deps, dossierId);
    await deps.store.project({ dossierId, ...missing, intent });
  }
}

async function recover(deps: ActDeps, dossierId: string): Promise<{ missing: Recorded }> {
  const stored = await deps.store.dossiers.get(dossierId);
  const from = (stored?.view?.factNo ?? 0) + 1;
  const handle = deps.temporal.workflow.getHandle(dossierWorkflowId(dossierId));
  return { missing: await handle.query(factsQuery, from) };
}

async function update(deps: ActDeps, handle: WorkflowHandle, request: ActRequest): Promise<Recorded> {
  try {
    return await handle.executeUpdate(actUpdate, { args: argumentsOf(request), updateId: request.key });
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return afterTheEnd(handle, request.key);
    throw error;
  }
}

/** The calendar that an act applies is an argument of its own, so that the worker's codec finds it. */
function argumentsOf(request: ActRequest): [ActRequest, Claim<Calendar>?] {
  return request.act.type === 'apply calendar' ? [request, { $claim: request.act.calendar }] : [request];
}

/** The workflow has ended: either this very act was done before it did, and its answer was lost, or the dossier is closed. */
export async function afterTheEnd(handle: WorkflowHandle, key: string): Promise<Recorded> {
  try {
    return await handle.getUpdateHandle<Recorded>(key).result();
  } catch (error) {
    if (error instanceof WorkflowNotFoundError || isNotFound(error)) throw new RefusedAct({ code: 'DOSSIER_CLOSED' }, []);
    throw error;
  }
}

function isNotFound(error: unknown): boolean {
  return error instanceof Error && (error as { code?: number }).code === 5;
}

function isFactGap(error: unknown): boolean {
  return error instanceof Error && (error.name === 'FactGap' || (error as { code?: unknown }).code === 'FactGap');
}

/** The refusal inside a failed Update; null when it failed for another reason. */
function refusalIn(error: unknown): RefusedAct | null {
  if (error instanceof RefusedAct) return error;
  if (!(error instanceof WorkflowUpdateFailedError)) return null;
  const cause: unknown = error.cause;
  if (!(cause instanceof ApplicationFailure) || cause.type !== 'Refusal') return null;
  const [refusal, allowed] = (cause.details ?? []) as [Refusal, AllowedAction[] | undefined];
  return new RefusedAct(refusal, allowed ?? []);
}
