/**
 * What can happen to a dossier: the input of the engine. Acts of people and systems, and the passing of time.
 *
 * Free text (reasons, names of missing papers' defects) is never here: it is kept in the store and named by `note`, a content hash.
 */
import type { Calendar } from '../calendar/calendar.js';
import type { Instant } from '../time/instant.js';
import type { Channel, DeliveryMethod, PartyId, StepId } from '../procedure/plan.js';
import type { Scalar } from '../procedure/expression.js';

/** `appraise#2`: the second visit of one dossier to the step `appraise`. */
export type RunId = string;
export type OfficerId = string;
export type AgencyId = string;
/** Content hash of a text kept in the store. */
export type NoteId = string;
/** Content hash of a calendar kept in the store. */
export type CalendarHash = string;
/** Id of a stored file. */
export type FileId = string;

/**
 * Who acts. Roles are those held at that agency. `for`: absent officers in whose place he acts, so that what they hold does not wait for them. A `system` acts for
 * the parties that name its connector; `motcua` is this system itself, `roster` the keeper of absences.
 */
export type Actor =
  | {
      readonly kind: 'officer';
      readonly id: OfficerId;
      readonly agency: AgencyId;
      readonly roles: readonly string[];
      readonly for?: readonly OfficerId[];
      /** Agencies of the dossier that the officer leads, be it from an agency above. */
      readonly leads?: readonly AgencyId[];
    }
  | { readonly kind: 'system'; readonly id: string };

export interface Event {
  /** When it happened, by the clock of the host (the workflow, the simulator). Never decreases. */
  readonly at: Instant;
  readonly by: Actor;
  readonly act: Act;
  /** The calendar that the act applies: the act itself has only its hash, so that a history stays small. */
  readonly calendar?: Calendar;
}

/** How asking a national database for what a paper says ended without it. */
export type Lookup = 'not found' | 'incomplete' | 'unavailable';

/** @property lookups by document, for each that a database's data stand in for. */
export interface RequestSupplement {
  readonly type: 'request supplement';
  readonly run?: RunId;
  readonly documents: readonly string[];
  readonly lookups?: Readonly<Record<string, Lookup>>;
  readonly note: NoteId;
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
  | RequestSupplement
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
  | StateObligation
  | { readonly type: 'settle obligation'; readonly reference: string; readonly how: 'exempt' | 'deferred'; readonly note?: NoteId }
  | { readonly type: 'fulfil'; readonly run: RunId; readonly note?: NoteId }
  | { readonly type: 'object'; readonly run: RunId; readonly note: NoteId }
  | { readonly type: 'finish automatic'; readonly run: RunId; readonly ok: boolean; readonly value?: string }
  | Deliver
  | Acknowledge
  | Transfer
  | { readonly type: 'order branches'; readonly run: RunId; readonly branches: readonly string[] }
  | { readonly type: 'link'; readonly run: RunId; readonly dossier: string; readonly number: string }
  | Report
  | { readonly type: 'suspend'; readonly cause: string; readonly note: NoteId }
  | { readonly type: 'resume'; readonly cause: string; readonly note?: NoteId }
  | Endorse
  | { readonly type: 'ask instruction'; readonly run: RunId; readonly note: NoteId; readonly answerBy: Instant }
  | { readonly type: 'answer'; readonly matter: number; readonly note: NoteId }
  | EnterWork
  | { readonly type: 'rule entry'; readonly entry: number; readonly granted: boolean; readonly note?: NoteId }
  | ApplyCalendar
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
  /** One-stop units of another level, by the agency that they supervise; each gets a copy of what is handed over to it. */
  readonly supervisors?: Readonly<Record<AgencyId, AgencyId>>;
  readonly choices: Readonly<Record<string, Scalar>>;
  /** Keys of the documents handed in (or satisfied from a database). */
  readonly documents: readonly string[];
  /** The applicant asks for a receipt where the procedure gives none by itself. */
  readonly receiptRequested?: boolean;
  /** How it moves between agencies; electronic when absent. Paper goes from hand to hand, and each hand signs for it (Decree 61/2018, art. 19.6). */
  readonly medium?: Medium;
  /** The step of another dossier that opened this one and waits for it. */
  readonly origin?: Origin;
  /** Received on paper, entered later: when it was received. */
  readonly effectiveAt?: Instant;
}

export type Medium = 'electronic' | 'paper';

export interface Origin {
  readonly dossier: string;
  readonly run: RunId;
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
  /** What is to be paid, when the reply states it: one notice or several. */
  readonly obligations?: readonly Obligation[];
  /** The number the other system returns, when the reply brings one. */
  readonly value?: string;
  readonly note?: NoteId;
}

/** One notice: whole đồng, and the reference it is paid under, unique within the dossier. */
export interface Obligation {
  readonly reference: string;
  readonly amount: number;
  /** What it is for, in the words of the agency. */
  readonly item?: string;
}

/** A further notice of the agency whose reply stated the first. */
export interface StateObligation extends Obligation {
  readonly type: 'state obligation';
}

/** The other side of a handover says that it has the dossier, or that it has taken it up. */
export interface Acknowledge {
  readonly type: 'acknowledge';
  readonly run: RunId;
  readonly state: 'received' | 'accepted';
}

/**
 * Wrong competence: the dossier, or one of its steps, goes to the agency that is competent, within the day (Decree 61/2018, art. 18). Without a run, before acceptance:
 * to another one-stop centre, with the agencies bound from there.
 */
export interface Transfer {
  readonly type: 'transfer';
  readonly run?: RunId;
  readonly agency: AgencyId;
  /** Needed without a run. */
  readonly bindings?: Readonly<Record<PartyId, AgencyId>>;
  /** Of the agency that gets it; of a whole dossier: of all that it is bound to from now on. */
  readonly supervisors?: Receive['supervisors'];
  readonly note: NoteId;
}

/** A linked dossier has ended. */
export interface Report {
  readonly type: 'report';
  readonly run: RunId;
  readonly outcome: LinkedOutcome;
  /** Result documents and numbers it brings, by our keys. */
  readonly results?: Readonly<Record<string, FileId>>;
  readonly values?: Readonly<Record<string, string>>;
}

export type LinkedOutcome = 'granted' | 'refused' | 'stopped';

/** A leader's endorsement ("bút phê"): what is to be done, by whom, until when. */
export interface Endorse {
  readonly type: 'endorse';
  readonly to: { readonly agency: AgencyId; readonly officer?: OfficerId };
  readonly note: NoteId;
  readonly answerBy: Instant;
}

/** An act that was done on paper or in another system, entered with its real time and its evidence. */
export interface EnterWork {
  readonly type: 'enter';
  readonly act: Act;
  readonly effectiveAt: Instant;
  readonly evidence: readonly FileId[];
  readonly note?: NoteId;
}

/** A revised calendar reaches an open dossier. One officer proposes it, another approves. */
export interface ApplyCalendar {
  readonly type: 'apply calendar';
  /** Id of the proposal that was approved. */
  readonly change: string;
  readonly calendar: CalendarHash;
  /** Whether dates that run already are counted again, too. */
  readonly moveDates: boolean;
  /** Number of the decision by which dates move. */
  readonly decision: string;
  /** Its name, and why. */
  readonly note: NoteId;
  readonly proposedBy: OfficerId;
  readonly approvedBy: OfficerId;
}

export interface Deliver {
  readonly type: 'deliver';
  readonly run: RunId;
  readonly method: DeliveryMethod;
  /** Number of the postal item; needed by post. */
  readonly reference?: string;
  /** The slip that the receiver signed. */
  readonly evidence?: FileId;
  readonly note?: NoteId;
}
