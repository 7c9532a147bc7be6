/**
 * Gets Motcua the three services it runs on. Each is looked for on its own, in this order: named by the environment; left running by an
 * earlier start on this data folder; answering on its default port; a program at hand; a container; the package registries.
 */
import { join } from 'node:path';
import { foreign, withoutPassword } from './foreign.js';
import { mongodbKind } from './mongodb.js';
import { adopt, ownedByAnother, type OwnPlace } from './own-process.js';
import { listens } from './ports.js';
import { projectRoot } from './project-root.js';
import { redisKind } from './redis.js';
import type { Service, ServiceKind, ServiceName } from './service.js';
import { startService, type StartRequest } from './start-service.js';
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
  /**
   * How long a service that is not our own process may take to answer, in milliseconds. Default: 10,000 for one that the environment names (it may be starting
   * beside us), 120,000 for a container.
   */
  readonly patienceMs?: number;
  /** Ends the search early. */
  readonly signal?: AbortSignal;
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

interface Search extends StartRequest {
  readonly dataFolder: string;
  readonly isolated: boolean;
  readonly patienceMs: number;
}

/**
 * Finds or starts Temporal, MongoDB and Redis; when one cannot be had, ends those it started and throws what to do about it. Told to end by the signal, it ends all
 * that are ours and throws the signal's reason.
 */
export async function ensureServices(options: ServiceOptions = {}): Promise<Services> {
  const search = searchOf(options);
  const found = await Promise.allSettled(SERVICE_KINDS.map((kind) => ensureService(kind, search)));
  const services = found.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
  const failures = found.flatMap((result) => (result.status === 'rejected' ? [result.reason as Error] : []));
  if (search.signal.aborted) await stopEach(services);
  search.signal.throwIfAborted();
  if (failures.length > 0) {
    await stopEach(services.filter(({ name }) => search.started.includes(name)));
    throw new Error(failures.map(({ message }) => message).join('\n\n'), { cause: failures[0] });
  }
  return together(services, search.started);
}

const stopEach = async (services: readonly Service[]): Promise<void> => void (await Promise.all(services.map((one) => one.stop())));

function searchOf({ env = process.env, ...options }: ServiceOptions): Search {
  return {
    dataFolder: options.dataFolder ?? join(projectRoot(), '.data'),
    servicesFolder: options.servicesFolder ?? env['MOTCUA_SERVICES_DIR'] ?? join(projectRoot(), '.services'),
    isolated: options.isolated ?? false,
    env,
    progress: options.progress ?? (() => undefined),
    patienceMs: options.patienceMs ?? 10_000,
    containerMs: options.patienceMs ?? 120_000,
    signal: options.signal ?? new AbortController().signal,
    started: [],
  };
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
    stop: () => stopEach(services),
  };
}

async function ensureService(kind: ServiceKind, search: Search): Promise<Service> {
  const place: OwnPlace = { kind, folder: search.dataFolder, small: search.isolated };
  return (
    (await given(kind, search)) ?? (await adopt(place)) ?? (await metOnDefaultPort(kind, search)) ?? (await startService(place, search))
  );
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
