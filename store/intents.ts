import type { Collections } from './collections.js';
import { isDuplicateKey } from './errors.js';
import type { Intent, Store } from './store.js';
import type { IntentDocument } from './schemas/small-schemas.js';

export function intentsIn({ intents }: Collections): Store['intents'] {
  return {
    async begin({ key, ...intent }) {
      try {
        await intents.collection.insertOne({ _id: key, ...intent } as never);
        return 'new';
      } catch (error) {
        if (!isDuplicateKey(error)) throw error;
      }
      const known = await intents.findById(key).lean();
      return !known || known.requestHash === intent.requestHash ? 'same' : 'other';
    },
    async stale(before, limit) {
      const found = await intents
        .find({ at: { $lt: before } })
        .sort({ at: 1 })
        .limit(limit)
        .lean();
      return found.map(toIntent);
    },
    async settle(key) {
      await intents.deleteOne({ _id: key });
    },
  };
}

function toIntent({ _id, ...intent }: IntentDocument): Intent {
  return { key: _id, ...intent };
}
