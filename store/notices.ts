import type { Collections } from './collections.js';
import { pageOf, startOf } from './lists/page.js';
import { sortKey } from './lists/sort-key.js';
import { queueOf, queuesOfSeat } from './schemas/task-schema.js';
import type { NoticeDocument } from './schemas/small-schemas.js';
import type { Store, StoredNotice } from './store.js';

export function noticesIn({ notices }: Collections): Store['notices'] {
  return {
    async put({ id, ...notice }) {
      const row = { ...notice, queue: queueOf(notice.agency ?? null, notice.role ?? null), order: sortKey(notice.at, id) };
      await notices.updateOne({ _id: id }, { $setOnInsert: row }, { upsert: true });
    },
    of: async (dossierId) => (await notices.find({ dossierId }).sort({ order: 1 }).lean()).map(toNotice),
    async list(seats, page) {
      const after = startOf(page);
      const queues = seats && { queue: { $in: seats.flatMap(queuesOfSeat) } };
      const found = await notices
        .find({ ...queues, ...(after && { order: { $lt: after } }) })
        .sort({ order: -1 })
        .limit(page.limit + 1)
        .lean();
      return pageOf(found, page, (row) => row.order, toNotice);
    },
  };
}

function toNotice({ _id, queue: _queue, order: _order, ...notice }: NoticeDocument): StoredNotice {
  return { id: _id, ...notice };
}
