import type mongoose from 'mongoose';
import type { Connection, Model } from 'mongoose';
import { accessSchema, type AccessDocument } from './schemas/access-schema.js';
import * as calendars from './schemas/calendar-change-schemas.js';
import * as differences from './schemas/difference-schemas.js';
import { dossierSchema, type DossierDocument } from './schemas/dossier-schema.js';
import { factSchema, type FactDocument } from './schemas/fact-schema.js';
import { handoverSchema, type HandoverDocument } from './schemas/handover-schema.js';
import { matterSchema, type MatterDocument } from './schemas/matter-schema.js';
import { outboxSchema, type OutboxDocument } from './schemas/outbox-schema.js';
import * as road from './schemas/road-schemas.js';
import * as small from './schemas/small-schemas.js';
import { reminderSchema, type ReminderDocument } from './schemas/reminder-schema.js';
import { taskSchema, type TaskDocument } from './schemas/task-schema.js';

export type Collections = ReturnType<typeof collectionsOf>;

/** The collections of one database. */
export function collectionsOf(connection: Connection) {
  const collection = <T>(name: string, schema: mongoose.Schema): Model<T> => connection.model(name, schema, name) as unknown as Model<T>;
  return {
    blobs: collection<small.BlobDocument>('blobs', small.blobSchema),
    notes: collection<small.NoteDocument>('notes', small.noteSchema),
    catalogue: collection<small.CatalogueDocument>('catalogue', small.catalogueSchema),
    current: collection<small.CurrentDocument>('current', small.currentSchema),
    dossiers: collection<DossierDocument>('dossiers', dossierSchema),
    facts: collection<FactDocument>('facts', factSchema),
    tasks: collection<TaskDocument>('tasks', taskSchema),
    matters: collection<MatterDocument>('matters', matterSchema),
    reminders: collection<ReminderDocument>('reminders', reminderSchema),
    handovers: collection<HandoverDocument>('handovers', handoverSchema),
    intents: collection<small.IntentDocument>('intents', small.intentSchema),
    outbox: collection<OutboxDocument>('outbox', outboxSchema),
    counters: collection<small.CounterDocument>('counters', small.counterSchema),
    accounts: collection<small.AccountDocument>('accounts', small.accountSchema),
    roster: collection<small.RosterDocument>('roster', small.rosterSchema),
    accesses: collection<AccessDocument>('accesses', accessSchema),
    responses: collection<small.ResponseDocument>('responses', small.responseSchema),
    partners: collection<road.PartnerDocument>('partners', road.partnerSchema),
    referrals: collection<road.ReferralDocument>('referrals', road.referralSchema),
    messages: collection<road.MessageDocument>('messages', road.messageSchema),
    differences: collection<differences.DifferenceDocument>('differences', differences.differenceSchema),
    reconciliations: collection<differences.ReconciliationDocument>('reconciliations', differences.reconciliationSchema),
    calendarChanges: collection<calendars.CalendarChangeDocument>('calendarChanges', calendars.calendarChangeSchema),
    calendarChanged: collection<calendars.DossierChangedDocument>('calendarChanged', calendars.dossierChangedSchema),
    notices: collection<small.NoticeDocument>('notices', small.noticeSchema),
  };
}

/** Makes the collections and indexes that are missing. Any number of processes may do it at once. */
export async function prepare(collections: Collections): Promise<void> {
  const all = Object.values(collections) as unknown as readonly Model<unknown>[];
  await Promise.all(
    all.map(async (model) => {
      await model.createCollection();
      // at once: the server builds several side by side, which counts after a release that adds them to years of dossiers
      const { collection, schema } = model;
      await Promise.all(schema.indexes().map(([fields, options]) => collection.createIndex(fields as never, options as never)));
    }),
  );
}
