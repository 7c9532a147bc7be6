/** `npm start`: the whole system on this machine, until Ctrl-C. */
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { ensureServices, type Services } from './ensure-services.js';
import { bornOf, isAlive, type ProcessIdentity } from './process.js';
import { addressesOf, choosePorts, environmentOf, loopback, passwordsOf, programsOfMotcua, type Ports } from './programs-of-motcua.js';
import { projectRoot } from './project-root.js';
import { defaultDataFolder, forgetRunning, readLeftOver, readRunning, writeRunning, type Running } from './running.js';
import { keepSecrets, passwordOfOffice, type Secrets } from './secrets.js';
import { stopAll } from './stop.js';
import { supervise, type Supervised } from './supervisor.js';
import { until } from './wait.js';

const READY_MS = 60_000;

interface System {
  readonly dataFolder: string;
  readonly services: Services;
  readonly ports: Ports;
  readonly secrets: Secrets;
  readonly supervised: Supervised[];
}

const startedAt = Date.now();
const say = (line: string): void => void process.stdout.write(`${((Date.now() - startedAt) / 1000).toFixed(1).padStart(6)} s  ${line}\n`);

/** Starts everything that is not running yet, says where to look, and returns when it was told to end and all of it has ended. */
export async function start(dataFolder = defaultDataFolder()): Promise<void> {
  const already = readRunning(dataFolder);
  if (already) return say(`Motcua already runs: ${already.apiUrl} (npm stop ends it)`);
  mkdirSync(dataFolder, { recursive: true });
  await endCrashed(dataFolder);

  const told = untilTold();
  const services = await ensureServices({ dataFolder, progress: say });
  const system: System = { dataFolder, services, ports: await choosePorts(), secrets: keepSecrets(dataFolder), supervised: [] };
  try {
    await Promise.race([startPrograms(system), told]);
    if (!told.isTold()) tell(system);
    await told;
  } finally {
    await endAll(system);
  }
}

/** Programs of a start that was killed are started anew; its services are still good and are taken over. */
async function endCrashed(dataFolder: string): Promise<void> {
  const left = readLeftOver(dataFolder);
  if (!left || !Object.values(left.programs).some(isAlive)) return;
  say('an earlier start did not end in order: ending what it left');
  await stopAll(dataFolder);
}

async function startPrograms(system: System): Promise<void> {
  const { dataFolder, services, ports, secrets, supervised } = system;
  const env = environmentOf(services, ports, secrets, dataFolder);
  say('loading the catalogue');
  await loadCatalogue({ ...env, ...passwordsOf(ports, secrets) });
  const programs = programsOfMotcua(env, ports, dataFolder);
  for (const program of programs) supervised.push(supervise(program, { onCrash: say, onStart: () => note(system) }));
  note(system);
  await Promise.all(
    programs.map(async ({ name, ready }) => {
      await until(ready, READY_MS, 100);
      say(`${name} is ready`);
    }),
  );
}

/** Puts the procedures, calendars and organisation of `definitions/` into the store, through the command that also does so by hand. */
async function loadCatalogue(env: NodeJS.ProcessEnv): Promise<void> {
  const program = join(projectRoot(), 'dist', 'cli', 'main.js');
  if (!existsSync(program)) return;
  try {
    const { stdout } = await promisify(execFile)(process.execPath, [program, 'load-catalogue'], { env, cwd: projectRoot() });
    for (const line of stdout.trim().split('\n')) say(line);
  } catch (error) {
    say(`the catalogue was not loaded:\n${(error as { stderr?: string }).stderr || (error as Error).message}`);
  }
}

function note(system: System): void {
  const { dataFolder, services, ports, secrets, supervised } = system;
  const running = supervised.flatMap((one): [string, ProcessIdentity][] => {
    const identity = one.identity();
    return identity ? [[one.name, identity]] : [];
  });
  writeRunning(dataFolder, {
    apiUrl: loopback(ports.api),
    docsUrl: `${loopback(ports.api)}/docs`,
    ...(services.temporalUiUrl ? { temporalUiUrl: services.temporalUiUrl } : {}),
    temporalAddress: services.temporalAddress,
    mongodbUri: services.mongodbUri,
    redisUrl: services.redisUrl,
    offices: addressesOf(ports),
    demoPassword: secrets.demoPassword,
    supervisor: { pid: process.pid, born: bornOf(process.pid) ?? 'gone' },
    programs: Object.fromEntries(running),
  } satisfies Running);
}

function tell({ dataFolder, services, ports, secrets }: System): void {
  say('Motcua runs.');
  process.stdout.write(`
  API                ${loopback(ports.api)}
  API documentation  ${loopback(ports.api)}/docs
  Temporal           ${services.temporalUiUrl ?? `${services.temporalAddress} (its pages are where you started it)`}
  Letters            ${loopback(ports.mailbox)}/letters
  Logs               ${join(dataFolder, 'log')}

  Sign in as desk-1, econ-1, leader-1 or any post of definitions/organisation,
  with the password ${secrets.demoPassword}
  Outside systems read what was sent to them, each with a password of its own:
${Object.keys(ports.offices)
  .map((name) => `  ${`partner:${name}`.padEnd(30)} ${passwordOfOffice(secrets, name)}`)
  .join('\n')}

  A working month of the centre:  npx motcua demo
  Ctrl-C ends what was started here; the data stays in ${dataFolder}

`);
}

/** Resolves at the first SIGINT or SIGTERM. A second one during the end changes nothing: the end is bounded in time. */
function untilTold(): Promise<void> & { isTold(): boolean } {
  let told = false;
  const promise = new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      process.on(signal, () => {
        told = true;
        resolve();
      });
    }
  });
  return Object.assign(promise, { isTold: () => told });
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
  say('ended; the data is kept');
}
