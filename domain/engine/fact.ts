/**
 * What the engine says has happened: append-only, numbered from 1 without gaps, in the past tense. Everything people read (lists, timelines, reports)
 * is folded from facts; see `view.ts`.
 */
import type { Instant } from '../time/instant.js';
import type { Addressee, Channel, DeliveryMethod, PartyId, StepId } from '../procedure/plan.js';
import type { Scalar } from '../procedure/expression.js';
import type {
  Act,
  Actor,
  AgencyId,
  CalendarHash,
  FileId,
  LinkedOutcome,
  Lookup,
  Medium,
  NoteId,
  OfficerId,
  Origin,
  RunId,
} from './event.js';
import type { ClockBasis, DeadlineId, Holder, Outcome, Status, Timeliness } from './state.js';

export type Fact = FactHead & FactBody;

export interface FactHead {
  readonly no: number;
  /** When it happened in the office: for a deadline, the due instant, not when somebody noticed. */
  readonly effectiveAt: Instant;
  /** When the system learned it. */
  readonly recordedAt: Instant;
  /** Absent when time itself did it. */
  readonly by?: FactActor;
}

/** Who did it: without the roles of the moment, which are the act's. */
export type FactActor = { readonly kind: Actor['kind']; readonly id: string; readonly agency?: AgencyId };

interface MatterRaised {
  readonly matter: number;
  readonly to: { readonly agency: AgencyId; readonly officer?: OfficerId; readonly role?: string };
  readonly note: NoteId;
  readonly answerBy: Instant;
}

export type FactBody =
  | {
      readonly type: 'dossierReceived';
      readonly number: string;
      readonly channel: Channel;
      readonly centre: AgencyId;
      readonly bindings: Readonly<Record<PartyId, AgencyId>>;
      readonly choices: Readonly<Record<string, Scalar>>;
      readonly documents: readonly string[];
      /** Absent: electronic. */
      readonly medium?: Medium;
      readonly origin?: Origin;
    }
  | { readonly type: 'dossierAccepted' }
  | { readonly type: 'dossierDeclined'; readonly note: NoteId }
  | { readonly type: 'statusChanged'; readonly status: Status }
  | { readonly type: 'heldBy'; readonly holder: Holder }
  // steps
  | {
      readonly type: 'stepOpened';
      readonly run: RunId;
      readonly step: StepId;
      readonly kind: string;
      readonly party?: PartyId;
      readonly agency?: AgencyId;
      readonly role?: string;
    }
  | { readonly type: 'taskClaimed'; readonly run: RunId; readonly officer: OfficerId }
  | { readonly type: 'taskReleased'; readonly run: RunId }
  | { readonly type: 'taskReassigned'; readonly run: RunId; readonly officer: OfficerId }
  | {
      readonly type: 'stepCompleted';
      readonly run: RunId;
      readonly step: StepId;
      readonly outcome: string;
      readonly results?: Readonly<Record<string, FileId>>;
      readonly note?: NoteId;
    }
  | { readonly type: 'stepReturned'; readonly run: RunId; readonly step: StepId; readonly to: StepId; readonly note: NoteId }
  | { readonly type: 'stepCancelled'; readonly run: RunId; readonly step: StepId }
  // the clock
  | { readonly type: 'deadlineStarted'; readonly deadline: DeadlineId; readonly dueAt: Instant | null; readonly basis: ClockBasis }
  | { readonly type: 'deadlineSuspended'; readonly deadline: DeadlineId; readonly cause: string; readonly basis: ClockBasis }
  | {
      readonly type: 'deadlineMoved';
      readonly deadline: DeadlineId;
      readonly dueAt: Instant | null;
      readonly from: Instant | null;
      readonly cause: string;
      readonly basis: ClockBasis;
    }
  | { readonly type: 'deadlineMet'; readonly deadline: DeadlineId; readonly timeliness: Timeliness }
  | { readonly type: 'deadlineCancelled'; readonly deadline: DeadlineId }
  | {
      readonly type: 'deadlineBreached';
      readonly deadline: DeadlineId;
      readonly dueAt: Instant;
      readonly holder: Holder;
      readonly episode: number | null;
    }
  | {
      readonly type: 'rungReached';
      readonly deadline: DeadlineId;
      readonly rung: string;
      readonly do: 'remind' | 'escalate';
      readonly to: Addressee;
      readonly agency?: AgencyId;
      readonly role?: string;
      /** Who held the step, or was asked by name. */
      readonly officer?: OfficerId;
    }
  /** From now on dates are counted by this calendar; `moved`: so are those that ran, each in a `deadlineMoved` of its own. */
  | {
      readonly type: 'calendarApplied';
      readonly change: string;
      readonly calendar: CalendarHash;
      readonly moved: boolean;
      readonly decision: string;
      readonly note: NoteId;
      readonly proposedBy: OfficerId;
      readonly approvedBy: OfficerId;
    }
  // what the law lets happen
  | {
      readonly type: 'supplementRequested';
      readonly run: RunId | null;
      readonly documents: readonly string[];
      /** By document that data stand in for: why they did not. */
      readonly lookups?: Readonly<Record<string, Lookup>>;
      readonly note: NoteId;
      readonly time: number;
      readonly late: boolean;
    }
  | { readonly type: 'supplementReceived'; readonly documents: readonly string[] }
  | { readonly type: 'supplementExpired' }
  | { readonly type: 'extensionAsked'; readonly run: RunId; readonly length: number; readonly note: NoteId }
  | { readonly type: 'extensionGranted'; readonly length: number; readonly decision: string; readonly note: NoteId }
  | { readonly type: 'extensionRefused'; readonly decision: string; readonly note: NoteId }
  | {
      readonly type: 'apologyIssued';
      readonly episode: number;
      readonly agency: AgencyId | null;
      readonly note: NoteId;
      readonly newAppointmentAt?: Instant;
    }
  | { readonly type: 'dossierRefused'; readonly run: RunId; readonly ground: string; readonly note: NoteId }
  | { readonly type: 'dossierWithdrawn'; readonly note: NoteId }
  | {
      readonly type: 'dossierStopped';
      readonly cause: 'officer' | 'supplement expired' | 'linked dossiers stopped' | StepId;
      readonly note?: NoteId;
    }
  // from agency to agency
  | {
      readonly type: 'handoverSent';
      readonly run: RunId;
      readonly from: AgencyId;
      readonly to: AgencyId;
      readonly medium: Medium | 'connector';
      /** What the centre sends on for the first time: until when it was to go. */
      readonly forwardBy?: Instant;
    }
  /** The one-stop unit that supervises the agency has a copy. */
  | { readonly type: 'copySent'; readonly run: RunId; readonly agency: AgencyId; readonly to: AgencyId }
  /** `waited`: office time since it was sent, in milliseconds. */
  | { readonly type: 'handoverReceived'; readonly run: RunId; readonly waited: number }
  /** `waited`: office time since it was received. */
  | { readonly type: 'handoverAccepted'; readonly run: RunId; readonly waited: number }
  /** Sent back to where it came from. */
  | { readonly type: 'handoverReturned'; readonly run: RunId }
  | {
      readonly type: 'dossierTransferred';
      readonly run: RunId | null;
      readonly from: AgencyId;
      readonly to: AgencyId;
      /** All parties and the agencies that act for them from now on. */
      readonly bindings: Readonly<Record<PartyId, AgencyId>>;
      readonly note: NoteId;
      /** Not within the day. */
      readonly late: boolean;
    }
  | { readonly type: 'branchesOrdered'; readonly run: RunId; readonly branches: readonly string[] }
  | {
      readonly type: 'linkedDossierRequested';
      readonly run: RunId;
      readonly step: StepId;
      readonly procedure: string;
      readonly agency: AgencyId;
    }
  | { readonly type: 'linkedDossierOpened'; readonly run: RunId; readonly dossier: string; readonly number: string }
  | {
      readonly type: 'linkedDossierEnded';
      readonly run: RunId;
      readonly outcome: LinkedOutcome;
      readonly results?: Readonly<Record<string, FileId>>;
      readonly values?: Readonly<Record<string, string>>;
    }
  // what leaders and officers ask of each other
  | ({ readonly type: 'endorsed' } & MatterRaised)
  | ({ readonly type: 'instructionAsked'; readonly run: RunId } & MatterRaised)
  | { readonly type: 'matterAnswered'; readonly matter: number; readonly note: NoteId }
  // entered afterwards
  | {
      readonly type: 'workEntered';
      readonly entry: number;
      readonly act: Act['type'];
      readonly run?: RunId;
      /** When it was done; the facts that follow from it have this as their `effectiveAt`. */
      readonly doneAt: Instant;
      readonly evidence: readonly FileId[];
      /** Older than may be entered without a head. */
      readonly awaitsRuling: boolean;
      readonly note?: NoteId;
    }
  | { readonly type: 'entryRuled'; readonly entry: number; readonly granted: boolean; readonly note?: NoteId }
  /** What was thought missed was done in time, as work entered afterwards shows. */
  | { readonly type: 'breachCorrected'; readonly deadline: DeadlineId; readonly timeliness: Timeliness; readonly episode: number | null }
  | { readonly type: 'dossierSuspended'; readonly cause: string; readonly note: NoteId }
  | { readonly type: 'dossierResumed'; readonly cause: string; readonly note?: NoteId }
  // other agencies, the applicant, the system
  | {
      readonly type: 'handoffRequested';
      readonly run: RunId;
      readonly step: StepId;
      readonly to: PartyId;
      readonly agency: AgencyId;
      readonly message: string;
    }
  | {
      readonly type: 'handoffReplied';
      readonly run: RunId;
      readonly step: StepId;
      readonly reply: string;
      readonly value?: string;
      readonly note?: NoteId;
    }
  | {
      readonly type: 'obligationStated';
      readonly run: RunId;
      readonly reference: string;
      readonly amount: number;
      readonly item?: string;
    }
  | {
      readonly type: 'obligationSettled';
      readonly reference: string;
      readonly how: 'exempt' | 'deferred';
      readonly amount: number;
      readonly note?: NoteId;
    }
  | { readonly type: 'obligationPaid'; readonly reference: string; readonly amount: number; readonly left: number }
  | { readonly type: 'opinionAsked'; readonly run: RunId; readonly party: PartyId; readonly agency: AgencyId }
  | {
      readonly type: 'opinionGiven';
      readonly run: RunId;
      readonly party: PartyId;
      readonly opinion: 'agree' | 'disagree';
      readonly note?: NoteId;
    }
  | { readonly type: 'silenceTakenAsConsent'; readonly run: RunId; readonly party: PartyId }
  | { readonly type: 'applicantFulfilled'; readonly run: RunId; readonly time: number; readonly note?: NoteId }
  | { readonly type: 'postingEnded'; readonly run: RunId }
  | { readonly type: 'objectionLodged'; readonly run: RunId; readonly note: NoteId }
  | { readonly type: 'automaticDone'; readonly run: RunId; readonly value?: string }
  | { readonly type: 'automaticFailed'; readonly run: RunId }
  | { readonly type: 'resultReady'; readonly outcome: Outcome; readonly timeliness: Timeliness }
  | {
      readonly type: 'resultDelivered';
      readonly run: RunId;
      /** `interlink`: to the dossier that waited for it. */
      readonly method: DeliveryMethod | 'interlink';
      readonly reference?: string;
      readonly evidence?: FileId;
      readonly note?: NoteId;
    }
  | { readonly type: 'dossierClosed'; readonly outcome: Outcome };

export type FactType = FactBody['type'];
