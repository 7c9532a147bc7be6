import type { StoredAccess } from '../people.js';
import { plainSchema } from './plain-schema.js';

export type AccessDocument = Omit<StoredAccess, 'id'> & { readonly _id: string; readonly order: string };

export const ACCESS_BY_DOSSIER = { dossiers: 1, order: -1 } as const;
export const ACCESS_BY_ACCOUNT = { account: 1, order: -1 } as const;
export const ACCESS_BY_TIME = { order: -1 } as const;

export const accessSchema = plainSchema(
  {
    _id: String,
    at: Number,
    account: String,
    agency: String,
    operation: String,
    purpose: String,
    stated: Boolean,
    dossiers: [String],
    file: String,
    order: String,
  },
  [[ACCESS_BY_DOSSIER], [ACCESS_BY_ACCOUNT], [ACCESS_BY_TIME]],
);
