import type { RosterEntry } from '../domain/organisation/roster.js';
import type { Collections } from './collections.js';
import { sortKey } from './lists/sort-key.js';
import type { RosterDocument } from './schemas/small-schemas.js';
import type { Store } from './store.js';

/** After every last day that is given. */
const NO_END = '9999-12-31';

export function rosterIn({ roster }: Collections): Store['roster'] {
  return {
    async record({ id, ...entry }) {
      const last =
        entry.kind === 'duty' ? (entry.until ?? NO_END) : entry.kind === 'absence' ? entry.to : await lastOf(roster, entry.absence);
      await roster.updateOne({ _id: id }, { $setOnInsert: { ...entry, last, order: sortKey(entry.at, id) } }, { upsert: true });
    },
    get: async (id) => entryOrNull(await roster.findById(id).lean()),
    of: async (officers, from) =>
      (
        await roster
          .find({ officer: { $in: [...officers] }, ...(from !== undefined && { last: { $gte: from } }) })
          .sort({ order: 1 })
          .lean()
      ).map(toEntry),
    async standsInFor(substitute, day) {
      const found = await roster.find({ substitute, last: { $gte: day } }, { officer: 1 }).lean();
      return [...new Set(found.map(({ officer }) => officer))];
    },
  };
}

/** An end is found wherever its absence is. */
async function lastOf(roster: Collections['roster'], absence: string): Promise<string> {
  return (await roster.findById(absence, { last: 1 }).lean())?.last ?? NO_END;
}

function entryOrNull(found: RosterDocument | null): RosterEntry | null {
  return found && toEntry(found);
}

function toEntry({ _id, last: _last, order: _order, ...entry }: RosterDocument): RosterEntry {
  return { id: _id, ...entry };
}
