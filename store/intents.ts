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
  const known = await insert(collections, group);
  if (known.size === 0) return group.map(() => ({ value: 'new' }));
  const repeated = [...known].map((place) => group[place]!);
  const begun = new Map([...known].map((place, index) => [place, index] as const));
  const again = await beginAgain(collections, repeated);
  return group.map((_, place) => ({ value: begun.has(place) ? again[begun.get(place)!]! : 'new' }));
}

interface BulkFailure {
  readonly writeErrors?: readonly { readonly index: number; readonly code: number }[] | { readonly index: number; readonly code: number };
}

/** Writes them all, as nearly always none was there before; answers the places of those that were. */
async function insert({ intents }: Collections, group: readonly Intent[]): Promise<ReadonlySet<number>> {
  const rows = group.map(({ key, ...intent }) => ({ _id: key, ...intent }));
  return duplicatesOf(() => intents.collection.insertMany(rows as never, { ordered: false }));
}

/**
 * Writes those whose key is or was there already. The same request is under way again from now: were its first instant kept, it would be swept away while it acts. One that
 * is gone by now was settled in between, and is written anew.
 */
async function beginAgain({ intents }: Collections, group: readonly Intent[]): Promise<readonly Begun[]> {
  const upserts = group.map(({ key, requestHash, dossierId, at }) => ({
    updateOne: { filter: { _id: key, requestHash }, update: { $set: { at }, $setOnInsert: { dossierId } }, upsert: true },
  }));
  const others = await duplicatesOf(() => intents.collection.bulkWrite(upserts as never, { ordered: false }));
  if (others.size === 0) return group.map(() => 'same');
  // local: what another process wrote this very moment may not be on all disks yet
  const keys = group.map(({ key }) => key);
  const known = await intents
    .find({ _id: { $in: keys } })
    .readConcern('local')
    .lean();
  const requests = new Map(known.map(({ _id, requestHash }) => [_id, requestHash]));
  return group.map(({ key, requestHash }) => ((requests.get(key) ?? requestHash) === requestHash ? 'same' : 'other'));
}

/** The places of those writes that met a document with their key; every other failure is thrown. */
async function duplicatesOf(write: () => Promise<unknown>): Promise<ReadonlySet<number>> {
  try {
    await write();
    return new Set();
  } catch (error) {
    const failures = [(error as BulkFailure).writeErrors ?? []].flat();
    if (failures.length === 0 || failures.some(({ code }) => code !== DUPLICATE_KEY)) throw error;
    return new Set(failures.map(({ index }) => index));
  }
}

function toIntent({ _id, ...intent }: IntentDocument): Intent {
  return { key: _id, ...intent };
}
