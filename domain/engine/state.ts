/**
 * The state of one dossier as the engine keeps it: plain JSON, whole in the workflow, never read from the store.
 */
import type { CutOff, Suspension, SuspensionPolicy, Term, TermUnit } from '../clock/term.js';
import type { Leg, PartyId, Rung, StepId } from '../procedure/plan.js';
import type { Scalar } from '../procedure/expression.js';
import type { Instant } from '../time/instant.js';
import type { Act, Actor, AgencyId, CalendarHash, FileId, LinkedOutcome, Medium, NoteId, OfficerId, Origin, RunId } from './event.js';

/** Internal status; each maps to one national code 1–10 (`national-status.ts`). */
export type Status =
  | 'submitted'
  | 'supplement before acceptance'
  | 'not accepted'
  | 'accepted'
  | 'in progress'
  | 'at partner'
  | 'supplement requested'
  | 'waiting for payment'
  | 'waiting for applicant'
  | 'processed'
  | 'refused'
  | 'stopped'
  | 'delivered';

/** How a dossier ended. */
export type Outcome = 'granted' | 'refused' | 'withdrawn' | 'stopped' | 'not accepted';

/** End of processing before the due day, on it, or after the due instant (Circular 01/2020, form II.06). */
export type Timeliness = 'early' | 'on time' | 'late';

/** Whose time it is. Agencies hold the dossier in office hours only; see `clock/buckets.ts`. */
export type Holder =
  | { readonly kind: 'agency'; readonly agency: AgencyId; readonly officer?: OfficerId }
  | { readonly kind: 'applicant' }
  | { readonly kind: 'outside'; readonly agency: AgencyId }
  | { readonly kind: 'nobody' };

/** `total`, `appointment:first`, `step:appraise#1`, `arrival:appraise#1`, `handover:appraise#1`, `matter:1`, `supplement#1`. */
export type DeadlineId = string;

/** All that a due instant follows from, beside the calendar; its ledger can be made again from it at any time. */
export interface ClockBasis {
  readonly start: Instant;
  /** A single term, ... */
  readonly term?: Term;
  /** ... or legs added up, ... */
  readonly legs?: readonly Leg[];
  /** ... or an instant promised by hand (the new appointment of an apology). */
  readonly fixed?: Instant;
  readonly cutOff?: CutOff;
  /** Added length, in the unit of the dossier's term. */
  readonly extension: number;
  readonly extensionUnit: TermUnit;
  readonly suspensions: readonly Suspension[];
  /** Counted by this calendar; absent: by the one of reception. */
  readonly calendar?: CalendarHash;
  /** When it was due before a revised calendar moved it, and the number of the decision; oldest first. */
  readonly moved?: readonly { readonly from: Instant; readonly decision: string }[];
}

export interface Deadline {
  readonly id: DeadlineId;
  basis: ClockBasis;
  status: 'running' | 'suspended' | 'met' | 'breached' | 'cancelled';
  /** Last line of its ledger; null while suspended. Kept so that the next wake-up need not recompute it. */
  dueAt: Instant | null;
  /** What holds the clock now; it runs again when the last of them ends. */
  holds: { readonly cause: string; readonly policy: SuspensionPolicy }[];
  readonly rungs: readonly Rung[];
  /** Instants of the rungs that have not fired, earliest first. */
  pending: { readonly id: string; readonly at: Instant }[];
  /** Rungs fired so far (or passed over in a burst); each fires once. */
  fired: string[];
}

export interface Run {
  readonly id: RunId;
  readonly step: StepId;
  readonly openedAt: Instant;
  /** Branch run it belongs to: the run of the enclosing parallel step and the branch name. */
  readonly within?: { readonly run: RunId; readonly branch: string };
  officer?: OfficerId;
  /** Consult: opinions still awaited. */
  awaiting?: PartyId[];
  /** Parallel: branches ended. */
  ended?: string[];
  /** Parallel, on paper: branches that open one after the other, in this order. */
  waiting?: string[];
  /** Applicant pays: the references. */
  obligations?: string[];
  /** Applicant acts: how often so far. */
  times?: number;
  /** The crossing that brought it here; absent where the dossier stayed in the same agency. */
  handover?: Handover;
  /** The dossier it opened. */
  linked?: { readonly dossier: string; readonly number: string };
  /** Automatic: the system gave up and the fallback party must finish. */
  failed?: boolean;
}

/** A crossing from agency to agency. Until it is received the sender answers for the time. */
export interface Handover {
  /** A step that is transferred is handed over again: 1, 2, … */
  readonly time: number;
  readonly from: AgencyId;
  readonly medium: Medium | 'connector';
  received: boolean;
  accepted: boolean;
  /** When it came to where it is: sent, or received. */
  since: Instant;
}

/** Something asked of somebody, with a date: a leader's endorsement, a request for instruction. */
export interface Matter {
  readonly no: number;
  readonly to: { readonly agency: AgencyId; readonly officer?: OfficerId; readonly role?: string };
  readonly from: AgencyId;
  /** Who asked; absent when the system did. */
  readonly by?: OfficerId;
}

/** Work entered afterwards that waits for a head. */
export interface Entry {
  readonly no: number;
  readonly act: Act;
  readonly by: Actor;
  readonly effectiveAt: Instant;
  /** Agency whose head rules on it. */
  readonly agency: AgencyId;
}

export interface State {
  status: Status;
  outcome?: Outcome;
  number: string;
  receivedAt: Instant;
  /** Officer who received it. */
  receivedBy?: OfficerId;
  acceptedAt?: Instant;
  /** When the centre sent it on for the first time. */
  forwardedAt?: Instant;
  /** Officer who accepted what was filed online. */
  acceptedBy?: OfficerId;
  /** When processing ended: result ready, refused, stopped. */
  finishedAt?: Instant;
  closed: boolean;
  /** The revised calendar it counts by; absent: the one of reception. */
  calendar?: CalendarHash;
  centre: AgencyId;
  /** Where the dossier came from last: who hands over next. */
  lastAgency: AgencyId;
  bindings: Readonly<Record<PartyId, AgencyId>>;
  /** One-stop units of another level, by the agency that they supervise. */
  supervisors?: Readonly<Record<AgencyId, AgencyId>>;
  /** Those that have a copy. */
  copied?: AgencyId[];
  medium: Medium;
  origin?: Origin;
  choices: Readonly<Record<string, Scalar>>;
  documents: string[];
  receiptRequested: boolean;
  /** Open runs, in the order opened. */
  runs: Run[];
  /** Visits so far by step. */
  visits: Record<StepId, number>;
  /** Backward edges taken: `appraise>receive` to how often. */
  taken: Record<string, number>;
  /** How the linked dossiers ended so far, in the order of the news. */
  linkedEnds: LinkedOutcome[];
  /** Officers who completed each step. */
  completedBy: Record<StepId, OfficerId[]>;
  results: Record<string, FileId>;
  values: Record<string, string>;
  obligations: {
    readonly run: RunId;
    readonly step: StepId;
    readonly reply: string;
    readonly reference: string;
    readonly amount: number;
    left: number;
  }[];
  /** Causes for which the dossier's clock is suspended by hand. */
  suspendedFor: string[];
  /** Asked and not answered yet. */
  matters: Matter[];
  /** How many matters there have been; their numbers. */
  mattersSoFar: number;
  entries: Entry[];
  entriesSoFar: number;
  deadlines: Record<DeadlineId, Deadline>;
  /** `atDesk`: those before acceptance, counted apart. */
  supplements: { requested: number; atDesk?: number; open: { readonly run: RunId | null; readonly documents: readonly string[] } | null };
  extension: { granted: number; asked: { readonly run: RunId; readonly length: number; readonly note: NoteId } | null };
  reappointments: number;
  /** Lateness episodes of the promised dates: the first breach opens one; the apology belongs to it. */
  episodes: {
    readonly no: number;
    deadline: DeadlineId;
    readonly agency: AgencyId | null;
    /** Roles of the heads of the agency, who apologise; it may have passed the dossier on since. */
    readonly heads: readonly string[];
    apologised: boolean;
    over: boolean;
  }[];
  holder: Holder;
  /** Number of the last fact. */
  factNo: number;
  /** Instant of the last event; time never runs backwards. */
  now: Instant;
}
