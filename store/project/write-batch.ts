import type { ClientSession } from 'mongoose';
import type { Collections } from '../collections.js';
import { sortKey } from '../lists/sort-key.js';
import type { HandoverDocument } from '../schemas/handover-schema.js';
import type { MatterDocument } from '../schemas/matter-schema.js';
import type { OutboxDocument } from '../schemas/outbox-schema.js';
import type { TaskDocument } from '../schemas/task-schema.js';
import type { Derive } from '../outgoing.js';
import { grew, type Grown, type Growth } from './batch.js';
import { dossierChanges, dossierUpdate } from './dossier-update.js';
import type { Head } from './head.js';
import { handoverRows } from './handover-rows.js';
import { matterRows } from './matter-rows.js';
import { reminderRows } from './reminder-rows.js';
import { rowChanges, type RowChanges, rowWrites } from './row-changes.js';
import { taskRows } from './task-rows.js';

/** The dossier is no longer what it was when it was read: somebody else wrote it meanwhile. */
export class HeadMoved extends Error {}

/** Writes all of a batch in the session's transaction, one message to the server per collection. */
export async function writeBatch(
  collections: Collections,
  growths: readonly Growth[],
  derive: Derive,
  session: ClientSession,
): Promise<void> {
  const changed = growths.filter(grew).map(changeOf);
  await writeDossiers(collections, changed, session);
  await writeFacts(collections, growths, session);
  await write(collections.tasks, rowWrites(changed.map(({ tasks }) => tasks)), session);
  await write(collections.matters, rowWrites(changed.map(({ matters }) => matters)), session);
  await writeReminders(collections, changed, session);
  await write(collections.handovers, rowWrites(changed.map(({ handovers }) => handovers)), session);
  await writeOutbox(collections, growths, derive, session);
}

interface Changed {
  readonly growth: Grown;
  readonly tasks: RowChanges<TaskDocument>;
  readonly matters: RowChanges<MatterDocument>;
  readonly handovers: RowChanges<HandoverDocument>;
}

function changeOf(growth: Grown): Changed {
  const { before, head, rows } = growth;
  const facts = rows.map(({ fact }) => fact);
  return {
    growth,
    tasks: rowChanges(taskRows(head, before.view), taskRows(head, head.view)),
    matters: rowChanges(matterRows(head, before.view), matterRows(head, head.view)),
    handovers: { put: handoverRows(head, before.view, facts, head.view), gone: [] },
  };
}

/** First of all: who comes second learns it here, before anything else is sent. */
async function writeDossiers({ dossiers }: Collections, changed: readonly Changed[], session: ClientSession): Promise<void> {
  if (changed.length === 0) return;
  const updates = changed.map(({ growth: { before, head }, tasks }) => ({
    updateOne: {
      filter: unmoved(before),
      update: { $set: dossierChanges(before, dossierUpdate(head, head.view, head.chain, tasks)) },
    },
  }));
  const { matchedCount } = await dossiers.collection.bulkWrite(updates as never, { session, ordered: false });
  if (matchedCount !== changed.length) throw new HeadMoved();
}

/** A rebuild makes another view of the same facts: who remembers the old one must not add to it. */
function unmoved({ _id, view, rebuilt }: Head) {
  return { _id, ...(view ? { 'view.factNo': view.factNo } : { view: null }), rebuilt: rebuilt ?? null };
}

async function writeFacts({ facts }: Collections, growths: readonly Growth[], session: ClientSession): Promise<void> {
  const rows = growths.flatMap((growth) => growth.rows);
  if (rows.length > 0) await facts.collection.insertMany(rows as never, { session, ordered: false });
}

async function writeReminders({ reminders }: Collections, changed: readonly Changed[], session: ClientSession): Promise<void> {
  const rows = changed.flatMap(({ growth: { head, rows } }) =>
    reminderRows(
      head,
      head.view.centre,
      rows.map(({ fact }) => fact),
    ),
  );
  if (rows.length > 0) await reminders.collection.insertMany(rows as never, { session, ordered: false });
}

async function write(
  rows: Collections['tasks' | 'matters' | 'handovers'],
  writes: readonly object[],
  session: ClientSession,
): Promise<void> {
  if (writes.length > 0) await rows.collection.bulkWrite(writes as never, { session, ordered: false });
}

async function writeOutbox({ outbox }: Collections, growths: readonly Growth[], derive: Derive, session: ClientSession): Promise<void> {
  const now = Date.now();
  const rows = growths.filter(grew).flatMap((growth) => outboxRows(growth, derive, now));
  // an upsert, not an insert: a key already there would abort the transaction
  const upserts = rows.map(({ _id, ...row }) => ({ updateOne: { filter: { _id }, update: { $setOnInsert: row }, upsert: true } }));
  if (upserts.length > 0) await outbox.collection.bulkWrite(upserts as never, { session, ordered: false });
}

function outboxRows({ before, rows, taken }: Grown, derive: Derive, now: number): OutboxDocument[] {
  const commands = taken.flatMap((item) => item.commands);
  const dispatches = derive({ before: before.view, facts: rows.map(({ fact }) => fact), commands });
  return [...commands, ...dispatches].map((command) => {
    const _id = `${before._id}-${command.key.replaceAll(':', '-')}`;
    return { _id, dossierId: before._id, command, createdAt: now, attempts: 0, state: 'waiting', since: now, order: sortKey(now, _id) };
  });
}
