import type { Collections } from './collections.js';
import { pageOf, startOf } from './lists/page.js';
import { instantKey } from './lists/sort-key.js';
import { listsSought, MATTERS_BY_LIST, type MatterDocument } from './schemas/matter-schema.js';
import type { MatterQuery, MattersStore, StoredMatter } from './asked.js';

export function mattersIn({ matters }: Collections): MattersStore {
  return {
    async list(query, page) {
      const rows = matters.collection.find(matterFilter(query, startOf(page)) as never, {
        sort: { order: 1 },
        hint: MATTERS_BY_LIST,
        limit: page.limit + 1,
      });
      return pageOf((await rows.toArray()) as unknown as MatterDocument[], page, (row) => row.order, toMatter);
    },
    count: (query, limit) => matters.collection.countDocuments(matterFilter(query), { hint: MATTERS_BY_LIST, limit }),
  };
}

/** Every list and kind is a scan of its own, merged in order; more than MongoDB merges it sorts: what is open at one time is little. */
export function matterFilter({ kinds, before, ...whose }: MatterQuery, after?: string): object {
  const order = { ...(after !== undefined && { $gt: after }), ...(before !== undefined && { $lt: instantKey(before) }) };
  return {
    lists: { $in: listsSought(whose) },
    kind: { $in: [...kinds] },
    ...(Object.keys(order).length > 0 && { order }),
  };
}

function toMatter({ _id, lists: _lists, order: _order, ...matter }: MatterDocument): StoredMatter {
  return { id: _id, ...matter };
}
