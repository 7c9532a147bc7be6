import { gunzipSync, gzipSync } from 'node:zlib';
import type { ConnectionLike } from '@temporalio/client';
import { until } from '../services/wait.js';
import type { Store } from '../store/store.js';
import { type Bundle, bundleOf } from './bundle.js';

/** One version of the workflow code: a build of a worker deployment. */
export interface Version {
  readonly namespace: string;
  readonly deployment: string;
  readonly buildId: string;
}

const NOT_YET_KNOWN_FOR = 15_000;
/** Current, ramping or draining: dossiers may still run on it (`WorkerDeploymentVersionStatus`). */
const IN_USE = [2, 3, 4];

/**
 * Makes this version the one new dossiers start on; without it nothing runs. The server learns of a version from its first poll, so it may not know it for a moment.
 *
 * @throws the server's error when the version is still unknown after 15 seconds.
 */
export async function makeCurrent(connection: ConnectionLike, { namespace, deployment, buildId }: Version): Promise<void> {
  const request = { namespace, deploymentName: deployment, buildId, ignoreMissingTaskQueues: true, identity: 'motcua worker' };
  await until(() => connection.workflowService.setWorkerDeploymentCurrentVersion(request), NOT_YET_KNOWN_FOR);
}

/** Keeps a bundle with the data it works on: a dossier runs for months on the version it was received under, whatever is installed by then. */
export async function keepBundle(store: Pick<Store, 'blobs' | 'current'>, { code, buildId }: Bundle): Promise<void> {
  if (await store.current.get(nameOf(buildId))) return;
  const hash = await store.blobs.put({ gzip: gzipSync(code).toString('base64') });
  await store.current.set(nameOf(buildId), hash);
}

/** Bundles of the other versions on which dossiers may still run. `lost`: those that nobody kept; their dossiers stand still until one is brought back. */
export async function olderBundles(
  connection: ConnectionLike,
  store: Pick<Store, 'blobs' | 'current'>,
  { namespace, deployment, buildId }: Version,
): Promise<{ bundles: Bundle[]; lost: string[] }> {
  const others = (await buildIdsInUse(connection, namespace, deployment)).filter((each) => each !== buildId);
  const kept = await Promise.all(others.map(async (each) => ({ each, bundle: await keptBundle(store, each) })));
  return { bundles: kept.flatMap(({ bundle }) => bundle ?? []), lost: kept.filter(({ bundle }) => !bundle).map(({ each }) => each) };
}

async function buildIdsInUse(connection: ConnectionLike, namespace: string, deploymentName: string): Promise<string[]> {
  const { workerDeploymentInfo } = await connection.workflowService.describeWorkerDeployment({ namespace, deploymentName });
  const inUse = (workerDeploymentInfo?.versionSummaries ?? []).filter(({ status }) => IN_USE.includes(status ?? 0));
  return inUse.flatMap(({ deploymentVersion }) => deploymentVersion?.buildId ?? []);
}

async function keptBundle(store: Pick<Store, 'blobs' | 'current'>, buildId: string): Promise<Bundle | null> {
  const hash = await store.current.get(nameOf(buildId));
  const blob = hash && (await store.blobs.get<{ gzip: string }>(hash));
  return blob ? bundleOf(gunzipSync(Buffer.from(blob.gzip, 'base64')).toString('utf8')) : null;
}

const nameOf = (buildId: string): string => `workflow-bundle:${buildId}`;
