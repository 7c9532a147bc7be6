import type { Collections } from './collections.js';
import { contentHash } from './hash.js';
import { withId } from './plain.js';
import type { Note, Store } from './store.js';

export function notesIn({ notes }: Collections): Store['notes'] {
  return {
    async put(note) {
      const id = contentHash(note);
      await notes.updateOne({ _id: id }, { $setOnInsert: note }, { upsert: true });
      return id;
    },
    async many(ids) {
      const found = await notes.find({ _id: { $in: [...new Set(ids)] } }).lean();
      return new Map(found.map(withId).map(({ id, ...note }) => [id, note as Note]));
    },
  };
}
