import { PartnerAway, PermanentFailure } from '../connectors/failure.js';
import type { Retry } from '../connectors/policy.js';
import { DAY } from '../domain/time/instant.js';
import type { OutboxRow } from '../store/outgoing.js';
import type { Store } from '../store/store.js';
import type { Gate, Passage } from './gate.js';
import type { Outcome } from './lane.js';
import { delayAfter } from './retry.js';

export interface CarryOutOptions {
  readonly store: Pick<Store, 'outbox'>;
  readonly gate: Gate;
  readonly retry: Retry;
  /** Does what the row says. Must bear being called twice. */
  readonly runCommand: (row: OutboxRow) => Promise<void>;
  /** Told once when a row is given up, before it is marked dead. */
  readonly giveUp?: (row: OutboxRow, error: Error) => Promise<void>;
  /** Told of a try in vain that is not the last. */
  readonly wait?: (row: OutboxRow, error: Error) => Promise<void>;
}

/** After this much waiting for a partner that is away, each look is told of. */
const LONG = DAY;

/** The row, not the job, says whether there is anything to do: a job may come twice, its row is done once. */
export function carriesOut(options: CarryOutOptions): (id: string) => Promise<Outcome> {
  const { store, gate, runCommand } = options;
  let failing = false;
  return async (id) => {
    const row = await store.outbox.get(id);
    if (!row || row.state === 'done' || row.state === 'dead' || row.state === 'given up') return { back: false };
    const passage = await gate.enter();
    if ('closedUntil' in passage) {
      failing ||= passage.why === 'away';
      if (passage.why === 'away' && Date.now() - row.createdAt > LONG) await options.wait?.(row, new PartnerAway('the partner is away'));
      return { again: passage.closedUntil };
    }
    try {
      await runCommand(row);
    } catch (error) {
      failing = true;
      return failed(options, row, passage, error as Error);
    }
    await Promise.all([store.outbox.mark(row.id, 'done'), passage.answered()]);
    const back = failing;
    failing = false;
    return { back };
  };
}

/** A refusal is an answer too: the partner is there. */
async function failed(options: CarryOutOptions, row: OutboxRow, passage: Passage, error: Error): Promise<Outcome> {
  const { store, retry } = options;
  const reason = error.message.slice(0, 500);
  const again = { again: Date.now() + delayAfter(row.attempts + 1, retry, Math.random()) };
  if (error instanceof PermanentFailure) await passage.answered();
  else if (error instanceof PartnerAway && !(await passage.unanswered(error.what)).counts) {
    await Promise.all([store.outbox.note(row.id, reason), options.wait?.(row, error)]);
    return again;
  }
  const last = error instanceof PermanentFailure || row.attempts + 1 >= retry.attempts;
  await (last ? options.giveUp : options.wait)?.(row, error);
  await store.outbox.mark(row.id, last ? 'dead' : 'queued', reason);
  return last ? { back: false } : again;
}
