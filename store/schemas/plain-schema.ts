import mongoose, { type IndexDefinition, type IndexOptions, type SchemaDefinition, type SchemaOptions } from 'mongoose';

/** JSON kept as it is. */
export const Json = mongoose.Schema.Types.Mixed;

/** The columns of `OfDossier`. */
export const OF_DOSSIER = { dossierId: String, number: String, procedure: String, field: String, rehearsal: Boolean } as const;

export type Index = readonly [fields: IndexDefinition, options?: IndexOptions];

/** What mongoose takes but its types do not know. */
interface Clustered {
  readonly clusteredIndex?: { readonly key: { readonly _id: 1 }; readonly unique: true };
}

/** A schema that says shape and indexes and does nothing else: no version key, no ids of its own, nothing unknown let in. */
export function plainSchema(
  shape: SchemaDefinition,
  indexes: readonly Index[] = [],
  collectionOptions: SchemaOptions & Clustered = {},
): mongoose.Schema {
  const schema = new mongoose.Schema(shape, {
    versionKey: false,
    minimize: false,
    strict: 'throw',
    id: false,
    autoIndex: false,
    autoCreate: false,
    ...collectionOptions,
  });
  for (const [fields, options] of indexes) schema.index(fields, options);
  return schema;
}
