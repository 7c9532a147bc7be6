import type { AgencyId } from '../../domain/engine/event.js';
import type { DossierView } from '../../domain/engine/view.js';
import type { DossierSeed, Hash, StoredDossier } from '../store.js';
import { Json, plainSchema } from './plain-schema.js';

/** A dossier as kept. All but the application follows from the facts. */
export interface DossierDocument extends Omit<DossierSeed, 'id'> {
  readonly _id: string;
  /** Words of the applicant's name, folded. */
  readonly words: readonly string[];
  readonly view: DossierView | null;
  readonly answers?: StoredDossier['answers'];
  /** Hash of the last fact. */
  readonly chain: Hash | null;
  /** What lists look under and sort by; absent until the first facts. */
  readonly lists?: ListKeys;
  /** Tasks that the last facts changed or closed, and whose lists they stand in: for the change feed. */
  readonly touched?: Touched;
  /** How often a rebuild found something to write; absent: never. */
  readonly rebuilt?: number;
}

export interface Touched {
  /** Makes every value new: the change feed leaves out fields set to what they were. */
  readonly factNo: number;
  /** The dossier's, as its field. */
  readonly agencies: readonly AgencyId[];
  readonly field: string;
  readonly tasks: readonly { readonly id: string; readonly agency: AgencyId | null }[];
}

export interface ListKeys {
  readonly scope: readonly string[];
  readonly received: string;
  readonly due: string;
  readonly names: readonly string[];
  /** Only of those granted and closed without a result or without its delivery: in whose lists. */
  readonly withoutResult?: readonly string[];
}

export const RECEIVED = { 'lists.scope': 1, 'lists.received': -1 } as const;
export const RECEIVED_BY_PROCEDURE = { 'lists.scope': 1, procedure: 1, 'lists.received': -1 } as const;
export const RECEIVED_BY_FIELD = { 'lists.scope': 1, field: 1, 'lists.received': -1 } as const;
export const DUE = { 'lists.scope': 1, 'lists.due': 1 } as const;
export const DUE_BY_PROCEDURE = { 'lists.scope': 1, procedure: 1, 'lists.due': 1 } as const;
export const DUE_BY_FIELD = { 'lists.scope': 1, field: 1, 'lists.due': 1 } as const;
/** The field stands last, so that numbers of other fields are passed over without reading their dossiers. */
export const NUMBER_IN_SCOPE = { 'lists.scope': 1, number: 1, field: 1 } as const;
export const NAME = { 'lists.names': 1, 'lists.received': -1 } as const;

export const WITHOUT_RESULT = { 'lists.withoutResult': 1, 'lists.received': -1 } as const;

export const dossierSchema = plainSchema(
  {
    _id: String,
    number: String,
    procedure: String,
    field: String,
    planHash: String,
    calendarHash: String,
    application: Json,
    rehearsal: Boolean,
    createdAt: Number,
    words: [String],
    view: Json,
    answers: Json,
    chain: String,
    lists: {
      type: { scope: [String], received: String, due: String, names: [String], withoutResult: { type: [String], default: undefined } },
      _id: false,
    },
    touched: Json,
    rebuilt: Number,
  },
  [
    [{ number: 1 }, { unique: true }],
    [RECEIVED],
    [RECEIVED_BY_PROCEDURE],
    [RECEIVED_BY_FIELD],
    [DUE],
    [DUE_BY_PROCEDURE],
    [DUE_BY_FIELD],
    [NUMBER_IN_SCOPE],
    [NAME],
    [WITHOUT_RESULT, { partialFilterExpression: { 'lists.withoutResult': { $exists: true } } }],
  ],
);
