import type { Collections } from './collections.js';
import type {
  Difference,
  DifferenceEvent,
  DifferenceQuery,
  DifferencesStore,
  DifferenceState,
  FoundDifference,
} from './differences-kept.js';
import { isDuplicateKey } from './errors.js';
import { pageOf, startOf } from './lists/page.js';
import { sortKey } from './lists/sort-key.js';
import { DIFFERENCES_ABOUT, DIFFERENCES_OF, type DifferenceDocument, EVERYBODY } from './schemas/difference-schemas.js';
import type { Page, PageRequest } from './store.js';

const NOT_SETTLED: readonly DifferenceState[] = ['open', 'ordered'];

export function differencesIn(collections: Collections): DifferencesStore {
  const { differences } = collections;
  const pass = async (id: string, from: readonly DifferenceState[], to: DifferenceState, event: DifferenceEvent): Promise<boolean> => {
    const passed = await differences.updateOne({ _id: id, state: { $in: from } }, { $set: { state: to }, $push: { events: event } });
    return passed.modifiedCount === 1;
  };
  return {
    found: (difference, at) => found(collections, difference, at),
    async get(id) {
      const kept = await differences.findById(id).lean();
      return kept && toDifference(kept);
    },
    order: (id, event) => pass(id, ['open'], 'ordered', event),
    settle: (id, event) => pass(id, NOT_SETTLED, 'settled', event),
    async unsettled(connector, subject) {
      const kept = differences.find({ connector, subject, state: { $in: NOT_SETTLED } }).hint(DIFFERENCES_ABOUT);
      return (await kept.lean()).map(toDifference);
    },
    async notSeenSince(connector, since, limit) {
      const old = { connector, state: { $in: NOT_SETTLED }, seenAt: { $lt: since } };
      return (await differences.find(old).sort({ seenAt: 1 }).hint('unsettled').limit(limit).lean()).map(toDifference);
    },
    async ordered(limit) {
      return (await differences.find({ state: 'ordered' }).sort({ order: 1 }).hint('ordered').limit(limit).lean()).map(toDifference);
    },
    list: (query, page) => list(collections, query, page),
  };
}

/** Two who find the same at once: the first opens it, the other has seen it. */
async function found({ differences }: Collections, { id, ...difference }: FoundDifference, at: number): Promise<boolean> {
  const { ours, theirs, act, row, messageId } = difference;
  const seen = { ours, theirs, act, row, messageId, seenAt: at };
  const lasting = await differences.updateOne({ _id: id, state: { $in: NOT_SETTLED } }, { $set: seen });
  if (lasting.matchedCount === 1) return false;
  const event: DifferenceEvent = { what: 'found', at, ours, theirs };
  const { ours: _ours, theirs: _theirs, act: _act, row: _row, messageId: _messageId, ...head } = difference;
  try {
    await differences.updateOne(
      { _id: id, state: 'settled' },
      {
        $set: { ...seen, state: 'open', foundAt: at, order: sortKey(at, id) },
        $push: { events: event },
        $setOnInsert: { ...head, lists: listsOf(head) },
      },
      { upsert: true },
    );
    return true;
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
    return false;
  }
}

function listsOf({ centre, agency }: Pick<Difference, 'centre' | 'agency'>): string[] {
  return [...new Set([EVERYBODY, centre, ...(agency === null ? [] : [agency])])];
}

async function list({ differences }: Collections, query: DifferenceQuery, page: PageRequest): Promise<Page<Difference>> {
  const after = startOf(page);
  const { states, connector, kinds, rehearsal, agencies = [EVERYBODY], fields } = query;
  const rows = await differences
    .find({
      lists: { $in: [...agencies] },
      state: { $in: [...states] },
      ...(connector !== undefined && { connector }),
      ...(kinds && { kind: { $in: [...kinds] } }),
      ...(rehearsal !== undefined && { rehearsal }),
      ...(fields && { field: { $in: [...fields] } }),
      ...(after && { order: { $lt: after } }),
    })
    .sort({ order: -1 })
    .hint(DIFFERENCES_OF)
    .limit(page.limit + 1)
    .lean();
  return pageOf(rows, page, (row) => row.order, toDifference);
}

function toDifference({ _id, lists: _lists, order: _order, ...difference }: DifferenceDocument): Difference {
  return { id: _id, ...difference };
}
