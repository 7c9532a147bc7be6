/** `npm stop`: ends what runs on the data folder, a start that crashed included. */
import { SERVICE_KINDS } from './ensure-services.js';
import { endLeftOver } from './own-process.js';
import { end, isAlive } from './process.js';
import { forgetRunning, readLeftOver } from './running.js';

const STOP_IN_ORDER_MS = 60_000;

/** Ends supervisor, programs and services of the data folder, in this order. Returns the names of those that ran. */
export async function stopAll(dataFolder: string): Promise<string[]> {
  const ended: string[] = [];
  const left = readLeftOver(dataFolder);
  if (left && isAlive(left.supervisor)) {
    await end(left.supervisor, 'SIGTERM', STOP_IN_ORDER_MS);
    ended.push('motcua');
  }
  for (const [name, identity] of Object.entries(left?.programs ?? {})) {
    if (!isAlive(identity)) continue;
    await end(identity, 'SIGTERM');
    ended.push(name);
  }
  for (const kind of SERVICE_KINDS) {
    if ((await endLeftOver({ kind, folder: dataFolder, small: false })) !== null) ended.push(kind.name);
  }
  forgetRunning(dataFolder);
  return ended;
}
