import { setTimeout } from 'node:timers/promises';
import type { Command } from '../domain/engine/command.js';
import type { Dispatch, OutboxRow, Store } from '../store/store.js';
import { type CarryOutOptions, carriesOut } from './carry-out.js';
import { type Lane, openLane } from './lane.js';
import type { Manner } from './manners.js';

export interface RelayOptions {
  readonly store: Pick<Store, 'outbox'>;
  readonly redisUrl: string;
  /** Of all keys in Redis, so that several installations can share one. */
  readonly prefix: string;
  /** Of `createHands`. */
  readonly runCommand: CarryOutOptions['runCommand'];
  readonly giveUp?: CarryOutOptions['giveUp'];
  /** How each lane is worked off. */
  readonly mannerOf: (lane: string) => Manner;
  /** Milliseconds between looks at the outbox. */
  readonly pollMs: number;
  /** Milliseconds between sweeps, which queue again what is queued but not done; five minutes when absent. */
  readonly sweepMs?: number;
  /** Told of trouble that mends itself: Redis or MongoDB away. */
  readonly onError?: (error: Error) => void;
}

export interface Relay {
  stop(): Promise<void>;
}

const BATCH = 500;
const PAUSE_AFTER_TROUBLE = 1000;

/**
 * Moves outbox rows to BullMQ and has them done: waiting -> queued -> done, or dead after the last try. MongoDB is the truth and Redis only the schedule: a
 * row counts as done when MongoDB says so, and what Redis has lost is queued again.
 */
export function startOutboxRelay(options: RelayOptions): Relay {
  const lanes = createLanes(options);
  const sweepMs = options.sweepMs ?? 300_000;
  let sweepAt = 0;
  const loop = startLoop(async () => {
    try {
      const due = Date.now() >= sweepAt;
      if (due) await options.store.outbox.requeue(Date.now());
      await relay(options, lanes);
      if (due) sweepAt = Date.now() + sweepMs;
      return options.pollMs;
    } catch (error) {
      sweepAt = 0;
      options.onError?.(error as Error);
      return Math.max(options.pollMs, PAUSE_AFTER_TROUBLE);
    }
  });
  return {
    stop: async () => {
      await loop.stop();
      await Promise.all(lanes.all().map((lane) => lane.close()));
    },
  };
}

/** Lane of a command: one for each connector, so that partners do not wait for each other. */
export function laneOf(command: Command | Dispatch): string {
  switch (command.type) {
    case 'send handoff':
    case 'cancel handoff':
      return `connector-${command.connector}`;
    case 'run automatic':
      return 'automatic';
    case 'notify':
    case 'issue paper':
      return 'notices';
    case 'sync portal':
      return 'connector-national-portal';
    case 'request payment':
      return 'connector-treasury';
    case 'send letter':
      return 'letters';
  }
}

/** Marked before added: a row marked after its job has run would be done twice. What could not be added is found by the sweep. */
async function relay({ store }: RelayOptions, lanes: Lanes): Promise<void> {
  const rows = (await store.outbox.waiting(BATCH)).filter((row) => row.state === 'waiting');
  await Promise.all(rows.map((row) => store.outbox.mark(row.id, 'queued')));
  await lanes.add(rows);
}

interface Lanes {
  add(rows: readonly OutboxRow[]): Promise<void>;
  all(): readonly Lane[];
}

function createLanes(options: RelayOptions): Lanes {
  const open = new Map<string, Lane>();
  const lane = (name: string): Lane => {
    const known = open.get(name) ?? laneFor(name, options);
    open.set(name, known);
    return known;
  };
  return {
    add: async (rows) => {
      const names = new Set(rows.map((row) => laneOf(row.command)));
      await Promise.all([...names].map((name) => lane(name).add(rows.filter((row) => laneOf(row.command) === name).map((row) => row.id))));
    },
    all: () => [...open.values()],
  };
}

function laneFor(name: string, options: RelayOptions): Lane {
  const { redisUrl, prefix, mannerOf, onError = () => undefined } = options;
  const { perMinute, ...manner } = mannerOf(name);
  return openLane(name, { redisUrl, prefix, perMinute, onError, work: carriesOut({ ...options, ...manner }) });
}

/** Runs again and again, never twice at once, with the pause that each run asks for. */
function startLoop(run: () => Promise<number>): { stop(): Promise<void> } {
  const stop = new AbortController();
  const done = (async () => {
    while (!stop.signal.aborted) {
      const pause = await run();
      await setTimeout(pause, undefined, { signal: stop.signal }).catch(() => undefined);
    }
  })();
  return { stop: () => (stop.abort(), done) };
}
