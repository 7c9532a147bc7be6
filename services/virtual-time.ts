/**
 * Virtual time of Temporal's own server, one workflow at a time; the API is young, so all that knows it is here. What was measured: docs/decisions/0007-virtual-time.md.
 * The server must run with `frontend.WorkflowTimeSkippingEnabled=true`.
 */
import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { isGrpcServiceError, type Client } from '@temporalio/client';
import { msToTs, optionalTsToMs } from '@temporalio/common/lib/time.js';
import type { Instant } from '../domain/time/instant.js';
import { dossierWorkflowId, stateQuery } from '../workflows/messages.js';

/** `FastForwardPollingResult` */
const STILL_ON_THE_WAY = 1;
const COMPLETED = 2;
/** `WorkflowExecutionStatus` */
const RUNNING = 1;
/** gRPC's code for what a server does not do, or is told not to. */
const UNIMPLEMENTED = 12;
/** The server's words when another skip has begun meanwhile. */
const OVERTAKEN = /does not match the execution's current fast-forward/;
const MOST_SKIPS = 10_000;

export interface VirtualClock {
  readonly client: Client;
}

/** The skip cannot reach its instant: the workflow ended, or somebody ended the skip. */
export class SkipFailed extends Error {
  override readonly name = 'SkipFailed';
}

/** The server runs without time skipping, as one in production does: no clock can be run ahead. */
export class TimeSkippingOff extends Error {
  override readonly name = 'TimeSkippingOff';
}

/** What the server knows of a workflow's time: its clock now, whether it runs, and how many activities are under way. */
export async function virtualNow(
  { client }: VirtualClock,
  workflowId: string,
): Promise<{ now: Instant; running: boolean; underWay: number }> {
  const described = await client.workflowService.describeWorkflowExecution({
    namespace: client.options.namespace,
    execution: { workflowId },
  });
  // absent until the first skip
  const now = optionalTsToMs(described.workflowExtendedInfo?.timeSkippingInfo?.currentTime) ?? Date.now();
  const underWay = (described.pendingActivities?.length ?? 0) + (described.pendingWorkflowTask ? 1 : 0);
  return { now, running: Number(described.workflowExecutionInfo?.status) === RUNNING, underWay };
}

/**
 * Moves the workflow's clock on by this many milliseconds of waiting; returns when it is there. Work under way on the way is waited for, timers fire.
 * @throws SkipFailed, TimeSkippingOff
 */
export async function fastForward({ client }: VirtualClock, workflowId: string, milliseconds: number): Promise<void> {
  const target = { namespace: client.options.namespace, workflowExecution: { workflowId } };
  const id = randomUUID();
  const timeSkippingConfig = { enabled: true, maxSessionSkipCount: MOST_SKIPS, fastForwardConfig: { id, duration: msToTs(milliseconds) } };
  await client.workflowService
    .updateWorkflowExecutionOptions({
      ...target,
      workflowExecutionOptions: { timeSkippingConfig },
      updateMask: { paths: ['time_skipping_config'] },
    })
    .catch(whenUnimplemented);
  for (;;) {
    const poll = await client.workflowService.pollWorkflowExecutionTimeSkipping({ ...target, fastForwardId: id });
    const result = Number(poll.fastForwardPollingResult);
    if (result === COMPLETED) return;
    if (result !== STILL_ON_THE_WAY) throw new SkipFailed(poll.failedReason || 'the skip was ended');
  }
}

function whenUnimplemented(error: unknown): never {
  if (isGrpcServiceError(error) && Number(error.code) === UNIMPLEMENTED) throw new TimeSkippingOff(error.details, { cause: error });
  throw error;
}

/** A skip is a length, measured from now: of two at once, both measured from the same now, the clock would go both. So one waits for the other. */
const skips = new Map<string, Promise<Instant>>();

/**
 * Moves a dossier's clock to this instant (dossier time; a few milliseconds past it, never before), doing on the way all that time does. Returns the dossier's now,
 * when its facts up to then are written. An instant already passed changes nothing.
 */
export async function skipTo(clock: VirtualClock, dossierId: string, instant: Instant): Promise<Instant> {
  const before = skips.get(dossierId);
  const skip = (async () => {
    await before?.catch(() => undefined);
    return skipAlone(clock, dossierId, instant);
  })();
  skips.set(dossierId, skip);
  try {
    return await skip;
  } finally {
    if (skips.get(dossierId) === skip) skips.delete(dossierId);
  }
}

async function skipAlone(clock: VirtualClock, dossierId: string, instant: Instant): Promise<Instant> {
  const workflowId = dossierWorkflowId(dossierId);
  const handle = clock.client.workflow.getHandle(workflowId);
  const { clockOffset } = await handle.query(stateQuery);
  for (;;) {
    const { now, running } = await virtualNow(clock, workflowId);
    if (!running || now + clockOffset >= instant) return settled(clock, dossierId, clockOffset);
    await fastForward(clock, workflowId, Math.ceil(instant - clockOffset - now)).catch(whenItEnded(clock, workflowId));
  }
}

/** Waits until nothing that was due is left to do and nothing is under way. A timer may fire some milliseconds after its instant. */
async function settled(clock: VirtualClock, dossierId: string, clockOffset: number): Promise<Instant> {
  const workflowId = dossierWorkflowId(dossierId);
  for (;;) {
    const { now, running, underWay } = await virtualNow(clock, workflowId);
    if (!running) return now + clockOffset;
    const { wakeAt } = await clock.client.workflow.getHandle(workflowId).query(stateQuery);
    if (underWay === 0 && (wakeAt === null || wakeAt > now + clockOffset)) return now + clockOffset;
    await wait(20);
  }
}

/** A dossier may close on the way: then its clock stands, and that is no failure. Nor is another request's skip, which took the place of this one: the way is measured anew. */
function whenItEnded(clock: VirtualClock, workflowId: string): (error: unknown) => Promise<void> {
  return async (error) => {
    const { running } = await virtualNow(clock, workflowId);
    if (!(error instanceof SkipFailed) || (running && !OVERTAKEN.test(error.message))) throw error;
  };
}
