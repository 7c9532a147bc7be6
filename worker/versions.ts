import { setTimeout as wait } from 'node:timers/promises';
import type { ConnectionLike } from '@temporalio/client';

/** The worker deployment all versions of the dossier workflow belong to. */
export const DEPLOYMENT = 'motcua';

export interface Version {
  readonly namespace: string;
  readonly deployment: string;
  readonly buildId: string;
}

const NOT_YET_KNOWN_FOR = 15_000;

/**
 * Makes this version the one new dossiers start on; without it nothing runs. The server learns of a version from its first poll, so it may not know it for a moment.
 *
 * @throws the server's error when the version is still unknown after 15 seconds.
 */
export async function makeCurrent(connection: ConnectionLike, { namespace, deployment, buildId }: Version): Promise<void> {
  for (const giveUpAt = Date.now() + NOT_YET_KNOWN_FOR; ; await wait(100)) {
    try {
      await connection.workflowService.setWorkerDeploymentCurrentVersion({ namespace, deploymentName: deployment, buildId, ignoreMissingTaskQueues: true, identity: 'motcua worker' });
      return;
    } catch (error) {
      if (Date.now() > giveUpAt) throw error;
    }
  }
}
