import type { ClientSession, Connection } from 'mongoose';
import type { Collections } from '../collections.js';
import { RecentlyUsed } from '../recently-used.js';
import type { SettleSoon } from '../settled-intents.js';
import type { Derive } from '../outgoing.js';
import type { Projectable } from '../store.js';
import { batchOf, type Batch } from './batch.js';
import { HEAD_FIELDS, type Head } from './head.js';
import { HeadMoved, writeBatch } from './write-batch.js';

/** Heads this process wrote last: the next act on the same dossier need not read it again. */
const KEPT_HEADS = 2_000;

/** Facts on disk on most members before anybody is told that they are stored. */
const TRANSACTION = { readConcern: { level: 'snapshot' }, writeConcern: { w: 'majority', j: true } } as const;

/** Writes items in one transaction and settles their intents; answers which were refused and why. Throws when the transaction as a whole cannot be. */
export type Projector = (items: readonly Projectable[]) => Promise<Batch['refused']>;

export interface ProjectorOptions {
  readonly settle: SettleSoon;
  /** What others must hear of because of what is written. */
  readonly derive: Derive;
}

export function projectorInto(connection: Connection, collections: Collections, { settle, derive }: ProjectorOptions): Projector {
  const heads = new RecentlyUsed<Head>(KEPT_HEADS);

  /** A head that is remembered may be old. If an item does not fit it, or it has moved, everything is read again inside the transaction. */
  const attempt = async (items: readonly Projectable[], session: ClientSession, remembered: boolean): Promise<Batch> => {
    const known = remembered ? await recall(items, session) : await read(collections, idsOf(items), session);
    const batch = batchOf(items, known);
    if (remembered && batch.refused.size > 0) throw new HeadMoved();
    await writeBatch(collections, batch.growths, derive, session);
    return batch;
  };

  const recall = async (items: readonly Projectable[], session: ClientSession): Promise<Map<string, Head>> => {
    const ids = idsOf(items);
    const known = new Map(ids.flatMap((id) => pairOf(id, heads.get(id))));
    const unknown = ids.filter((id) => !known.has(id));
    return unknown.length === 0 ? known : new Map([...known, ...(await read(collections, unknown, session))]);
  };

  return async (items) => {
    const session = await connection.startSession();
    try {
      const batch = await inTransaction(session, (remembered) => attempt(items, session, remembered));
      for (const { head } of batch.growths) heads.set(head._id, head);
      settle(batch.growths.flatMap(({ taken }) => taken.flatMap(({ intent }) => intent ?? [])));
      return batch.refused;
    } catch (error) {
      for (const id of idsOf(items)) heads.delete(id);
      throw error;
    } finally {
      await session.endSession();
    }
  };
}

/** Runs the work until it commits; only its first run may rely on what is remembered. */
async function inTransaction(session: ClientSession, work: (remembered: boolean) => Promise<Batch>): Promise<Batch> {
  let runs = 0;
  const once = (): Promise<Batch> => session.withTransaction(() => work(runs++ === 0), TRANSACTION);
  try {
    return await once();
  } catch (error) {
    if (error instanceof HeadMoved) return once();
    throw error;
  }
}

async function read({ dossiers }: Collections, ids: readonly string[], session: ClientSession): Promise<Map<string, Head>> {
  const found = await dossiers.collection.find({ _id: { $in: ids } } as never, { session, projection: HEAD_FIELDS }).toArray();
  return new Map((found as unknown as Head[]).map((head) => [head._id, head]));
}

function idsOf(items: readonly Projectable[]): string[] {
  return [...new Set(items.map((item) => item.dossierId))];
}

function pairOf(id: string, head: Head | undefined): [string, Head][] {
  return head ? [[id, head]] : [];
}
