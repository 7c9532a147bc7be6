import { canonical } from '../domain/canonical.js';
import type { Collections } from './collections.js';
import { sha256 } from './hash.js';
import { RecentlyUsed } from './recently-used.js';
import type { Store } from './store.js';

const KEPT = 500;

export function blobsIn({ blobs }: Collections): Store['blobs'] {
  const parsed = new RecentlyUsed<unknown>(KEPT);
  return {
    async put(value) {
      const text = canonical(value);
      const hash = sha256(text);
      if (parsed.get(hash) === undefined) await blobs.updateOne({ _id: hash }, { $setOnInsert: { text } }, { upsert: true });
      return hash;
    },
    async get<T>(hash: string) {
      const known = parsed.get(hash);
      if (known !== undefined) return known as T;
      const blob = await blobs.findById(hash).lean();
      if (!blob) return null;
      const value = deepFreeze(JSON.parse(blob.text) as unknown);
      parsed.set(hash, value);
      return value as T;
    },
  };
}

/** Everybody who asks gets the same object: nobody may change it. */
function deepFreeze(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  Object.values(value).forEach(deepFreeze);
  return Object.freeze(value);
}
