import type { SentReferral } from '../store/road.js';
import type { Store } from '../store/store.js';
import { type CarryOutOptions, carriesOut } from './carry-out.js';
import type { Gate } from './gate.js';
import { type Errand, type Lane, openLane, type Outcome } from './lane.js';
import { laneOf, laneOfConnector } from './lanes.js';
import { startLoop } from './loop.js';
import type { Manner } from './manners.js';

export interface RelayOptions {
  readonly store: Pick<Store, 'outbox'>;
  readonly redisUrl: string;
  /** Of all keys in Redis, so that several installations can share one. */
  readonly prefix: string;
  /** Of `createHands`. */
  readonly runCommand: CarryOutOptions['runCommand'];
  readonly giveUp?: CarryOutOptions['giveUp'];
  readonly wait?: CarryOutOptions['wait'];
  /** How each lane is worked off. */
  readonly mannerOf: (lane: string) => Manner;
  /** Referrals to be asked about; absent: nobody is asked. */
  readonly polls?: Polls;
  /** Milliseconds between looks at the outbox. */
  readonly pollMs: number;
  /** Milliseconds between sweeps, which queue again what is queued but not done; five minutes when absent. */
  readonly sweepMs?: number;
  /** Told of trouble that mends itself: Redis or MongoDB away. */
  readonly onError?: (error: Error) => void;
}

export interface Polls {
  /** Those whose time to ask has come. */
  due(): Promise<readonly Pick<SentReferral, 'id' | 'connector'>[]>;
  /** Asks about one, through the gate of its partner. */
  readonly work: (gate: Gate) => (id: string) => Promise<Outcome>;
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
      await sendPolls(options, lanes);
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

/** Marked before added: a row marked after its job has run would be done twice. What could not be added is found by the sweep. */
async function relay({ store }: RelayOptions, lanes: Lanes): Promise<void> {
  const rows = (await store.outbox.waiting(BATCH)).filter((row) => row.state === 'waiting');
  if (rows.length === 0) return;
  await store.outbox.queue(rows.map((row) => row.id));
  await lanes.add(rows.map((row) => [laneOf(row.command), { kind: 'command', id: row.id }]));
}

/** In the partner's own lane, so that its hours, its rate and whether it is there count for questions as they do for messages. */
async function sendPolls({ polls }: RelayOptions, lanes: Lanes): Promise<void> {
  const due = (await polls?.due()) ?? [];
  await lanes.add(due.map(({ id, connector }) => [laneOfConnector(connector), { kind: 'poll', id }]));
}

interface Lanes {
  add(errands: readonly (readonly [lane: string, errand: Errand])[]): Promise<void>;
  all(): readonly Lane[];
}

function createLanes(options: RelayOptions): Lanes {
  const open = new Map<string, Lane>();
  const laneNamed = (name: string): Lane => {
    const known = open.get(name) ?? laneFor(name, options);
    open.set(name, known);
    return known;
  };
  return {
    add: async (errands) => {
      const names = new Set(errands.map(([lane]) => lane));
      const of = (name: string): Errand[] => errands.flatMap(([lane, errand]) => (lane === name ? [errand] : []));
      await Promise.all([...names].map((name) => laneNamed(name).add(of(name))));
    },
    all: () => [...open.values()],
  };
}

function laneFor(name: string, options: RelayOptions): Lane {
  const { redisUrl, prefix, mannerOf, polls, onError = () => undefined } = options;
  const { perMinute, ...manner } = mannerOf(name);
  const [command, poll] = [carriesOut({ ...options, ...manner }), polls?.work(manner.gate)];
  const work = ({ kind, id }: Errand) => (kind === 'poll' ? (poll?.(id) ?? Promise.resolve({ back: false })) : command(id));
  return openLane(name, { redisUrl, prefix, perMinute, onError, work });
}
