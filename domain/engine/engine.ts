/** Words shared by the parts of the engine: `advance`, `judge`, `allowedActions`. */
import type { Calendar } from '../calendar/calendar.js';
import type { Plan } from '../procedure/plan.js';
import type { Event } from './event.js';
import type { Command } from './command.js';
import type { Fact } from './fact.js';
import type { State } from './state.js';

/** What follows from an event. */
export interface Step {
  readonly state: State;
  readonly facts: readonly Fact[];
  readonly commands: readonly Command[];
  /** What the dossier stands under from now on: another calendar, when the event applied one. */
  readonly world: World;
}

/** What a dossier stands under. The plan never changes while it runs; the calendar does when a revised one is applied to it. */
export interface World {
  readonly plan: Plan;
  readonly calendar: Calendar;
  /** Of a dossier whose calendar was revised: the one of reception under '', the later ones by hash. Who explains a date looks here (`countedBy`). */
  readonly calendars?: Readonly<Record<string, Calendar>>;
}

/** Why an event cannot happen now. */
export interface Refusal {
  readonly code: RefusalCode;
  /** Values for the message: what was found, what was expected. */
  readonly found?: string;
  readonly expected?: readonly string[];
}

export type RefusalCode =
  | 'NOT_RECEIVED'
  | 'ALREADY_RECEIVED'
  | 'DOSSIER_CLOSED'
  | 'TIME_RUNS_BACKWARDS'
  | 'NO_SUCH_RUN'
  | 'NOT_ALLOWED_NOW'
  | 'WRONG_AGENCY'
  | 'WRONG_ROLE'
  | 'HELD_BY_ANOTHER'
  | 'SAME_OFFICER'
  | 'OUTCOME_UNKNOWN'
  | 'OUTCOME_MISSING'
  | 'LOOP_EXHAUSTED'
  | 'RESULT_MISSING'
  | 'DOCUMENT_UNKNOWN'
  | 'LOOKUP_MISSING'
  | 'LOOKUP_WITHOUT_EFFECT'
  | 'SUPPLEMENT_NEEDS_HEAD'
  | 'SUPPLEMENT_EXHAUSTED'
  | 'GROUND_UNKNOWN'
  | 'EXTENSION_EXHAUSTED'
  | 'EXTENSION_TOO_LATE'
  | 'EXTENSION_TOO_LONG'
  | 'EXTENSION_NOT_ASKED'
  | 'EXTENSION_PENDING'
  | 'NOTHING_TO_APOLOGISE'
  | 'REAPPOINTMENT_EXHAUSTED'
  | 'REAPPOINTMENT_IN_PAST'
  | 'REPLY_UNKNOWN'
  | 'OBLIGATION_MISSING'
  | 'OBLIGATION_UNKNOWN'
  | 'ALREADY_PAID'
  | 'OVERPAID'
  | 'NOT_ASKED'
  | 'METHOD_UNKNOWN'
  | 'VALUE_MISSING'
  | 'DOCUMENT_MISSING'
  | 'SUPPLEMENT_NOT_OPEN'
  | 'SUPPLEMENT_OPEN'
  | 'CHANNEL_UNKNOWN'
  | 'BINDING_MISSING'
  | 'CHOICE_MISSING'
  | 'ALREADY_ACKNOWLEDGED'
  | 'TRANSFER_TO_ITSELF'
  | 'BRANCHES_DIFFER'
  | 'REFERENCE_TAKEN'
  | 'CAUSE_UNKNOWN'
  | 'ALREADY_SUSPENDED'
  | 'NOT_SUSPENDED'
  | 'MATTER_UNKNOWN'
  | 'ANSWER_BY_IN_PAST'
  | 'ENTRY_UNKNOWN'
  | 'ENTRY_TOO_EARLY'
  | 'ENTRY_IN_FUTURE'
  | 'ENTRY_NEEDS_HEAD'
  | 'EVIDENCE_MISSING'
  | 'POSTAL_NUMBER_MISSING'
  | 'CALENDAR_MISSING';

export interface AllowedAction {
  readonly act: Event['act']['type'];
  readonly run?: string;
  readonly step?: string;
  /** For complete: the outcomes; for reply: the replies; for deliver: the methods. */
  readonly choices?: readonly string[];
  /** For a supplement request: the database that is looked into before a paper is asked for, by paper; absent where there is none. */
  readonly lookups?: Readonly<Record<string, string>>;
}
