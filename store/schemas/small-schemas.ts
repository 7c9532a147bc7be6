/** Shapes of the collections that need no more than a few lines. */
import type { RosterEntry } from '../../domain/organisation/roster.js';
import type { Account } from '../people.js';
import type { CatalogueEntry, Hash, Intent, Note, RememberedResponse, StoredNotice } from '../store.js';
import { Json, plainSchema } from './plain-schema.js';

export interface BlobDocument {
  readonly _id: Hash;
  /** Canonical text, kept as text: the same bytes come back. */
  readonly text: string;
}
export const blobSchema = plainSchema({ _id: String, text: String });

export type NoteDocument = Note & { readonly _id: string };
export const noteSchema = plainSchema({ _id: String, text: String, legalBasis: String, nextStep: String, items: Json });

export type CatalogueDocument = CatalogueEntry & { readonly _id: string };
export const catalogueSchema = plainSchema(
  {
    _id: String,
    code: String,
    version: Number,
    planHash: String,
    definitionHash: String,
    effectiveFrom: String,
    effectiveTo: String,
    name: Json,
    field: String,
    publishedAt: Number,
  },
  [
    [{ code: 1, version: -1 }, { unique: true }],
    [{ code: 1, effectiveFrom: -1 }, { unique: true }],
    [{ planHash: 1 }, { unique: true }],
  ],
);

export interface CurrentDocument {
  readonly _id: string;
  readonly hash: Hash;
}
export const currentSchema = plainSchema({ _id: String, hash: String });

export type IntentDocument = Omit<Intent, 'key'> & { readonly _id: string };
/** Clustered and without a second index: written at every act, gone a moment later, and so few at any time that the sweeper can look at all of them. */
export const intentSchema = plainSchema({ _id: String, dossierId: String, requestHash: String, at: Number }, [], {
  clusteredIndex: { key: { _id: 1 }, unique: true },
});

export interface CounterDocument {
  readonly _id: string;
  readonly value: number;
}
export const counterSchema = plainSchema({ _id: String, value: Number });

export type AccountDocument = Omit<Account, 'id'> & { readonly _id: string };
export const accountSchema = plainSchema(
  {
    _id: String,
    name: Json,
    kind: String,
    posts: Json,
    connector: String,
    passwordHash: String,
    active: Boolean,
  },
  [[{ 'posts.agency': 1 }]],
);

/** An entry, the last day it speaks of, and its place among the others. */
export type RosterDocument = DistributiveOmit<RosterEntry, 'id'> & { readonly _id: string; readonly last: string; readonly order: string };
type DistributiveOmit<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never;
export const rosterSchema = plainSchema(
  {
    _id: String,
    kind: String,
    officer: String,
    agency: String,
    from: String,
    until: String,
    to: String,
    weekdays: Json,
    dates: Json,
    reason: String,
    substitute: String,
    absence: String,
    by: String,
    at: Number,
    last: String,
    order: String,
  },
  [[{ officer: 1, last: 1 }], [{ substitute: 1, last: 1 }, { partialFilterExpression: { substitute: { $exists: true } } }]],
);

export interface ResponseDocument extends RememberedResponse {
  readonly _id: string;
  readonly at: Date;
}
const SEVEN_DAYS = 7 * 24 * 3600;
export const responseSchema = plainSchema(
  { _id: String, requestHash: String, status: Number, body: Json, headers: Json, shown: Json, at: Date },
  [[{ at: 1 }, { expireAfterSeconds: SEVEN_DAYS }]],
);

export type NoticeDocument = Omit<StoredNotice, 'id'> & {
  readonly _id: string;
  readonly queues: readonly string[];
  readonly order: string;
};
export const noticeSchema = plainSchema(
  {
    _id: String,
    dossierId: String,
    kind: String,
    about: String,
    to: String,
    agency: String,
    role: String,
    note: String,
    form: String,
    run: String,
    at: Number,
    queues: [String],
    order: String,
  },
  [[{ dossierId: 1, order: 1 }], [{ queues: 1, order: -1 }], [{ order: -1 }]],
);
