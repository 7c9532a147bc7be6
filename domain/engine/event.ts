/**
 * What can happen to a dossier: the input of the engine. Acts of people and systems, and the passing of time.
 *
 * Free text (reasons, names of missing papers' defects) is never here: it is kept in the store and named by `note`, a content hash.
 */
import type { Instant } from '../time/instant.js';
import type { Channel, DeliveryMethod, PartyId, StepId } from '../procedure/plan.js';
import type { Scalar } from '../procedure/expression.js';

/** `appraise#2`: the second visit of one dossier to the step `appraise`. */
export type RunId = string;
export type OfficerId = string;
export type AgencyId = string;
/** Content hash of a text kept in the store. */
export type NoteId = string;
/** Id of a stored file. */
export type FileId = string;

/** Who acts. Roles are those held at that agency. A `system` acts for the parties that name its connector. */
export type Actor =
  | { readonly kind: 'officer'; readonly id: OfficerId; readonly agency: AgencyId; readonly roles: readonly string[] }
  | { readonly kind: 'system'; readonly id: string };

export interface Event {
  /** When it happened, by the clock of the host (the workflow, the simulator). Never decreases. */
  readonly at: Instant;
  readonly by: Actor;
  readonly act: Act;
}

export type Act =
  | Receive
  | { readonly type: 'accept' }
  | { readonly type: 'decline'; readonly note: NoteId }
  | { readonly type: 'claim'; readonly run: RunId }
  | { readonly type: 'release'; readonly run: RunId }
  | { readonly type: 'reassign'; readonly run: RunId; readonly officer: OfficerId }
  | Complete
  | { readonly type: 'return'; readonly run: RunId; readonly to?: StepId; readonly note: NoteId }
  | { readonly type: 'request supplement'; readonly run?: RunId; readonly documents: readonly string[]; readonly note: NoteId }
  | { readonly type: 'receive supplement'; readonly documents: readonly string[] }
  | { readonly type: 'refuse'; readonly run: RunId; readonly ground: string; readonly note: NoteId }
  | { readonly type: 'withdraw'; readonly note: NoteId }
  | { readonly type: 'stop'; readonly note: NoteId }
  | { readonly type: 'ask extension'; readonly run: RunId; readonly length: number; readonly note: NoteId }
  | RuleExtension
  | { readonly type: 'apologise'; readonly note: NoteId; readonly newAppointmentAt?: Instant }
  | ReplyAct
  | {
      readonly type: 'give opinion';
      readonly run: RunId;
      readonly party: PartyId;
      readonly opinion: 'agree' | 'disagree';
      readonly note?: NoteId;
    }
  | { readonly type: 'pay'; readonly reference: string; readonly amount: number }
  | { readonly type: 'fulfil'; readonly run: RunId; readonly note?: NoteId }
  | { readonly type: 'object'; readonly run: RunId; readonly note: NoteId }
  | { readonly type: 'finish automatic'; readonly run: RunId; readonly ok: boolean; readonly value?: string }
  | Deliver
  | { readonly type: 'wake' };

/** Reception. At the desk and by post the dossier is accepted at once; online it waits for `accept`. */
export interface Receive {
  readonly type: 'receive';
  readonly number: string;
  readonly channel: Channel;
  /** The agency that acts for each party of the plan. */
  readonly bindings: Readonly<Record<PartyId, AgencyId>>;
  /** The one-stop centre that receives. */
  readonly centre: AgencyId;
  readonly choices: Readonly<Record<string, Scalar>>;
  /** Keys of the documents handed in (or satisfied from a database). */
  readonly documents: readonly string[];
  /** The applicant asks for a receipt where the procedure gives none by itself. */
  readonly receiptRequested?: boolean;
}

export interface Complete {
  readonly type: 'complete';
  readonly run: RunId;
  /** Needed when the step has more than one outcome. */
  readonly outcome?: string;
  /** Result documents the step produces: key to stored file. */
  readonly results?: Readonly<Record<string, FileId>>;
  readonly note?: NoteId;
}

export interface RuleExtension {
  readonly type: 'rule extension';
  readonly granted: boolean;
  /** Number of the decision. */
  readonly decision: string;
  readonly note: NoteId;
}

export interface ReplyAct {
  readonly type: 'reply';
  readonly run: RunId;
  /** One of the step's replies. */
  readonly reply: string;
  /** Amount in whole đồng and the reference it is paid under, when the reply states an obligation. */
  readonly obligation?: { readonly reference: string; readonly amount: number };
  /** The number the other system returns, when the reply brings one. */
  readonly value?: string;
  readonly note?: NoteId;
}

export interface Deliver {
  readonly type: 'deliver';
  readonly run: RunId;
  readonly method: DeliveryMethod;
  readonly note?: NoteId;
}
