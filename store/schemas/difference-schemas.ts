/** Shapes of what the store keeps of comparing with partners. */
import type { Difference, Reconciliation } from '../differences-kept.js';
import { Json, plainSchema } from './plain-schema.js';

export type DifferenceDocument = Omit<Difference, 'id'> & {
  readonly _id: string;
  /** In whose lists. */
  readonly lists: readonly string[];
  readonly order: string;
};

export const EVERYBODY = '*';

export const DIFFERENCES_OF = { lists: 1, state: 1, order: -1 } as const;
export const DIFFERENCES_ABOUT = { connector: 1, subject: 1 } as const;
/** Only of what is not settled: the rest is history. */
export const UNSETTLED = { connector: 1, seenAt: 1 } as const;

export const differenceSchema = plainSchema(
  {
    _id: String,
    connector: String,
    kind: String,
    subject: String,
    about: String,
    dossierId: String,
    number: String,
    field: String,
    rehearsal: Boolean,
    run: String,
    centre: String,
    agency: String,
    ours: Json,
    theirs: Json,
    row: String,
    messageId: String,
    act: Json,
    state: String,
    foundAt: Number,
    seenAt: Number,
    events: Json,
    lists: [String],
    order: String,
  },
  [
    [DIFFERENCES_OF],
    [DIFFERENCES_ABOUT],
    [UNSETTLED, { name: 'unsettled', partialFilterExpression: { state: { $in: ['open', 'ordered'] } } }],
    [{ order: 1 }, { name: 'ordered', partialFilterExpression: { state: 'ordered' } }],
  ],
);

export type ReconciliationDocument = Omit<Reconciliation, 'connector'> & { readonly _id: string };

export const reconciliationSchema = plainSchema({ _id: String, startedAt: Number, finishedAt: Number, compared: Number, found: Number });
