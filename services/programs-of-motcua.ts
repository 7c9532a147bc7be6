import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { freePortFrom, listens } from './ports.js';
import { projectRoot } from './project-root.js';
import { runtime } from './runtime.js';
import { passwordOfOffice, type Secrets } from './secrets.js';
import type { Services } from './ensure-services.js';
import type { Program } from './supervisor.js';

/** Where the programs of Motcua listen, all on loopback. */
export interface Ports {
  readonly api: number;
  readonly worker: number;
  /** Simulated offices, by connector. */
  readonly offices: Readonly<Record<string, number>>;
  /** The simulated mailbox: where letters come, and where they are shown. */
  readonly smtp: number;
  readonly mailbox: number;
}

/** The connectors that have a simulated office: a folder each. */
export function simulatedOffices(): readonly string[] {
  const connectors = join(projectRoot(), 'dist', 'connectors');
  if (!existsSync(connectors)) return [];
  return readdirSync(connectors).filter((name) => existsSync(join(connectors, name, 'simulator', 'server.js')));
}

/** The usual ports, or the next free ones. Chosen one after the other, so that no two get the same. */
export async function choosePorts(): Promise<Ports> {
  const api = await freePortFrom(3000);
  const worker = await freePortFrom(Math.max(3100, api + 1));
  const offices: Record<string, number> = {};
  let last = worker;
  for (const name of simulatedOffices()) offices[name] = last = await freePortFrom(last + 1);
  const smtp = await freePortFrom(last + 1);
  return { api, worker, offices, smtp, mailbox: await freePortFrom(smtp + 1) };
}

/** Where the simulated offices listen, by connector. */
export const addressesOf = ({ offices }: Ports): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(offices).map(([name, port]) => [name, loopback(port)]));

export const loopback = (port: number): string => `http://127.0.0.1:${port}`;

/** The environment that all programs of one installation share. */
export function environmentOf(services: Services, ports: Ports, secrets: Secrets, dataFolder: string): NodeJS.ProcessEnv {
  return {
    ...process.env,
    ...services.env,
    MOTCUA_API_PORT: String(ports.api),
    MOTCUA_PUBLIC_URL: loopback(ports.api),
    MOTCUA_WORKER_PORT: String(ports.worker),
    ...Object.fromEntries(Object.entries(addressesOf(ports)).map(([name, url]) => [variableOf(name, 'URL'), url])),
    MOTCUA_SMTP_URL: `smtp://127.0.0.1:${ports.smtp}`,
    MOTCUA_MAIL_FROM: 'Trung tâm Phục vụ hành chính công <mot-cua@minh-hoa.example>',
    MOTCUA_MAILBOX_URL: loopback(ports.mailbox),
    MOTCUA_JWT_SECRET: secrets.jwtSecret,
    MOTCUA_CONNECTOR_SECRET: secrets.connectorSecret,
    MOTCUA_REHEARSAL: 'on',
    // on one machine all posts of the centre sign in from one address
    MOTCUA_SIGN_IN_PER_MINUTE: process.env['MOTCUA_SIGN_IN_PER_MINUTE'] ?? '600',
    MOTCUA_DATA: dataFolder,
  };
}

/** The first passwords of accounts, as load-catalogue takes them: one for all officers, each outside system its own. */
export function passwordsOf({ offices }: Ports, secrets: Secrets): NodeJS.ProcessEnv {
  const own = Object.keys(offices).map((name) => [variableOf(name, 'PASSWORD'), passwordOfOffice(secrets, name)]);
  return { MOTCUA_ACCOUNT_PASSWORD: secrets.demoPassword, ...(Object.fromEntries(own) as NodeJS.ProcessEnv) };
}

/** `MOTCUA_LAND_REGISTRY_URL` of `land-registry` and `URL`. */
const variableOf = (connector: string, setting: string): string => `MOTCUA_${connector.toUpperCase().replaceAll('-', '_')}_${setting}`;

export interface MotcuaProgram extends Program {
  /** Rejects until the program can work. */
  readonly ready: () => Promise<void>;
}

/** Worker, API and the simulated offices, as they were built. */
export function programsOfMotcua(env: NodeJS.ProcessEnv, ports: Ports, dataFolder: string): MotcuaProgram[] {
  const program = (name: string, file: string, ready: () => Promise<void>): MotcuaProgram => ({
    ...{ name, command: runtime(), args: ['--enable-source-maps', join(projectRoot(), 'dist', file)], env, ready },
    logFile: join(dataFolder, 'log', `${name}.log`),
  });
  return [
    program(
      'offices',
      'connectors/simulator/main.js',
      async () => void (await Promise.all([...Object.values(ports.offices), ports.smtp, ports.mailbox].map(listens))),
    ),
    program('worker', 'worker/main.js', () => answersReady(ports.worker)),
    program('api', 'api/main.js', () => answersReady(ports.api)),
  ].filter(({ args }) => existsSync(args[1] as string));
}

/** Rejects until the program on this port can work. */
export async function answersReady(port: number): Promise<void> {
  const answer = await fetch(`${loopback(port)}/health/ready`, { signal: AbortSignal.timeout(5000) });
  if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`);
}
