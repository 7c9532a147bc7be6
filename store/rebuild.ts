import type { ClientSession, Connection } from 'mongoose';
import { canonical } from '../domain/canonical.js';
import { foldFacts } from '../domain/engine/view.js';
import type { Collections } from './collections.js';
import { wordsOf } from './lists/words.js';
import { dossierUpdate } from './project/dossier-update.js';
import { handoverRows } from './project/handover-rows.js';
import { matterRows } from './project/matter-rows.js';
import { reminderRows } from './project/reminder-rows.js';
import { type RowChanges, type Rows, rowsOf, rowWrites } from './project/row-changes.js';
import { taskRows } from './project/task-rows.js';
import type { DossierDocument } from './schemas/dossier-schema.js';
import { factIdsFrom, type FactDocument } from './schemas/fact-schema.js';
import type { TaskDocument } from './schemas/task-schema.js';
import type { Hash, RebuiltPart, Rebuilt } from './store.js';
import { unfitEnd, unfitFacts } from './verify-chains.js';

const TRANSACTION = { readConcern: { level: 'snapshot' }, writeConcern: { w: 'majority', j: true } } as const;
const IDS_AT_ONCE = 500;

/** Lists whose rows follow from a dossier's facts. The ids of its rows are its own, a full stop, and more. */
const LISTS = ['tasks', 'matters', 'reminders', 'handovers'] as const;
type List = (typeof LISTS)[number];
type Row = { readonly _id: string };
type Lists<T> = Readonly<Record<List, T>>;

/** What is stored of one dossier, all of one moment. */
interface Stored {
  readonly dossier: DossierDocument;
  readonly rows: readonly FactDocument[];
  readonly lists: Lists<readonly Row[]>;
}

/** What of it has to be written. */
interface Repair {
  readonly parts: readonly RebuiltPart[];
  readonly dossier: Partial<DossierDocument>;
  readonly lists: Lists<RowChanges<Row>>;
}

/**
 * Makes view, list keys, worklist, matters, reminders and handovers of every dossier again from its stored facts and writes what differs; yields those dossiers. One transaction a dossier, beside a
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

async function read(collections: Collections, id: string, session: ClientSession): Promise<Stored | null> {
  const { dossiers, facts } = collections;
  const projection = { 'application.data': 0 };
  const dossier = await dossiers.collection.findOne({ _id: id } as never, { session, projection });
  if (!dossier) return null;
  const rows = await facts.collection.find({ _id: factIdsFrom(id, 1) } as never, { session, sort: { _id: 1 } }).toArray();
  const lists: Partial<Record<List, unknown>> = {};
  for (const list of LISTS)
    lists[list] = await collections[list].collection.find({ _id: { $gt: `${id}.`, $lt: `${id}/` } } as never, { session }).toArray();
  return { dossier, rows, lists } as unknown as Stored;
}

function repairOf({ dossier, rows, lists: stored }: Stored): Repair {
  const facts = rows.map(({ fact }) => fact);
  const view = foldFacts(null, facts);
  const head = { ...dossier, words: wordsOf(dossier.application.applicant.name) };
  const tasks = changes(stored.tasks as readonly TaskDocument[], taskRows(head, view));
  const matters = changes(stored.matters, matterRows(head, view));
  const reminders = changes(stored.reminders, rowsOf(reminderRows(head, view.centre, facts)));
  const handovers = changes(stored.handovers, rowsOf(handoverRows(head, null, facts, view)));
  const changed = { tasks, matters, reminders, handovers };
  const { lists, touched } = dossierUpdate(head, view, null, tasks);
  const parts = [
    ...differs('view', dossier.view ?? null, view),
    ...differs('lists', { lists: dossier.lists, words: dossier.words }, { lists, words: head.words }),
    ...LISTS.filter((list) => changed[list].put.length + changed[list].gone.length > 0),
    ...(dossier.chain ? [] : (['chain'] as const)),
  ];
  const chain = rows.at(-1)!.hash;
  const update = { view, lists, touched, words: head.words, chain, rebuilt: (dossier.rebuilt ?? 0) + 1 };
  return { parts, dossier: update, lists: changed };
}

/** Rows that were written anew have their keys in another order than those that were read. */
function changes<T extends Row>(stored: readonly T[], wanted: Rows<T>): RowChanges<T> {
  const known = new Map(stored.map((row) => [row._id, canonical(row)]));
  return {
    put: [...wanted.values()].filter((row) => known.get(row._id) !== canonical(row)),
    gone: stored.filter(({ _id }) => !wanted.has(_id)),
  };
}

function differs(part: RebuiltPart, stored: unknown, wanted: unknown): RebuiltPart[] {
  return canonical(stored) === canonical(wanted) ? [] : [part];
}

async function write(collections: Collections, id: string, { dossier, lists }: Repair, session: ClientSession): Promise<void> {
  await collections.dossiers.collection.updateOne({ _id: id } as never, { $set: dossier }, { session });
  for (const list of LISTS) {
    const writes = rowWrites([lists[list]]);
    if (writes.length > 0) await collections[list].collection.bulkWrite(writes as never, { session, ordered: false });
  }
}
