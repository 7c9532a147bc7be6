/** What goes out: commands of the engine, and what an installation tells others by itself. Plain values, as in `store.ts`. */
import type { Command } from '../domain/engine/command.js';
import type { NoteId, RunId } from '../domain/engine/event.js';
import type { Fact } from '../domain/engine/fact.js';
import type { DossierView } from '../domain/engine/view.js';
import type { Instant } from '../domain/time/instant.js';
import type { Page, PageRequest } from './store.js';

/**
 * What an installation tells others because of what has happened, though the engine does not ask for it: derived from new facts and commands in the transaction that
 * stores them, so that no change is lost. `key` is unique within the dossier, as that of a command is.
 */
export type Dispatch = { readonly key: string } & DispatchBody;

export type DispatchBody =
  /** Tell the national portal how the dossier stands after this fact. */
  | {
      readonly type: 'sync portal';
      readonly factNo: number;
      /** Under an id of its own: the portal lost it, or says otherwise. */ readonly again?: true;
    }
  /** Register an obligation with the payment platform, so that the applicant can pay it there. */
  | {
      readonly type: 'request payment';
      readonly reference: string;
      /** From 2: the orders before it failed. */ readonly order?: number;
    }
  /** Ask it where the receipt of a payment is. */
  | { readonly type: 'request bill'; readonly reference: string }
  /** Write to the applicant. */
  | { readonly type: 'send letter'; readonly occasion: string; readonly note?: NoteId }
  /** Tell the land system of this fact, where it has the dossier and the fact concerns it. */
  | { readonly type: 'tell land'; readonly factNo: number }
  /** Look which dead letters of the dossier nobody waits for any more. */
  | { readonly type: 'settle letters' }
  /** Write to the office behind an outside system. */
  | { readonly type: 'write to partner'; readonly connector: string; readonly run: RunId; readonly about: string };

/** One dossier's new facts and commands, and how it stood before them. */
export interface Changed {
  readonly before: DossierView | null;
  readonly facts: readonly Fact[];
  readonly commands: readonly Command[];
}

export type Derive = (changed: Changed) => readonly Dispatch[];

export interface OutboxRow {
  /** `<dossierId>-<command key>`, safe as a BullMQ job id (no colon). */
  readonly id: string;
  readonly dossierId: string;
  readonly command: Command | Dispatch;
  readonly createdAt: Instant;
  /** Tries that count towards the last, since it was made or sent again. */
  readonly attempts: number;
  readonly state: 'waiting' | 'queued' | 'done' | 'dead' | 'given up';
  readonly lastError?: string;
  /** The latest failures, oldest first. */
  readonly history?: readonly { readonly at: Instant; readonly error: string }[];
}

export interface OutboxStore {
  waiting(limit: number): Promise<readonly OutboxRow[]>;
  /** Marks rows `queued`, many at once. Never takes back one that is over: relay and queue may cross. */
  queue(ids: readonly string[]): Promise<void>;
  /** Counts an attempt when an error is given. `queued` never takes back a row that is over. */
  mark(id: string, state: OutboxRow['state'], error?: string): Promise<void>;
  /** Notes a failure that does not count: nothing could have been sent then. */
  note(id: string, error: string): Promise<void>;
  /** Makes a row that is over, dead unless said, `waiting` again, its tries counted anew, or gives it up for good. False when it is in another state. */
  revive(id: string, to: 'waiting' | 'given up', from?: 'dead' | 'done'): Promise<boolean>;
  /** Makes rows `waiting` again that have been `queued` since before this instant (the queue lost them); answers how many. */
  requeue(queuedBefore: Instant): Promise<number>;
  get(id: string): Promise<OutboxRow | null>;
  /** Of those rows that there are. */
  states(ids: readonly string[]): Promise<ReadonlyMap<string, OutboxRow['state']>>;
  /** A row that no fact asked for: an officer did. Idempotent by id. */
  add(row: Pick<OutboxRow, 'id' | 'dossierId' | 'command'>): Promise<void>;
  dead(page: PageRequest): Promise<Page<OutboxRow>>;
  /** News of linked dossiers, made before this instant, that the dossiers waiting for them have not heard; the oldest first. */
  untold(before: Instant, page: PageRequest): Promise<Page<OutboxRow>>;
}
