import type { Collections } from './collections.js';
import { grouped, type Outcome } from './grouped.js';
import { pageOf, startOf } from './lists/page.js';
import { instantKey, sortKey } from './lists/sort-key.js';
import { ACCESS_BY_ACCOUNT, ACCESS_BY_DOSSIER, ACCESS_BY_TIME, type AccessDocument } from './schemas/access-schema.js';
import type { AccessQuery, StoredAccess } from './people.js';
import type { Store } from './store.js';

export function accessesIn({ accesses }: Collections): Store['accesses'] {
  const insert = async (rows: readonly AccessDocument[]): Promise<Outcome<undefined>[]> => {
    await accesses.collection.insertMany(rows as never, { ordered: false });
    return rows.map(() => ({ value: undefined }));
  };
  // somebody waits to be shown what is noted here
  const write = grouped(insert, { lingers: false });
  return {
    record: ({ id, ...access }) => write({ _id: id, ...access, order: sortKey(access.at, id) }),
    async list(query, page) {
      const { filter, hint } = accessPlan(query, startOf(page));
      const rows = accesses.collection.find(filter as never, { sort: { order: -1 }, hint, limit: page.limit + 1 });
      return pageOf((await rows.toArray()) as unknown as AccessDocument[], page, (row) => row.order, toAccess);
    },
    forget: async (before) => (await accesses.collection.deleteMany({ order: { $lt: instantKey(before) } })).deletedCount,
  };
}

/** Who looked at one dossier is a short list, so the account is looked for in it. */
export function accessPlan(
  { dossier, account, from, to }: AccessQuery,
  after?: string,
): { filter: Record<string, unknown>; hint: Record<string, 1 | -1> } {
  const upper = [after, to === undefined ? undefined : instantKey(to)].filter((key) => key !== undefined).sort();
  const order = { ...(upper[0] !== undefined && { $lt: upper[0] }), ...(from !== undefined && { $gte: instantKey(from) }) };
  const filter = {
    ...(dossier !== undefined && { dossiers: dossier }),
    ...(account !== undefined && { account }),
    ...(Object.keys(order).length > 0 && { order }),
  };
  return { filter, hint: dossier !== undefined ? ACCESS_BY_DOSSIER : account !== undefined ? ACCESS_BY_ACCOUNT : ACCESS_BY_TIME };
}

function toAccess({ _id, order: _order, ...access }: AccessDocument): StoredAccess {
  return { id: _id, ...access };
}
