/** The whole of Motcua as `npm start` runs it, on services and data of its own, each part of which can be killed. */
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ensureServices, type Services } from '../../services/ensure-services.js';
import { anyFreePort } from '../../services/ports.js';
import {
  addressesOf,
  environmentOf,
  loopback,
  programsOfMotcua,
  simulatedOffices,
  type MotcuaProgram,
  type Ports,
} from '../../services/programs-of-motcua.js';
import { projectRoot } from '../../services/project-root.js';
import { keepSecrets, type Secrets } from '../../services/secrets.js';
import { supervise, type Supervised } from '../../services/supervisor.js';
import { until } from '../../services/wait.js';

export const SERVICES = ['temporal', 'mongodb', 'redis'] as const;
export const PROGRAMS = ['worker', 'api', 'offices'] as const;
export const PARTS = [...PROGRAMS, ...SERVICES] as const;
export type Part = (typeof PARTS)[number];

export interface System {
  readonly services: Services;
  readonly apiUrl: string;
  /** Addresses of the simulated offices, by connector. */
  readonly offices: Readonly<Record<string, string>>;
  /** Where the letters are shown that were sent. */
  readonly mailbox: string;
  readonly password: string;
  readonly dataFolder: string;
  /** SIGKILL. Returns when the process is gone. */
  kill(part: Part): Promise<void>;
  /** After `kill`: returns when the part can work again. Programs are started again by their supervisor, services by this. */
  revive(part: Part): Promise<void>;
  stop(): Promise<void>;
}

/** Short waits, so that what heals by itself heals within the test; the sweeper's patience still exceeds the time an act may take. */
const IN_A_HURRY = {
  MOTCUA_ACT_TIMEOUT_MS: '8000',
  MOTCUA_STALE_INTENT_MS: '12000',
  MOTCUA_SWEEP_MS: '1000',
  MOTCUA_SIGN_IN_PER_MINUTE: '1000',
  MOTCUA_SIMULATOR_MOOD: JSON.stringify({ delayMs: 500 }),
};

/** Its supervisor waits at most half of it before it starts a program again. */
const REVIVED_MS = 60_000;

/** @param more environment of the programs. */
export async function startSystem(more: Readonly<Record<string, string>> = {}): Promise<System> {
  const dataFolder = mkdtempSync(join(tmpdir(), 'motcua-whole-'));
  const services = await ensureServices({ dataFolder, isolated: true, env: servicesOnly() });
  const running: Supervised[] = [];
  // a run that is broken off leaves no process behind either
  const endAll = (): void => pidsOf(services, running).forEach((pid) => process.kill(pid, 'SIGKILL'));
  process.once('exit', endAll);
  const state = { over: false };
  const stop = async (): Promise<void> => {
    state.over = true;
    process.off('exit', endAll);
    await Promise.all(running.map((one) => one.stop()));
    await services.stop();
    if (!process.env['MOTCUA_KEEP']) rmSync(dataFolder, { recursive: true, force: true });
  };
  try {
    const ports = await freePorts();
    const secrets = keepSecrets(dataFolder);
    const env = { ...environmentOf(services, ports, secrets, dataFolder), NODE_OPTIONS: '', ...IN_A_HURRY, ...more };
    await loadCatalogue(env, secrets);
    const programs = programsOfMotcua(env, ports, dataFolder);
    for (const program of programs) running.push(supervise(program, { onCrash: () => undefined, onStart: () => undefined }));
    await Promise.all(programs.map(({ ready }) => until(ready, 60_000)));
    const addresses = { apiUrl: loopback(ports.api), offices: addressesOf(ports), mailbox: loopback(ports.mailbox) };
    return { services, dataFolder, password: secrets.demoPassword, ...addresses, ...handles(services, programs, running, state), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function handles(
  services: Services,
  programs: readonly MotcuaProgram[],
  running: readonly Supervised[],
  state: { readonly over: boolean },
): Pick<System, 'kill' | 'revive'> {
  const program = (part: Part) => programs.find(({ name }) => name === part)!;
  return {
    kill: async (part) => {
      if (isService(part)) return services.service[part].kill();
      const identity = running.find(({ name }) => name === part)!.identity();
      if (identity) process.kill(identity.pid, 'SIGKILL');
    },
    revive: async (part) => {
      // a test that ran out of time stops the system while somebody still kills and revives
      if (state.over) throw new Error('the system has been stopped');
      if (isService(part)) await services.service[part].restart();
      else await until(program(part).ready, REVIVED_MS, 200).catch(notBack(part));
    },
  };
}

/** Which part it was is not in what its health check throws. */
function notBack(part: Part): (cause: unknown) => never {
  return (cause) => {
    throw new Error(`${part} could not work ${REVIVED_MS / 1000} s after it was killed: ${String(cause)}`, { cause });
  };
}

const isService = (part: Part): part is (typeof SERVICES)[number] => SERVICES.some((name) => name === part);

function pidsOf(services: Services, running: readonly Supervised[]): number[] {
  const pids = [...running.map((one) => one.identity()?.pid), ...Object.values(services.service).map((service) => service.pid())];
  return pids.filter((pid) => pid !== undefined);
}

/** Only where fetched programs are: the addresses of the run's shared services must not be taken for ours. */
function servicesOnly(): NodeJS.ProcessEnv {
  const { PATH, HOME, MOTCUA_SERVICES_DIR } = process.env;
  return { PATH, HOME, ...(MOTCUA_SERVICES_DIR && { MOTCUA_SERVICES_DIR }) };
}

async function freePorts(): Promise<Ports> {
  const names = ['api', 'worker', 'smtp', 'mailbox', ...simulatedOffices()];
  const free = await Promise.all(names.map(() => anyFreePort()));
  const portOf = (name: string): number => free[names.indexOf(name)]!;
  return {
    ...{ api: portOf('api'), worker: portOf('worker'), smtp: portOf('smtp'), mailbox: portOf('mailbox') },
    offices: Object.fromEntries(simulatedOffices().map((name) => [name, portOf(name)])),
  };
}

async function loadCatalogue(env: NodeJS.ProcessEnv, { demoPassword }: Secrets): Promise<void> {
  const program = join(projectRoot(), 'dist', 'cli', 'main.js');
  await promisify(execFile)(process.execPath, [program, 'load-catalogue'], {
    env: { ...env, MOTCUA_ACCOUNT_PASSWORD: demoPassword },
    cwd: projectRoot(),
  });
}
