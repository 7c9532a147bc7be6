import type { Collections } from './collections.js';
import { keptBriefly } from './kept-briefly.js';
import type { Store } from './store.js';

export function currentIn({ current }: Collections): Store['current'] {
  const { get, forget } = keptBriefly(async (name) => (await current.findById(name).lean())?.hash ?? null);
  return {
    async set(name, hash) {
      await current.updateOne({ _id: name }, { $set: { hash } }, { upsert: true });
      forget();
    },
    get,
  };
}
