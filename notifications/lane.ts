import { DelayedError, type Job, Queue, Worker } from 'bullmq';
import { Redis } from 'ioredis';
import type { Instant } from '../domain/time/instant.js';

/** One queue and its worker: a partner that is away holds up its own lane only. */
export interface Lane {
  /** Errands that are in the lane already are left alone. Rejects when Redis is away. */
  add(errands: readonly Errand[]): Promise<void>;
  close(): Promise<void>;
}

/** To carry out the command of an outbox row, or to ask about a sent referral. */
export interface Errand {
  readonly kind: 'command' | 'poll';
  readonly id: string;
}

/** `again`: not done, to be tried then. `back`: the other side answers again after it did not: what waits for its next try need not wait longer. */
export type Outcome = { readonly again: Instant } | { readonly back: boolean };

export interface LaneOptions {
  readonly redisUrl: string;
  readonly prefix: string;
  /** Does an errand. What it throws (the store is away) is no outcome: it is called again. */
  readonly work: (errand: Errand) => Promise<Outcome>;
  /** Errands begun in a minute; null: as many as come. */
  readonly perMinute: number | null;
  readonly onError: (error: Error) => void;
}

const CONCURRENCY = 8;
/**
 * What a killed worker had in hand is taken up again after 10 to 15 seconds (BullMQ's own: 30 to 60), and however often that happens: the row counts the tries.
 * A worker that stood still so long does a command twice, which every command bears.
 */
const AFTER_A_CRASH = { lockDuration: 10_000, stalledInterval: 5_000, maxStalledCount: 1_000 } as const;
/** Milliseconds that running commands have to finish when the lane closes; longer than a partner's time to answer. */
const PATIENCE = 12_000;
/** While the store is away; afterwards the sweep adds the errand again. */
const UNTIL_THE_STORE_IS_BACK = { attempts: 60, backoff: { type: 'fixed', delay: 5_000 } } as const;
const MINUTE = 60_000;
const SECOND = 1_000;

export function openLane(name: string, options: LaneOptions): Lane {
  // Adding fails at once when Redis is away (the sweep adds again); a worker waits for it.
  const closing = new AbortController();
  const adding = connect(options, 1, closing.signal);
  const working = connect(options, null, closing.signal);
  const queue = new Queue(name, { connection: adding, prefix: options.prefix, skipWaitingForReady: true });
  const worker = new Worker(name, processorOf(queue, options), {
    connection: working,
    prefix: options.prefix,
    concurrency: CONCURRENCY,
    ...AFTER_A_CRASH,
    ...limiterOf(options.perMinute),
    removeOnComplete: { count: 0 },
    removeOnFail: { count: 0 },
  });
  queue.on('error', options.onError);
  worker.on('error', options.onError);
  return {
    add: async (errands) => void (await queue.addBulk(errands.map(jobOf))),
    close: () => (closing.abort(), close(worker, queue, [adding, working])),
  };
}

const jobOf = ({ kind, id }: Errand) => ({ name: kind, data: { id }, opts: { ...UNTIL_THE_STORE_IS_BACK, jobId: `${kind}-${id}` } });

/** Spread over the minute: a partner that takes 600 a minute need not take them in one second. */
function limiterOf(perMinute: number | null) {
  if (perMinute === null) return {};
  const perSecond = Math.floor((perMinute * SECOND) / MINUTE);
  return { limiter: perSecond >= 1 ? { max: perSecond, duration: SECOND } : { max: 1, duration: Math.ceil(MINUTE / perMinute) } };
}

/** The worker makes connections of its own after this one's options: they give up on the same signal. */
function connect({ redisUrl, onError }: LaneOptions, maxRetriesPerRequest: number | null, closing: AbortSignal): Redis {
  const retryStrategy = (times: number) => (closing.aborted ? null : Math.min(50 * times, 2000));
  const connection = new Redis(redisUrl, { maxRetriesPerRequest, retryStrategy });
  connection.on('error', onError);
  return connection;
}

function processorOf(queue: Queue, { work }: LaneOptions): (job: Job, token?: string) => Promise<void> {
  return async (job, token) => {
    const outcome = await work({ kind: job.name as Errand['kind'], id: (job.data as { id: string }).id });
    if ('again' in outcome) {
      await job.moveToDelayed(outcome.again, token);
      throw new DelayedError();
    }
    if (outcome.back) await queue.promoteJobs();
  };
}

/** Running commands are let finish; a Redis that is away must not hold up the end. */
async function close(worker: Worker, queue: Queue, connections: readonly Redis[]): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const reachable = connections.every((connection) => connection.status === 'ready');
  const patience = new Promise<void>((resolve) => (timer = setTimeout(resolve, reachable ? PATIENCE : 0)));
  await Promise.race([worker.close().then(() => queue.close()), patience]).catch(() => undefined);
  clearTimeout(timer);
  for (const connection of connections) connection.disconnect();
}
