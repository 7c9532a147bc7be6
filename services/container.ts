import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { projectRoot } from './project-root.js';
import type { ServiceName } from './service.js';

const run = promisify(execFile);

/** True when a Docker engine with its compose plugin answers within three seconds. */
export async function dockerAnswers(): Promise<boolean> {
  try {
    await run('docker', ['info'], { timeout: 3000 });
    await run('docker', ['compose', 'version'], { timeout: 3000 });
    return true;
  } catch {
    return false;
  }
}

/** Starts one service of `deploy/services.compose.yaml` on a loopback port. Its volume keeps its data between starts. */
export async function composeUp(name: ServiceName, port: number): Promise<void> {
  const file = join(projectRoot(), 'deploy', 'services.compose.yaml');
  const env = { ...process.env, [`MOTCUA_${name.toUpperCase()}_PORT`]: String(port) };
  await run('docker', ['compose', '-f', file, 'up', '--detach', name], { env, timeout: 600_000 });
}

export async function composeStop(name: ServiceName): Promise<void> {
  const file = join(projectRoot(), 'deploy', 'services.compose.yaml');
  await run('docker', ['compose', '-f', file, 'stop', name], { timeout: 60_000 });
}
