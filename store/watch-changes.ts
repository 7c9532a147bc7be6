import type mongoose from 'mongoose';
import type { Collections } from './collections.js';
import type { DossierDocument } from './schemas/dossier-schema.js';
import type { Change } from './store.js';

type Feed = mongoose.mongo.ChangeStream;

interface Entry {
  readonly _id: unknown;
  readonly documentKey: { readonly _id: string };
  readonly touched?: DossierDocument['touched'];
}

const PAUSE_MS = 500;

/** The resume point is older than what the server remembers. */
const HISTORY_LOST = 286;

/** Only what is told is sent here: a projection says in each change whose lists it touches. */
const TOUCHED = 'updateDescription.updatedFields.touched';
const PIPELINE = [
  { $match: { operationType: 'update', [TOUCHED]: { $exists: true } } },
  { $project: { documentKey: 1, touched: `$${TOUCHED}` } },
];

/** Follows the dossiers' changes. A lost connection is made again, from where it was lost. */
export async function watchChanges({ dossiers }: Collections, onChange: (change: Change) => void): Promise<() => Promise<void>> {
  let stopped = false;
  let resumeAfter: unknown;
  let feed: Feed;

  const open = (): Feed => dossiers.collection.watch(PIPELINE, resumeAfter === undefined ? {} : { resumeAfter });

  const follow = async (): Promise<void> => {
    while (!stopped) {
      try {
        for await (const entry of feed as unknown as AsyncIterable<Entry>) {
          resumeAfter = entry._id;
          changesOf(entry).forEach(onChange);
        }
      } catch (error) {
        if ((error as { code?: unknown }).code === HISTORY_LOST) resumeAfter = undefined;
      }
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
      if (!stopped) feed = open();
    }
  };

  feed = open();
  // the first answer of the server fixes the moment from which changes are told
  await feed.tryNext().then((entry) => entry && changesOf(entry as unknown as Entry).forEach(onChange));
  resumeAfter = feed.resumeToken;
  void follow();
  return async () => {
    stopped = true;
    await feed.close();
  };
}

function changesOf({ documentKey, touched }: Entry): Change[] {
  const { agencies = [], field = '', tasks = [] } = touched ?? {};
  const ofTasks = tasks.map(({ id, agency }): Change => ({ kind: 'task', id, agencies: agency === null ? [] : [agency], field }));
  return [{ kind: 'dossier', id: documentKey._id, agencies, field }, ...ofTasks];
}
