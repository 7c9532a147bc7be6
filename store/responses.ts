import type { Collections } from './collections.js';
import type { Store } from './store.js';

export function responsesIn({ responses }: Collections): Store['responses'] {
  return {
    async put(key, { requestHash, status, body, headers, shown }) {
      const kept = { requestHash, status, body, ...(headers && { headers }), ...(shown && { shown }), at: new Date() };
      await responses.updateOne({ _id: key }, { $setOnInsert: kept }, { upsert: true });
    },
    async get(key) {
      const found = await responses.findById(key).lean();
      if (!found) return null;
      const { requestHash, status, body, headers, shown } = found;
      return { requestHash, status, body, ...(headers && { headers }), ...(shown && { shown }) };
    },
  };
}
