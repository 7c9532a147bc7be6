import type { Collections } from './collections.js';
import { factIdsFrom } from './schemas/fact-schema.js';
import type { Store } from './store.js';
import { verifyChains } from './verify-chains.js';

export function factsIn(collections: Collections): Store['facts'] {
  return {
    async of(dossierId, from = 1, limit = 0) {
      const found = await collections.facts
        .find({ _id: factIdsFrom(dossierId, from) })
        .sort({ _id: 1 })
        .limit(limit)
        .lean();
      return found.map((row) => row.fact);
    },
    verify: (dossierId) => verifyChains(collections, dossierId),
    async extent() {
      const [dossiers, facts] = await Promise.all([collections.dossiers.countDocuments({}), collections.facts.countDocuments({})]);
      return { dossiers, facts };
    },
  };
}
