import type { Collections } from './collections.js';
import { pageOf, startOf } from './lists/page.js';
import type { OutboxDocument } from './schemas/outbox-schema.js';
import type { OutboxRow, Page, PageRequest, Store } from './store.js';

export function outboxIn(collections: Collections): Store['outbox'] {
  const { outbox } = collections;
  return {
    async waiting(limit) {
      const found = await outbox.find({ state: 'waiting' }).sort({ order: 1 }).hint('waiting').limit(limit).lean();
      return found.map(toRow);
    },
    async mark(id, state, error) {
      const failed = error !== undefined && { $inc: { attempts: 1 } };
      await outbox.updateOne(
        // the relay marks rows queued while the queue carries them out: what is done stays done
        { _id: id, ...(state === 'queued' && { state: { $nin: ['done', 'dead'] } }) },
        { $set: { state, since: Date.now(), ...(error !== undefined && { lastError: error }) }, ...failed },
      );
    },
    async requeue(queuedBefore) {
      const lost = { state: 'queued', since: { $lt: queuedBefore } } as const;
      return (await outbox.updateMany(lost, { $set: { state: 'waiting', since: Date.now() } })).modifiedCount;
    },
    async get(id) {
      const found = await outbox.findById(id).lean();
      return found && toRow(found);
    },
    dead: (page) => deadRows(collections, page),
  };
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

function toRow({ _id, since: _since, order: _order, ...row }: OutboxDocument): OutboxRow {
  return { id: _id, ...row };
}
