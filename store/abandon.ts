import type { Connection } from 'mongoose';
import type { Collections } from './collections.js';
import { factIdsFrom } from './schemas/fact-schema.js';
import type { Intent } from './store.js';

const TRANSACTION = { readConcern: { level: 'snapshot' }, writeConcern: { w: 'majority', j: true } } as const;

/**
 * Removes an intent and the dossier it opened, both or neither. Answers false, and removes nothing, when the request was repeated meanwhile (a newer `at`), or the dossier
 * has facts. In one transaction, so that a request repeated at this moment finds either all of what it left or nothing.
 */
export async function abandonIn(connection: Connection, collections: Collections, { key, dossierId, at }: Intent): Promise<boolean> {
  const { intents, dossiers, facts } = collections;
  const session = await connection.startSession();
  try {
    return await session.withTransaction(async () => {
      const fact = await facts.collection.findOne({ _id: factIdsFrom(dossierId, 1) } as never, { session });
      if (fact) return false;
      const { deletedCount } = await intents.collection.deleteOne({ _id: key, at } as never, { session });
      if (deletedCount === 0) return false;
      await dossiers.collection.deleteOne({ _id: dossierId, view: null, chain: null } as never, { session });
      return true;
    }, TRANSACTION);
  } finally {
    await session.endSession();
  }
}
