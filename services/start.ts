/** `npm start`: the whole system on this machine, until Ctrl-C. */
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { ensureServices, type ServiceOptions } from './ensure-services.js';
import { loadCatalogue } from './load-catalogue.js';
import { isAlive } from './process.js';
import { choosePorts, environmentOf, passwordsOf, programsOfMotcua } from './programs-of-motcua.js';
import { defaultDataFolder, forgetRunning, readLeftOver, readRunning } from './running.js';
import { keepSecrets } from './secrets.js';
import { stopAll } from './stop.js';
import { supervise } from './supervisor.js';
import { noteRunning, type System } from './system.js';
import { until } from './wait.js';
import { whereToLook } from './where-to-look.js';

const READY_MS = 60_000;

const startedAt = Date.now();
const say = (line: string): void => void process.stdout.write(`${((Date.now() - startedAt) / 1000).toFixed(1).padStart(6)} s  ${line}\n`);

/**
 * Starts everything that is not running yet, says where to look, and returns when it was told to end and all of it has ended.
 * @param options for tests: how the services are come by.
 */
export async function start(dataFolder = defaultDataFolder(), options: Pick<ServiceOptions, 'isolated'> = {}): Promise<void> {
  const already = readRunning(dataFolder);
  if (already) return say(`Motcua already runs: ${already.apiUrl} (npm stop ends it)`);
  mkdirSync(dataFolder, { recursive: true });
  await endCrashed(dataFolder);

  const told = whenTold();
  try {
    const services = await ensureServices({ ...options, dataFolder, progress: say, signal: told });
    await run({ dataFolder, services, ports: await choosePorts(), secrets: keepSecrets(dataFolder), supervised: [] }, told);
  } catch (error) {
    if (error !== told.reason) throw error;
  }
  say('ended; the data is kept');
}

/** Programs of a start that was killed are started anew; its services are still good and are taken over. */
async function endCrashed(dataFolder: string): Promise<void> {
  const left = readLeftOver(dataFolder);
  if (!left || !Object.values(left.programs).some(isAlive)) return;
  say('an earlier start did not end in order: ending what it left');
  await stopAll(dataFolder);
}

async function run(system: System, told: AbortSignal): Promise<void> {
  try {
    const missing = await startPrograms(system, told);
    say(missing.length === 0 ? 'Motcua runs.' : 'Motcua runs, but not all of the catalogue was loaded: see the end of what follows.');
    process.stdout.write(whereToLook(system, missing));
    if (!told.aborted) await once(told, 'abort');
  } finally {
    // nothing is being started any more: each stage asks whether it was told to end before it begins
    await endAll(system);
  }
}

/** Returns what was not loaded of the catalogue, when all programs can work. Told to end, it throws the signal's reason and starts no more. */
async function startPrograms(system: System, told: AbortSignal): Promise<readonly string[]> {
  const { dataFolder, services, ports, secrets, supervised } = system;
  const env = environmentOf(services, ports, secrets, dataFolder);
  told.throwIfAborted();
  // from here on `npm stop` finds this process
  noteRunning(system);
  say('loading the catalogue');
  const { said, missing } = await loadCatalogue({ ...env, ...passwordsOf(ports, secrets) }, told);
  said.forEach(say);
  told.throwIfAborted();
  const programs = programsOfMotcua(env, ports, dataFolder);
  for (const program of programs) supervised.push(supervise(program, { onCrash: say, onStart: () => noteRunning(system) }));
  noteRunning(system);
  await Promise.all(
    programs.map(async ({ name, ready }) => {
      await until(ready, READY_MS, 100, () => (told.aborted ? 'told to end' : null));
      say(`${name} is ready`);
    }),
  ).catch((error: unknown) => {
    told.throwIfAborted();
    throw error;
  });
  told.throwIfAborted();
  return missing;
}

/** Aborted at the first SIGINT or SIGTERM. A second one during the end changes nothing: the end is bounded in time. */
function whenTold(): AbortSignal {
  const telling = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => telling.abort());
  return telling.signal;
}

/** API and offices first, then the worker, then what all of them stand on. */
async function endAll({ dataFolder, services, supervised }: System): Promise<void> {
  say('ending');
  const worker = supervised.filter(({ name }) => name === 'worker');
  const others = supervised.filter(({ name }) => name !== 'worker');
  await Promise.all(others.map((one) => one.stop()));
  await Promise.all(worker.map((one) => one.stop()));
  await services.stop();
  forgetRunning(dataFolder);
}
