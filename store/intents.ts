import type { Collections } from './collections.js';
import { DUPLICATE_KEY } from './errors.js';
import { grouped, type Outcome } from './grouped.js';
import type { IntentDocument } from './schemas/small-schemas.js';
import type { Intent, Store } from './store.js';

type Begun = Awaited<ReturnType<Store['intents']['begin']>>;

export function intentsIn(collections: Collections): Store['intents'] {
  const { intents } = collections;
  return {
    begin: grouped((group: readonly Intent[]) => begin(collections, group)),
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

async function begin(collections: Collections, group: readonly Intent[]): Promise<readonly Outcome<Begun>[]> {
  const taken = await insert(collections, group);
  if (taken.size === 0) return group.map(() => ({ value: 'new' }));
  const known = await collections.intents.find({ _id: { $in: group.map(({ key }) => key) } }).lean();
  const requests = new Map(known.map(({ _id, requestHash }) => [_id, requestHash]));
  return group.map(({ key, requestHash }, index) => ({
    // one that is gone by now was settled in between: it was under way
    value: !taken.has(index) ? 'new' : (requests.get(key) ?? requestHash) === requestHash ? 'same' : 'other',
  }));
}

interface BulkFailure {
  readonly writeErrors?: readonly { readonly index: number; readonly code: number }[];
}

/** Writes them all; answers the places of those whose key was there already. */
async function insert({ intents }: Collections, group: readonly Intent[]): Promise<ReadonlySet<number>> {
  try {
    await intents.collection.insertMany(group.map(({ key, ...intent }) => ({ _id: key, ...intent })) as never, { ordered: false });
    return new Set();
  } catch (error) {
    const failures = (error as BulkFailure).writeErrors ?? [];
    if (failures.length === 0 || failures.some(({ code }) => code !== DUPLICATE_KEY)) throw error;
    return new Set(failures.map(({ index }) => index));
  }
}

function toIntent({ _id, ...intent }: IntentDocument): Intent {
  return { key: _id, ...intent };
}
