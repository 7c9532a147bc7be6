import type { Instant } from '../domain/time/instant.js';
import type { Collections } from './collections.js';
import { pageOf, startOf } from './lists/page.js';
import { instantKey, sortKey } from './lists/sort-key.js';
import { type OutboxDocument, UNTOLD } from './schemas/outbox-schema.js';
import type { OutboxRow } from './outgoing.js';
import type { Page, PageRequest, Store } from './store.js';

/** The relay marks rows queued while the queue carries them out: what is over stays over. */
const NOT_OVER = { state: { $nin: ['done', 'dead', 'given up'] } } as const;
const FAILURES_REMEMBERED = 20;

export function outboxIn(collections: Collections): Store['outbox'] {
  const { outbox } = collections;
  return {
    async waiting(limit) {
      const found = await outbox.find({ state: 'waiting' }).sort({ order: 1 }).hint('waiting').limit(limit).lean();
      return found.map(toRow);
    },
    async queue(ids) {
      await outbox.updateMany({ _id: { $in: [...ids] }, ...NOT_OVER }, { $set: { state: 'queued', since: Date.now() } });
    },
    async mark(id, state, error) {
      const failed = error !== undefined && { $inc: { attempts: 1 } };
      await outbox.updateOne(
        { _id: id, ...(state === 'queued' && NOT_OVER) },
        { $set: { state, since: Date.now(), ...lastError(error) }, ...failed, ...remembered(error) },
      );
    },
    async note(id, error) {
      await outbox.updateOne({ _id: id }, { $set: { since: Date.now(), ...lastError(error) }, ...remembered(error) });
    },
    async revive(id, to, from = 'dead') {
      const revived = await outbox.updateOne({ _id: id, state: from }, { $set: { state: to, since: Date.now(), attempts: 0 } });
      return revived.modifiedCount === 1;
    },
    async requeue(queuedBefore) {
      const lost = { state: 'queued', since: { $lt: queuedBefore } } as const;
      return (await outbox.updateMany(lost, { $set: { state: 'waiting', since: Date.now() } })).modifiedCount;
    },
    async get(id) {
      const found = await outbox.findById(id).lean();
      return found && toRow(found);
    },
    async states(ids) {
      const found = await outbox.find({ _id: { $in: [...ids] } }, { state: 1 }).lean();
      return new Map(found.map(({ _id, state }) => [_id, state]));
    },
    async add({ id, dossierId, command }) {
      const now = Date.now();
      const row = { dossierId, command, createdAt: now, attempts: 0, state: 'waiting', since: now, order: sortKey(now, id) } as const;
      await outbox.updateOne({ _id: id }, { $setOnInsert: row }, { upsert: true });
    },
    dead: (page) => deadRows(collections, page),
    untold: (before, page) => untoldRows(collections, before, page),
  };
}

const lastError = (error: string | undefined) => error !== undefined && { lastError: error };

function remembered(error: string | undefined) {
  return error !== undefined && { $push: { history: { $each: [{ at: Date.now(), error }], $slice: -FAILURES_REMEMBERED } } };
}

async function deadRows({ outbox }: Collections, page: PageRequest): Promise<Page<OutboxRow>> {
  const after = startOf(page);
  const found = await outbox
    .find({ state: 'dead', ...(after && { order: { $lt: after } }) })
    .sort({ order: -1 })
    .hint('dead')
    .limit(page.limit + 1)
    .lean();
  return pageOf(found, page, (row) => row.order, toRow);
}

async function untoldRows({ outbox }: Collections, before: Instant, page: PageRequest): Promise<Page<OutboxRow>> {
  const after = startOf(page);
  const found = await outbox
    .find({ ...UNTOLD, order: { ...(after && { $gt: after }), $lt: instantKey(before) } } as never)
    .sort({ order: 1 })
    .hint('untold')
    .limit(page.limit + 1)
    .lean();
  return pageOf(found, page, (row) => row.order, toRow);
}

function toRow({ _id, since: _since, order: _order, ...row }: OutboxDocument): OutboxRow {
  return { id: _id, ...row };
}
