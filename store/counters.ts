import type { Collections } from './collections.js';
import { isDuplicateKey } from './errors.js';
import type { Store } from './store.js';

export function countersIn({ counters }: Collections): Store['counters'] {
  const next = async (name: string): Promise<number> => {
    try {
      const counter = await counters
        .findOneAndUpdate({ _id: name }, { $inc: { value: 1 } }, { upsert: true, returnDocument: 'after' })
        .lean();
      return counter.value;
    } catch (error) {
      // two callers made the counter at the same moment; it exists now
      if (isDuplicateKey(error)) return next(name);
      throw error;
    }
  };
  return { next };
}
