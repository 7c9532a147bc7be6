import type { Collections } from './collections.js';
import { withId } from './plain.js';
import type { Store } from './store.js';

export function accountsIn({ accounts }: Collections): Store['accounts'] {
  return {
    async put({ id, ...account }) {
      await accounts.replaceOne({ _id: id }, account, { upsert: true });
    },
    async get(id) {
      const found = await accounts.findById(id).lean();
      return found && withId(found);
    },
    many: async (ids) => (await accounts.find({ _id: { $in: [...ids] } }).lean()).map(withId),
    at: async (agencies) =>
      (
        await accounts
          .find({ 'posts.agency': { $in: [...agencies] } })
          .sort({ _id: 1 })
          .lean()
      ).map(withId),
    list: async () => (await accounts.find().sort({ _id: 1 }).lean()).map(withId),
  };
}
