import type { Collections } from './collections.js';
import { DUPLICATE_KEY } from './errors.js';
import { grouped, type Outcome } from './grouped.js';
import type { IntentDocument } from './schemas/small-schemas.js';
import type { Intent, Store } from './store.js';

type Begun = Awaited<ReturnType<Store['intents']['begin']>>;

export function intentsIn(collections: Collections): Omit<Store['intents'], 'abandon'> {
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
  const { fresh, taken } = await write(collections, group);
  if (taken.size === 0) return group.map((_, index) => ({ value: fresh.has(index) ? 'new' : 'same' }));
  // local: what another process wrote this very moment may not be on all disks yet
  const keys = group.map(({ key }) => key);
  const known = await collections.intents
    .find({ _id: { $in: keys } })
    .readConcern('local')
    .lean();
  const requests = new Map(known.map(({ _id, requestHash }) => [_id, requestHash]));
  return group.map(({ key, requestHash }, index) => ({
    // one that is gone by now was settled in between: it was under way
    value: fresh.has(index) ? 'new' : (requests.get(key) ?? requestHash) === requestHash ? 'same' : 'other',
  }));
}

interface Written {
  /** Places of those that were not there before. */
  readonly fresh: ReadonlySet<number>;
  /** Places of those whose key another request has, or another process wrote at the same moment. */
  readonly taken: ReadonlySet<number>;
}

interface BulkFailure {
  readonly writeErrors?: readonly { readonly index: number; readonly code: number }[];
  readonly result?: { readonly upsertedIds: object };
}

/** Writes them all. A request that is repeated is under way again from now: were its first instant kept, it would be swept away while it acts. */
async function write({ intents }: Collections, group: readonly Intent[]): Promise<Written> {
  const upserts = group.map(({ key, requestHash, dossierId, at }) => ({
    updateOne: { filter: { _id: key, requestHash }, update: { $set: { at }, $setOnInsert: { dossierId } }, upsert: true },
  }));
  try {
    const { upsertedIds } = await intents.collection.bulkWrite(upserts as never, { ordered: false });
    return { fresh: placesIn(upsertedIds), taken: new Set() };
  } catch (error) {
    const { writeErrors = [], result } = error as BulkFailure;
    if (writeErrors.length === 0 || writeErrors.some(({ code }) => code !== DUPLICATE_KEY)) throw error;
    return { fresh: placesIn(result?.upsertedIds ?? {}), taken: new Set(writeErrors.map(({ index }) => index)) };
  }
}

const placesIn = (ids: object): ReadonlySet<number> => new Set(Object.keys(ids).map(Number));

function toIntent({ _id, ...intent }: IntentDocument): Intent {
  return { key: _id, ...intent };
}
