/** A service in a container of its own, where a Docker engine answers. */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { OwnPlace } from './own-process.js';
import { projectRoot } from './project-root.js';

const run = promisify(execFile);

/** Where docker is found and how it is told to end: PATH and the rest of the environment, and a signal that ends what is under way. */
export interface Reach {
  readonly env: NodeJS.ProcessEnv;
  readonly signal: AbortSignal;
}

/** True when a Docker engine with its compose plugin answers within three seconds. */
export async function dockerAnswers({ env, signal }: Reach): Promise<boolean> {
  try {
    await run('docker', ['info'], { env, signal, timeout: 3000 });
    await run('docker', ['compose', 'version'], { env, signal, timeout: 3000 });
    return true;
  } catch {
    return false;
  }
}

/** Starts one service of `deploy/services.compose.yaml` on loopback ports. Its volume keeps its data between starts. */
export async function composeUp(place: OwnPlace, port: number, webPort: number | undefined, { env, signal }: Reach): Promise<void> {
  const name = place.kind.name.toUpperCase();
  const ports = { [`MOTCUA_${name}_PORT`]: String(port), ...(webPort && { [`MOTCUA_${name}_UI_PORT`]: String(webPort) }) };
  await run('docker', compose(place, ['up', '--detach', place.kind.name]), { env: { ...env, ...ports }, signal, timeout: 600_000 });
}

/** Ends the container and takes it away, so that it cannot come back by itself; the data stays in its volume, unless it is that of a test. */
export async function composeDown(place: OwnPlace, env: NodeJS.ProcessEnv): Promise<void> {
  await run('docker', compose(place, ['down', ...(place.small ? ['--volumes'] : [])]), { env, timeout: 60_000 });
}

/** A project of its own for each data folder and service: two installations never share a volume, nor does ending one service touch another. */
function compose({ kind, folder }: OwnPlace, args: readonly string[]): string[] {
  const folderHash = createHash('sha256').update(folder).digest('hex').slice(0, 8);
  const file = join(projectRoot(), 'deploy', 'services.compose.yaml');
  return ['compose', '--file', file, '--project-name', `motcua-${folderHash}-${kind.name}`, ...args];
}
