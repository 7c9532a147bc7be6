import { type NativeConnection, Worker } from '@temporalio/worker';
import { type ActivityDeps, createActivities } from '../activities/create-activities.js';
import type { Bundle } from './bundle.js';
import { claimCodec, type LoadContent } from './claim-codec.js';

export interface DossierWorkerOptions extends ActivityDeps {
  readonly connection: NativeConnection;
  readonly namespace: string;
  readonly taskQueue: string;
  readonly deployment: string;
  readonly bundle: Bundle;
  readonly loadContent: LoadContent;
  /** Dossiers kept in memory between tasks; the others are replayed when something happens to them. */
  readonly maxCachedWorkflows?: number;
  /** How long work under way may take to end when the worker is told to stop. */
  readonly shutdownGraceTime?: '10s' | '0s';
}

/** The Temporal worker of dossiers: this bundle as a version of the deployment, activities, claim check. Dossiers stay with the version they started on. */
export function createDossierWorker(options: DossierWorkerOptions): Promise<Worker> {
  const { connection, namespace, bundle, loadContent, maxCachedWorkflows, taskQueue, deployment, shutdownGraceTime = '0s' } = options;
  return Worker.create({
    connection,
    namespace,
    taskQueue,
    workflowBundle: { code: bundle.code },
    activities: createActivities(options),
    dataConverter: { payloadCodecs: [claimCodec(loadContent)] },
    workerDeploymentOptions: {
      useWorkerVersioning: true,
      version: { deploymentName: deployment, buildId: bundle.buildId },
      defaultVersioningBehavior: 'PINNED',
    },
    reuseV8Context: true,
    shutdownGraceTime,
    ...(maxCachedWorkflows !== undefined && { maxCachedWorkflows }),
  });
}
