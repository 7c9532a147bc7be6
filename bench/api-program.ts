/** Programs of their own, asked over HTTP: the API as it runs in a centre, on a database of the bench, and the floor of lists. */
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { Agent, get, type IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { issueToken } from '../api/tokens.js';
import type { Services } from '../services/ensure-services.js';
import { anyFreePort } from '../services/ports.js';
import { answersReady, loopback } from '../services/programs-of-motcua.js';
import { projectRoot } from '../services/project-root.js';
import { runtime } from '../services/runtime.js';
import type { ListPlan } from '../store/lists/dossier-filter.js';
import type { Floor } from './yardsticks/bare-lists.js';
import { until } from '../services/wait.js';

/** Asks as an account. Throws when the answer is none of success. */
export type Asking = (account: string, path: string) => Promise<unknown>;

export interface Api {
  readonly asking: Asking;
  stop(): Promise<void>;
}

const READY_MS = 30_000;

export async function startApi(services: Services, database: string): Promise<Api> {
  const port = await anyFreePort();
  const secret = randomBytes(32).toString('hex');
  const env = {
    ...services.env,
    MONGODB_URI: onDatabase(services.mongodbUri, database),
    MOTCUA_API_PORT: String(port),
    MOTCUA_PUBLIC_URL: loopback(port),
    MOTCUA_JWT_SECRET: secret,
    MOTCUA_CONNECTOR_SECRET: randomBytes(32).toString('hex'),
  };
  const stop = await started([join(projectRoot(), 'dist', 'api', 'main.js')], env, () => answersReady(port));
  return { asking: askingAt(loopback(port), secret), stop };
}

/** The floor of lists: a program that sends what MongoDB finds by these plans, the first for `/0`, and does nothing else. */
export async function startFloor(uri: string, database: string, plans: readonly ListPlan[]): Promise<Api> {
  const port = await anyFreePort();
  const floor: Floor = { uri, database, port, plans };
  const agent = new Agent({ keepAlive: true });
  const asking: Asking = async (_account, path) => (await got(loopback(port) + path, '', agent)).text;
  const program = [
    ...['--import', join(projectRoot(), 'scripts', 'typescript.mjs')],
    ...[join(projectRoot(), 'bench', 'yardsticks', 'bare-lists.ts'), JSON.stringify(floor)],
  ];
  return { asking, stop: await started(program, {}, () => asking('', '/0')) };
}

/** Starts a program and waits until it answers. @returns what ends it. */
async function started(args: readonly string[], env: NodeJS.ProcessEnv, ready: () => Promise<unknown>): Promise<() => Promise<void>> {
  const program = spawn(runtime(), args, { env: { ...process.env, ...env }, stdio: ['ignore', 'ignore', 'inherit'] });
  const ended = once(program, 'exit');
  await until(ready, READY_MS, 100, () => (program.exitCode === null ? null : `${args.join(' ')} ended at once`));
  return async () => {
    program.kill();
    await ended;
  };
}

function onDatabase(uri: string, database: string): string {
  const address = new URL(uri);
  address.pathname = `/${database}`;
  return address.href;
}

function askingAt(url: string, secret: string): Asking {
  const agent = new Agent({ keepAlive: true });
  const tokens = new Map<string, Promise<{ token: string }>>();
  return async (account, path) => {
    const known = tokens.get(account) ?? issueToken(new TextEncoder().encode(secret), account, Date.now());
    tokens.set(account, known);
    const { status, text } = await got(url + path, (await known).token, agent);
    if (status !== 200) throw new Error(`${path} was answered ${status}: ${text.slice(0, 300)}`);
    return text;
  };
}

/** The client shares the machine with what it measures: the least that asks over HTTP. */
async function got(url: string, token: string, agent: Agent): Promise<{ readonly status: number | undefined; readonly text: string }> {
  const request = get(url, { agent, headers: { authorization: `Bearer ${token}` } });
  const [response] = (await once(request, 'response')) as [IncomingMessage];
  const parts: Buffer[] = [];
  response.on('data', (part: Buffer) => parts.push(part));
  await once(response, 'end');
  return { status: response.statusCode, text: Buffer.concat(parts).toString() };
}
