import type { Collections } from './collections.js';
import type { Reconciliation, ReconciliationsStore } from './differences-kept.js';
import { DUPLICATE_KEY } from './errors.js';
import type { ReconciliationDocument } from './schemas/difference-schemas.js';

export function reconciliationsIn({ reconciliations }: Collections): ReconciliationsStore {
  return {
    async begin(connector, at, { due, unfinished }) {
      const begun = { $set: { startedAt: at, finishedAt: null, compared: 0, found: 0 } };
      try {
        const taken = await reconciliations.updateOne(
          { _id: connector, $or: [{ startedAt: { $lte: due } }, { startedAt: { $lte: unfinished }, finishedAt: null }] },
          begun,
          { upsert: true },
        );
        return taken.modifiedCount + taken.upsertedCount === 1;
      } catch (error) {
        // there already, and begun since: another one compares
        if ((error as { code?: number }).code === DUPLICATE_KEY) return false;
        throw error;
      }
    },
    async finish({ connector, compared, found }, at) {
      await reconciliations.updateOne({ _id: connector }, { $set: { finishedAt: at, compared, found } });
    },
    all: async () => (await reconciliations.find().sort({ _id: 1 }).lean()).map(toReconciliation),
  };
}

function toReconciliation({ _id, ...result }: ReconciliationDocument): Reconciliation {
  return { connector: _id, ...result };
}
