/**
 * Gets Motcua the three services it runs on. Each is looked for on its own, in this order: named by the environment; left running by an
 * earlier start on this data folder; answering on its default port; a program at hand; a container; the package registries.
 */
import { join } from 'node:path';
import { composeStop, composeUp, dockerAnswers } from './container.js';
import { mongodbKind } from './mongodb.js';
import { adopt, launch, ownedByAnother, rememberedPort, type OwnPlace } from './own-process.js';
import { anyFreePort, freePortFrom, listens } from './ports.js';
import { fetchProgram, findProgram } from './programs.js';
import { projectRoot } from './project-root.js';
import { redisKind } from './redis.js';
import type { Ownership, Service, ServiceKind, ServiceName } from './service.js';
import { temporalKind } from './temporal.js';
import { until } from './wait.js';

export const SERVICE_KINDS: readonly ServiceKind[] = [temporalKind, mongodbKind, redisKind];

export interface ServiceOptions {
  /** Where data, pid files and logs go. Default: `.data` of the project. */
  readonly dataFolder?: string;
  /**
   * For tests: neither default ports nor what answers on them; free ports, little memory, no pages; ended without ceremony.
   * The environment's addresses still come first.
   */
  readonly isolated?: boolean;
  /** Where fetched programs are kept. Default: MOTCUA_SERVICES_DIR, else `.services` of the project. */
  readonly servicesFolder?: string;
  /** Default: the environment of this process. */
  readonly env?: NodeJS.ProcessEnv;
  /** How long a service that the environment names may take to answer, in milliseconds. Default: 10,000 (it may be starting beside us). */
  readonly patienceMs?: number;
  /** Told, in a sentence, what takes time. */
  readonly progress?: (line: string) => void;
}

export interface Services {
  /** `host:port` */
  readonly temporalAddress: string;
  /** With the database `motcua`; a test uses a database name of its own. */
  readonly mongodbUri: string;
  readonly redisUrl: string;
  readonly temporalUiUrl?: string;
  /** What was started here and now. */
  readonly started: readonly ServiceName[];
  readonly service: Readonly<Record<ServiceName, Service>>;
  /** TEMPORAL_ADDRESS, MONGODB_URI and REDIS_URL for child processes. */
  readonly env: Readonly<Record<ServiceKind['variable'], string>>;
  /** Ends our own processes, those adopted from an earlier start on this data folder included. */
  stop(): Promise<void>;
}

interface Search {
  readonly dataFolder: string;
  readonly servicesFolder: string;
  readonly isolated: boolean;
  readonly env: NodeJS.ProcessEnv;
  readonly progress: (line: string) => void;
  readonly patienceMs: number;
  readonly started: ServiceName[];
}

/** Finds or starts Temporal, MongoDB and Redis; when one cannot be had, ends those it started and throws what to do about it. */
export async function ensureServices(options: ServiceOptions = {}): Promise<Services> {
  const env = options.env ?? process.env;
  const search: Search = {
    dataFolder: options.dataFolder ?? join(projectRoot(), '.data'),
    servicesFolder: options.servicesFolder ?? env['MOTCUA_SERVICES_DIR'] ?? join(projectRoot(), '.services'),
    isolated: options.isolated ?? false,
    env,
    progress: options.progress ?? (() => undefined),
    patienceMs: options.patienceMs ?? 10_000,
    started: [],
  };
  const found = await Promise.allSettled(SERVICE_KINDS.map((kind) => ensureService(kind, search)));
  const services = found.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
  const failures = found.flatMap((result) => (result.status === 'rejected' ? [result.reason as Error] : []));
  if (failures.length > 0) {
    await Promise.all(services.filter(({ name }) => search.started.includes(name)).map((service) => service.stop()));
    throw new Error(failures.map(({ message }) => message).join('\n\n'), { cause: failures[0] });
  }
  return together(services, search.started);
}

function together(services: readonly Service[], started: readonly ServiceName[]): Services {
  const service = Object.fromEntries(services.map((one) => [one.name, one])) as Record<ServiceName, Service>;
  const { temporal, mongodb, redis } = service;
  return {
    temporalAddress: temporal.address,
    mongodbUri: mongodb.address,
    redisUrl: redis.address,
    ...(temporal.webUrl ? { temporalUiUrl: temporal.webUrl } : {}),
    started,
    service,
    env: { TEMPORAL_ADDRESS: temporal.address, MONGODB_URI: mongodb.address, REDIS_URL: redis.address },
    stop: async () => void (await Promise.all(services.map((one) => one.stop()))),
  };
}

async function ensureService(kind: ServiceKind, search: Search): Promise<Service> {
  const place: OwnPlace = { kind, folder: search.dataFolder, small: search.isolated };
  return (await given(kind, search)) ?? (await adopt(place)) ?? (await metOnDefaultPort(kind, search)) ?? (await startOne(place, search));
}

async function given(kind: ServiceKind, search: Search): Promise<Service | null> {
  const address = search.env[kind.variable];
  if (!address) return null;
  try {
    await until(() => kind.check(address), search.patienceMs, 500);
  } catch (error) {
    throw new Error(`${kind.variable}=${withoutPassword(address)} cannot be used: ${(error as Error).message}`, { cause: error });
  }
  return foreign(kind, 'given', address);
}

const withoutPassword = (address: string): string => address.replace(/:\/\/[^@/]*@/, '://…@');

async function metOnDefaultPort(kind: ServiceKind, search: Search): Promise<Service | null> {
  if (search.isolated) return null;
  const address = kind.address(kind.defaultPort);
  const owner = ownedByAnother(kind.defaultPort, search.dataFolder);
  if (owner) {
    search.progress(`${kind.name}: port ${kind.defaultPort} belongs to the installation in ${owner}; starting another`);
    return null;
  }
  try {
    await listens(kind.defaultPort);
  } catch {
    return null;
  }
  try {
    await kind.check(address);
    return foreign(kind, 'found', address, kind.defaultPort);
  } catch (error) {
    search.progress(`${kind.name}: port ${kind.defaultPort} is in use, but not by one to be used here (${(error as Error).message})`);
    return null;
  }
}

async function startOne(place: OwnPlace, search: Search): Promise<Service> {
  const { kind } = place;
  const atHand = findProgram(kind, search.servicesFolder, search.env['PATH']);
  const port = await choosePort(place, search);
  if (!atHand && (await dockerAnswers())) return startContainer(kind, port, search);
  if (!atHand) search.progress(`${kind.name}: fetching ${kind.binary} (once, up to 100 MB)`);
  const program = atHand ?? (await fetchProgram(kind, search.servicesFolder));
  search.progress(`${kind.name}: starting on port ${port}`);
  search.started.push(kind.name);
  return launch(place, program, port);
}

async function choosePort(place: OwnPlace, search: Search): Promise<number> {
  const remembered = rememberedPort(place);
  if (remembered !== null) return freePortFrom(remembered);
  return search.isolated ? anyFreePort() : freePortFrom(place.kind.defaultPort);
}

async function startContainer(kind: ServiceKind, port: number, search: Search): Promise<Service> {
  search.progress(`${kind.name}: starting a container on port ${port}`);
  await composeUp(kind.name, port);
  const address = kind.address(port);
  await until(() => kind.prepare(address, port), 120_000, 500);
  search.started.push(kind.name);
  return { ...foreign(kind, 'container', address, port), stop: () => composeStop(kind.name) };
}

function foreign(kind: ServiceKind, ownership: Ownership, address: string, port?: number): Service {
  const refuse = async (): Promise<never> => {
    throw new Error(`${kind.name} at ${withoutPassword(address)} was not started by Motcua and is not ended by it`);
  };
  return {
    name: kind.name,
    ownership,
    address,
    ...(port === undefined ? {} : { port }),
    pid: () => undefined,
    kill: refuse,
    restart: refuse,
    stop: async () => undefined,
  };
}
