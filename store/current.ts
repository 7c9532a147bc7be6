import type { Collections } from './collections.js';
import type { Store } from './store.js';

export function currentIn({ current }: Collections): Store['current'] {
  return {
    async set(name, hash) {
      await current.updateOne({ _id: name }, { $set: { hash } }, { upsert: true });
    },
    get: async (name) => (await current.findById(name).lean())?.hash ?? null,
  };
}
