import type { Collections } from './collections.js';
import type { Store } from './store.js';

export function responsesIn({ responses }: Collections): Store['responses'] {
  return {
    async put(key, requestHash, status, body) {
      await responses.updateOne({ _id: key }, { $setOnInsert: { requestHash, status, body, at: new Date() } }, { upsert: true });
    },
    async get(key) {
      const found = await responses.findById(key).lean();
      return found && { requestHash: found.requestHash, status: found.status, body: found.body };
    },
  };
}
