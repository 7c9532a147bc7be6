import { type NativeConnection, Worker } from '@temporalio/worker';
import { type ActivityDeps, createActivities } from '../activities/create-activities.js';
import { TASK_QUEUE } from '../workflows/messages.js';
import type { Bundle } from './bundle.js';
import { claimCodec, type LoadContent } from './claim-codec.js';
import { DEPLOYMENT } from './versions.js';

export interface DossierWorkerOptions extends ActivityDeps {
  readonly connection: NativeConnection;
  readonly namespace: string;
  readonly bundle: Bundle;
  readonly loadContent: LoadContent;
  /** Dossiers kept in memory between tasks; the others are replayed when something happens to them. */
  readonly maxCachedWorkflows?: number;
  /** Own names, so that tests on one server do not share work. */
  readonly taskQueue?: string;
  readonly deployment?: string;
}

/** The Temporal worker of dossiers: this bundle as a version of the deployment, activities, claim check. Dossiers stay with the version they started on. */
export function createDossierWorker(options: DossierWorkerOptions): Promise<Worker> {
  const { connection, namespace, bundle, loadContent, maxCachedWorkflows, taskQueue = TASK_QUEUE, deployment = DEPLOYMENT } = options;
  return Worker.create({
    connection,
    namespace,
    taskQueue,
    workflowBundle: { code: bundle.code },
    activities: createActivities(options),
    dataConverter: { payloadCodecs: [claimCodec(loadContent)] },
    workerDeploymentOptions: { useWorkerVersioning: true, version: { deploymentName: deployment, buildId: bundle.buildId }, defaultVersioningBehavior: 'PINNED' },
    reuseV8Context: true,
    ...(maxCachedWorkflows !== undefined && { maxCachedWorkflows }),
  });
}
