import mongoose from 'mongoose';
import { abandonIn } from './abandon.js';
import { accessesIn } from './accesses.js';
import { accountsIn } from './accounts.js';
import { blobsIn } from './blobs.js';
import { calendarChangesIn } from './calendar-changes.js';
import { catalogueIn } from './catalogue.js';
import { collectionsOf, prepare } from './collections.js';
import { countersIn } from './counters.js';
import { currentIn } from './current.js';
import { differencesIn } from './differences.js';
import { dossiersIn } from './dossiers.js';
import { factsIn } from './facts.js';
import { filesIn, prepareFiles } from './files.js';
import { handoversIn } from './handovers.js';
import { intentsIn } from './intents.js';
import { messagesIn } from './messages.js';
import { mattersIn } from './matters.js';
import { notesIn } from './notes.js';
import { noticesIn } from './notices.js';
import { outboxIn } from './outbox.js';
import { partnersIn } from './partners.js';
import { groupCommit } from './project/group-commit.js';
import { projectorInto } from './project/projector.js';
import { rebuildIn } from './rebuild.js';
import { reconciliationsIn } from './reconciliations.js';
import { referralsIn } from './referrals.js';
import { remindersIn } from './reminders.js';
import { responsesIn } from './responses.js';
import { rosterIn } from './roster.js';
import { settleSoonIn } from './settled-intents.js';
import type { Derive } from './outgoing.js';
import type { Store } from './store.js';
import { tasksIn } from './tasks.js';
import { watchChanges } from './watch-changes.js';

export interface StoreOptions {
  /** `mongodb://…`; a replica set, for its transactions and its change feed. */
  readonly uri: string;
  /** Absent: the database the URI names. */
  readonly database?: string;
  /** What others must hear of because of new facts and commands; nothing when absent. */
  readonly derive?: Derive;
}

/** What every write waits for: the disks of most members. */
const DURABLE = { w: 'majority', journal: true } as const;
/** Nothing is read that a crash could take back: a workflow forgets the facts that a reader says are stored. */
const LASTING = { level: 'majority' } as const;
const ANSWER_WITHIN_MS = 5_000;

/** Connects, makes collections and indexes that are missing, and gives the store. Throws when no server answers in 5 seconds. */
export async function openStore({ uri, database, derive = () => [] }: StoreOptions): Promise<Store> {
  const connection = await mongoose
    .createConnection(uri, {
      ...(database !== undefined && { dbName: database }),
      ignoreUndefined: true,
      writeConcern: DURABLE,
      readConcern: LASTING,
      serverSelectionTimeoutMS: ANSWER_WITHIN_MS,
      autoIndex: false,
      autoCreate: false,
    })
    .asPromise();
  const collections = collectionsOf(connection);
  await Promise.all([prepare(collections), prepareFiles(connection)]);
  const blobs = blobsIn(collections);
  return {
    blobs,
    notes: notesIn(collections),
    catalogue: catalogueIn(collections, blobs),
    current: currentIn(collections),
    dossiers: dossiersIn(collections),
    facts: factsIn(collections),
    tasks: tasksIn(collections),
    project: groupCommit(projectorInto(connection, collections, { settle: settleSoonIn(collections), derive })),
    matters: mattersIn(collections),
    reminders: remindersIn(collections),
    handovers: handoversIn(collections),
    rebuild: () => rebuildIn(connection, collections),
    intents: { ...intentsIn(collections), abandon: (intent) => abandonIn(connection, collections, intent) },
    outbox: outboxIn(collections),
    files: filesIn(connection),
    counters: countersIn(collections),
    accounts: accountsIn(collections),
    accesses: accessesIn(collections),
    roster: rosterIn(collections),
    responses: responsesIn(collections),
    notices: noticesIn(collections),
    partners: partnersIn(collections),
    referrals: referralsIn(collections),
    messages: messagesIn(collections),
    differences: differencesIn(collections),
    reconciliations: reconciliationsIn(collections),
    calendarChanges: calendarChangesIn(collections),
    watchChanges: (onChange) => watchChanges(collections, onChange),
    ping: async () => void (await connection.db!.admin().ping()),
    close: () => connection.close(),
  };
}
