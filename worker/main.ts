/** Composition root of the worker: Temporal worker, outbox relay, sweeper, health. */
import { Client, Connection } from '@temporalio/client';
import { DefaultLogger, NativeConnection, Runtime, type Worker } from '@temporalio/worker';
import { type Logger, pino } from 'pino';
import { performAct } from '../api/use-cases/perform-act.js';
import { applyCalendarChanges } from '../api/use-cases/apply-calendar-changes.js';
import { receiveDossier } from '../api/use-cases/receive-dossier.js';
import { releaseHeld } from '../api/use-cases/release-held.js';
import { connectorsFrom } from '../connectors/connectors.js';
import { policiesIn } from '../connectors/partner-policy.js';
import { acknowledges } from '../notifications/crossed.js';
import { dispatchesFor, hearersIn } from '../notifications/dispatches.js';
import { duePolls } from '../notifications/due-polls.js';
import { startEarlyRounds } from '../notifications/early-rounds.js';
import type { FileLinked } from '../notifications/linked-dossiers.js';
import { mannersBy } from '../notifications/manners.js';
import { startOutboxRelay } from '../notifications/outbox-relay.js';
import { type Perform, SYSTEM } from '../notifications/perform.js';
import { createHands } from '../notifications/run-command.js';
import { DAY } from '../domain/time/instant.js';
import { openStore } from '../store/open-store.js';
import type { Intent, Store } from '../store/store.js';
import { again, type Repeated } from './again.js';
import { type Bundle, readBundle } from './bundle.js';
import { startComparing } from './comparing.js';
import { readConfig, type WorkerConfig } from './config.js';
import { dispatchDeps } from './dispatch-deps.js';
import { createDossierWorker } from './dossier-worker.js';
import { serveHealth } from './health.js';
import { forgetOldAccesses } from './retention.js';
import { registerSearchAttributes } from './search-attributes.js';
import { sparingly } from './sparing-log.js';
import { startSweeper } from './sweeper.js';
import { keepBundle, makeCurrent, olderBundles } from './versions.js';

const ASK_AGAIN_MS = 1_000;
/** Between looks for partners to be asked and for messages to be tried again. */
const LOOK_EVERY_MS = 1_000;
/** Between looks for revised calendars that were approved. */
const CALENDARS_EVERY_MS = 5_000;
/** Work under way gets this long when the process is told to stop; what does not finish is done again elsewhere. */
const GRACE = '10s';
/** A service that is away must not keep the process from ending. */
const STOP_WITHIN_MS = 15_000;

interface Parts {
  readonly config: WorkerConfig;
  readonly log: Logger;
  readonly store: Store;
  readonly client: Client;
  readonly native: NativeConnection;
}

async function main(log: Logger): Promise<void> {
  const config = readConfig(process.env);
  logTemporalTo(log);
  const bundle = await readBundle(config.bundlePath);
  const store = await whenThere('MongoDB', log, () => openStore({ uri: config.mongodbUri, derive: dispatchesFor(hearersIn(process.env)) }));
  const native = await whenThere('Temporal', log, () => NativeConnection.connect({ address: config.temporalAddress }));
  const connection = Connection.lazy({ address: config.temporalAddress });
  const client = new Client({ connection, namespace: config.namespace });
  const parts: Parts = { config, log, store, client, native };

  await whenThere('Temporal', log, () => registerSearchAttributes(connection, config.namespace));
  await keepBundle(store, bundle);
  const worker = await dossierWorker(parts, bundle, config.maxCachedDossiers);
  const running = [worker.run()];
  await makeCurrent(client.connection, { ...config, buildId: bundle.buildId });
  const older = await olderWorkers(parts, bundle.buildId);
  running.push(...older.map((each) => each.run()));

  const relay = startRelay(parts);
  const unhealed = sparingly(log, 'an unfinished act could not be finished yet');
  const onError = (error: unknown, intent?: Intent): void => unhealed(error, { dossier: intent?.dossierId });
  const sweeper = startSweeper({ store, client, staleMs: config.staleIntentMs, everyMs: config.sweepEveryMs, onError });
  const roster = keepRoster(parts);
  const retention = keepRetention(parts);
  const calendars = keepCalendars(parts);
  const health =
    config.healthPort === null ? null : serveHealth({ port: config.healthPort, host: config.host }, () => ready(worker, store));
  const stop = (): void => {
    [worker, ...older].forEach(shutDown);
    setTimeout(() => process.exit(0), STOP_WITHIN_MS).unref();
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, stop);
  log.info({ buildId: bundle.buildId, older: older.length }, 'the worker runs');

  // ends on a signal, or throws when a worker cannot go on: then whoever started this process starts it again
  await Promise.all(running);
  health?.close();
  await Promise.all([relay.stop(), sweeper.stop(), roster.stop(), retention.stop(), calendars.stop()]);
  await Promise.allSettled([native.close(), connection.close(), store.close()]);
}

function dossierWorker({ config, store, native }: Parts, bundle: Bundle, maxCachedWorkflows: number): Promise<Worker> {
  const { namespace, taskQueue, deployment } = config;
  const loadContent = (hash: string): Promise<unknown> => store.blobs.get(hash);
  return createDossierWorker({
    connection: native,
    namespace,
    taskQueue,
    deployment,
    bundle,
    store,
    loadContent,
    maxCachedWorkflows,
    shutdownGraceTime: GRACE,
  });
}

/** Dossiers stay on the version they were received under, so its code must run as long as one of them does. */
async function olderWorkers(parts: Parts, buildId: string): Promise<Worker[]> {
  const { config, log, store, client } = parts;
  const { bundles, lost } = await olderBundles(client.connection, store, { ...config, buildId });
  if (lost.length > 0) log.error({ buildIds: lost }, 'dossiers may stand still: the code of their version is not in the store');
  return Promise.all(bundles.map((each) => dossierWorker(parts, each, Math.ceil(config.maxCachedDossiers / 10))));
}

/** Carries out the engine's commands and listens to partners; what comes of it returns as acts of the system. */
function startRelay({ config, log, store, client }: Parts): { stop(): Promise<void> } {
  const connectors = connectorsFrom(process.env);
  const acting = { store, temporal: client, now: () => Date.now(), config };
  const policyOf = policiesIn(process.env);
  const perform: Perform = (dossierId, by, act, key) => performAct(acting, dossierId, by, act, key);
  const road = { ...{ store, connectors, policyOf, now: () => Date.now() }, perform, crossed: acknowledges(perform) };
  const fileLinked: FileLinked = async ({ agency, ...filing }, key) => {
    const id = await receiveDossier(acting, () => ({ agency, by: SYSTEM }), { ...filing, channel: 'online' }, key, '');
    return { id, number: (await store.dossiers.get(id))!.number };
  };
  const { dispatches, close } = dispatchDeps(config, process.env, road);
  const hands = createHands({ ...road, dispatches, fileLinked });
  const { redisUrl, redisPrefix: prefix, outboxPollMs: pollMs } = config;
  const relay = startOutboxRelay({
    ...{ store, redisUrl, prefix, pollMs, ...hands },
    mannerOf: mannersBy(policyOf, store),
    polls: duePolls(road, LOOK_EVERY_MS),
    onError: sparingly(log, 'the outbox waits'),
  });
  const portal = dispatches.portal?.portal;
  const comparing = startComparing(config, { ...road, store, publicUrl: config.publicUrl, ...(portal && { portal }) }, log);
  const early = startEarlyRounds(road, LOOK_EVERY_MS, sparingly(log, 'messages that came too early wait'));
  return {
    stop: async () => {
      await Promise.all([relay.stop(), early.stop(), comparing.stop()]).finally(close);
    },
  };
}

/** Nothing stalls on one person: what somebody away holds goes back to its pool. */
function keepRoster({ config, log, store, client }: Parts): Repeated {
  const acting = { store, temporal: client, now: () => Date.now(), config };
  const stuck = sparingly(log, 'a task of somebody away could not be released yet');
  const sweep = async (): Promise<void> => {
    const { tasks, errors } = await releaseHeld(acting);
    errors.forEach((error) => stuck(error));
    if (tasks.length > 0) log.info({ tasks: tasks.length }, 'tasks of those who are away went back to their pools');
  };
  return again(config.rosterSweepMs, sweep, (error) => stuck(error));
}

/** Revised calendars that two have decided on reach the open dossiers. */
function keepCalendars({ config, log, store, client }: Parts): Repeated {
  const acting = { store, temporal: client, now: () => Date.now(), config };
  const waiting = sparingly(log, 'a revised calendar could not reach a dossier yet');
  const look = async (): Promise<void> => {
    const { dossiers, errors } = await applyCalendarChanges(acting);
    errors.forEach((error) => waiting(error));
    if (dossiers > 0) log.info({ dossiers }, 'a revised calendar was applied');
  };
  return again(CALENDARS_EVERY_MS, look, (error) => waiting(error));
}

/** Who saw what is forgotten when the organisation says so. */
function keepRetention({ log, store }: Parts): Repeated {
  const waiting = sparingly(log, 'old accesses could not be forgotten yet');
  return again(
    DAY,
    async () => void (await forgetOldAccesses(store, Date.now())),
    (error) => waiting(error),
  );
}

async function ready(worker: Worker, store: Store): Promise<void> {
  if (worker.getState() !== 'RUNNING') throw new Error(`the Temporal worker is ${worker.getState().toLowerCase()}`);
  await store.ping();
}

function shutDown(worker: Worker): void {
  if (worker.getState() === 'RUNNING') worker.shutdown();
}

/** Services start in any order, and may be away for a while: asked until they answer. */
async function whenThere<T>(name: string, log: Logger, attempt: () => Promise<T>): Promise<T> {
  const away = sparingly(log, `${name} does not answer yet`);
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      away(error);
      await new Promise((resolve) => setTimeout(resolve, ASK_AGAIN_MS));
    }
  }
}

function logTemporalTo(log: Logger): void {
  const levels = { TRACE: 'trace', DEBUG: 'debug', INFO: 'info', WARN: 'warn', ERROR: 'error' } as const;
  const logger = new DefaultLogger('WARN', ({ level, message, meta }) => log[levels[level]]({ ...meta }, message));
  Runtime.install({ logger, shutdownSignals: [] });
}

const log = pino({ name: 'motcua-worker' });
main(log).catch((error: unknown) => {
  log.fatal({ err: error }, 'the worker cannot go on');
  process.exit(1);
});
