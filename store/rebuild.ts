import type { ClientSession, Connection } from 'mongoose';
import { canonical } from '../domain/canonical.js';
import { foldFacts } from '../domain/engine/view.js';
import type { Collections } from './collections.js';
import { wordsOf } from './lists/words.js';
import { dossierUpdate } from './project/dossier-update.js';
import { taskRows } from './project/task-rows.js';
import type { DossierDocument } from './schemas/dossier-schema.js';
import { factIdsFrom, type FactDocument } from './schemas/fact-schema.js';
import type { TaskDocument } from './schemas/task-schema.js';
import type { Hash, RebuiltPart, Rebuilt } from './store.js';
import { unfitEnd, unfitFacts } from './verify-chains.js';

const TRANSACTION = { readConcern: { level: 'snapshot' }, writeConcern: { w: 'majority', j: true } } as const;
const IDS_AT_ONCE = 500;

/** What is stored of one dossier, all of one moment. */
interface Stored {
  readonly dossier: DossierDocument;
  readonly rows: readonly FactDocument[];
  readonly tasks: readonly TaskDocument[];
}

/** What of it has to be written. */
interface Repair {
  readonly parts: readonly RebuiltPart[];
  readonly dossier: Partial<DossierDocument>;
  readonly put: readonly TaskDocument[];
  readonly gone: readonly string[];
}

/**
 * Makes view, list keys and worklist of every dossier again from its stored facts and writes what differs; yields those dossiers. One transaction a dossier, beside a
 * running system: one that moves meanwhile is read again, and a writer that remembers the old view learns that it is old (`rebuilt`). Doing it twice changes nothing.
 * Facts are never written: a dossier whose facts are no unbroken chain is left as it is, and yielded with what does not fit. Facts that only the
 * workflow has are not looked for here: the sweeper fetches them (`worker/sweeper.ts`).
 */
export async function* rebuildIn(connection: Connection, collections: Collections): AsyncIterable<Rebuilt> {
  const ids = collections.dossiers.collection.find({}, { projection: { _id: 1 }, sort: { _id: 1 }, batchSize: IDS_AT_ONCE });
  for await (const { _id } of ids) {
    const session = await connection.startSession();
    try {
      const rebuilt = await session.withTransaction(() => rebuildOne(collections, String(_id), session), TRANSACTION);
      if (rebuilt && rebuilt.parts.length + rebuilt.unfit.length > 0) yield rebuilt;
    } finally {
      await session.endSession();
    }
  }
}

async function rebuildOne(collections: Collections, id: string, session: ClientSession): Promise<Rebuilt | null> {
  const stored = await read(collections, id, session);
  if (!stored) return null;
  const { dossier, rows } = stored;
  const seen = { dossierId: id, number: dossier.number };
  const unfit = [...unfitFacts(id, rows), ...unfitEnd(anchored(stored), rows)];
  if (unfit.length > 0 || rows.length === 0) return { ...seen, parts: [], unfit };
  const repair = repairOf(stored);
  if (repair.parts.length > 0) await write(collections, id, repair, session);
  return { ...seen, parts: repair.parts, unfit };
}

/** The end of the chain is held against the head's where the head knows one; what the view says of it is to be made anew. */
function anchored({ dossier: { _id, chain }, rows }: Stored): { _id: string; view: null; chain: Hash | null } {
  return { _id, view: null, chain: chain ?? rows.at(-1)?.hash ?? null };
}

async function read({ dossiers, facts, tasks }: Collections, id: string, session: ClientSession): Promise<Stored | null> {
  const projection = { 'application.data': 0 };
  const dossier = await dossiers.collection.findOne({ _id: id } as never, { session, projection });
  if (!dossier) return null;
  const rows = await facts.collection.find({ _id: factIdsFrom(id, 1) } as never, { session, sort: { _id: 1 } }).toArray();
  // every task id is the dossier's id, a full stop, and more
  const own = await tasks.collection.find({ _id: { $gt: `${id}.`, $lt: `${id}/` } } as never, { session }).toArray();
  return { dossier, rows, tasks: own } as unknown as Stored;
}

function repairOf({ dossier, rows, tasks }: Stored): Repair {
  const view = foldFacts(
    null,
    rows.map(({ fact }) => fact),
  );
  const head = { ...dossier, words: wordsOf(dossier.application.applicant.name) };
  const { put, gone } = tasksToWrite(tasks, taskRows(head, view));
  const { lists, touched } = dossierUpdate(head, view, null, { put, gone });
  const parts = [
    ...differs('view', dossier.view ?? null, view),
    ...differs('lists', { lists: dossier.lists, words: dossier.words }, { lists, words: head.words }),
    ...(put.length + gone.length > 0 ? (['tasks'] as const) : []),
    ...(dossier.chain ? [] : (['chain'] as const)),
  ];
  const chain = rows.at(-1)!.hash;
  const update = { view, lists, touched, words: head.words, chain, rebuilt: (dossier.rebuilt ?? 0) + 1 };
  return { parts, dossier: update, put, gone: gone.map(({ _id }) => _id) };
}

function tasksToWrite(stored: readonly TaskDocument[], wanted: ReadonlyMap<string, TaskDocument>) {
  const known = new Map(stored.map((row) => [row._id, canonical(row)]));
  return {
    put: [...wanted.values()].filter((row) => known.get(row._id) !== canonical(row)),
    gone: stored.filter(({ _id }) => !wanted.has(_id)),
  };
}

function differs(part: RebuiltPart, stored: unknown, wanted: unknown): RebuiltPart[] {
  return canonical(stored) === canonical(wanted) ? [] : [part];
}

async function write({ dossiers, tasks }: Collections, id: string, { dossier, put, gone }: Repair, session: ClientSession): Promise<void> {
  await dossiers.collection.updateOne({ _id: id } as never, { $set: dossier }, { session });
  const rows = [
    ...gone.map((_id) => ({ deleteOne: { filter: { _id } } })),
    ...put.map(({ _id, ...row }) => ({ replaceOne: { filter: { _id }, replacement: row, upsert: true } })),
  ];
  if (rows.length > 0) await tasks.collection.bulkWrite(rows as never, { session, ordered: false });
}
