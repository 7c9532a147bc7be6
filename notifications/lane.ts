import { type Job, Queue, UnrecoverableError, Worker } from 'bullmq';
import { Redis } from 'ioredis';
import type { OutboxRow, Store } from '../store/store.js';
import { PermanentFailure } from '../connectors/failure.js';
import { delayAfter, type Retry } from './retry.js';

/** One queue and its worker: a partner that is away holds up its own lane only. */
export interface Lane {
  /** Rows that are in the lane already are left alone. Rejects when Redis is away. */
  add(ids: readonly string[]): Promise<void>;
  close(): Promise<void>;
}

export interface LaneOptions {
  readonly store: Pick<Store, 'outbox'>;
  readonly redisUrl: string;
  readonly prefix: string;
  readonly retry: Retry;
  readonly runCommand: (row: OutboxRow) => Promise<void>;
  /** Told once when a row is given up, before it is marked dead. */
  readonly giveUp?: (row: OutboxRow, error: Error) => Promise<void>;
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
    removeOnComplete: { count: 0 },
    removeOnFail: { count: 0 },
    settings: { backoffStrategy: (made) => delayAfter(made, options.retry, Math.random()) },
  });
  queue.on('error', options.onError);
  worker.on('error', options.onError);
  const job = { attempts: options.retry.attempts, backoff: { type: 'custom' } };
  return {
    add: async (ids) => void (await queue.addBulk(ids.map((id) => ({ name: 'command', data: {}, opts: { ...job, jobId: id } })))),
    close: () => (closing.abort(), close(worker, queue, [adding, working])),
  };
}

/** The worker makes connections of its own after this one's options: they give up on the same signal. */
function connect({ redisUrl, onError }: LaneOptions, maxRetriesPerRequest: number | null, closing: AbortSignal): Redis {
  const retryStrategy = (times: number) => (closing.aborted ? null : Math.min(50 * times, 2000));
  const connection = new Redis(redisUrl, { maxRetriesPerRequest, retryStrategy });
  connection.on('error', onError);
  return connection;
}

/** The row, not the job, says whether there is anything to do: a job may come twice, its row is done once. */
function processorOf(queue: Queue, options: LaneOptions): (job: Job) => Promise<void> {
  let failing = false;
  return async (job) => {
    const row = await options.store.outbox.get(job.id!);
    if (!row || row.state === 'done' || row.state === 'dead') return;
    try {
      await options.runCommand(row);
    } catch (error) {
      failing = true;
      throw await failed(job, row, error as Error, options);
    }
    await options.store.outbox.mark(row.id, 'done');
    if (failing) {
      // The partner is back: what waits for its next try need not wait longer.
      failing = false;
      await queue.promoteJobs();
    }
  };
}

async function failed(job: Job, row: OutboxRow, error: Error, options: LaneOptions): Promise<Error> {
  const last = error instanceof PermanentFailure || job.attemptsMade + 1 >= options.retry.attempts;
  if (last) await options.giveUp?.(row, error);
  await options.store.outbox.mark(row.id, last ? 'dead' : 'queued', error.message.slice(0, 500));
  return last ? new UnrecoverableError(error.message) : error;
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
