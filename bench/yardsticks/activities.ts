import type mongoose from 'mongoose';

type Collection = mongoose.mongo.Collection;

export type YardstickActivities = ReturnType<typeof createYardstickActivities>;

/** Stores facts as plain documents, once each. */
export function createYardstickActivities(facts: Collection) {
  return {
    async storeFacts(dossierId: string, batch: readonly unknown[]): Promise<void> {
      await storeFactsOf(facts, dossierId, batch);
    },
  };
}

export async function storeFactsOf(facts: Collection, dossierId: string, batch: readonly unknown[]): Promise<void> {
  const documents = batch.map((fact) => ({ dossierId, ...(fact as object) }));
  if (documents.length > 0) await facts.insertMany(documents, { ordered: true });
}
