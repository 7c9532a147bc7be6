/**
 * The door of the engine. Signatures only live here while the parts are written beside it.
 */
import type { Calendar } from '../calendar/calendar.js';
import type { Plan } from '../procedure/plan.js';
import type { Instant } from '../time/instant.js';
import type { Actor, Event } from './event.js';
import type { Command } from './command.js';
import type { Fact } from './fact.js';
import type { State } from './state.js';

export interface Step { readonly state: State; readonly facts: readonly Fact[]; readonly commands: readonly Command[] }
export interface World { readonly plan: Plan; readonly calendar: Calendar }

export type Advance = (world: World, state: State | null, event: Event) => Step;
export type Judge = (world: World, state: State | null, event: Event) => Refusal | null;
export type AllowedActions = (world: World, state: State, by: Actor, at: Instant) => AllowedAction[];
export type NextWakeUp = (state: State) => Instant | null;

/** Why an event cannot happen now. */
export interface Refusal {
  readonly code: RefusalCode;
  /** Values for the message: what was found, what was expected. */
  readonly found?: string;
  readonly expected?: readonly string[];
}

export type RefusalCode =
  | 'NOT_RECEIVED' | 'ALREADY_RECEIVED' | 'DOSSIER_CLOSED' | 'TIME_RUNS_BACKWARDS' | 'NO_SUCH_RUN' | 'NOT_ALLOWED_NOW' | 'WRONG_AGENCY' | 'WRONG_ROLE' | 'HELD_BY_ANOTHER'
  | 'SAME_OFFICER' | 'OUTCOME_UNKNOWN' | 'OUTCOME_MISSING' | 'LOOP_EXHAUSTED' | 'RESULT_MISSING' | 'DOCUMENT_UNKNOWN' | 'SUPPLEMENT_NEEDS_HEAD' | 'SUPPLEMENT_EXHAUSTED'
  | 'GROUND_UNKNOWN' | 'EXTENSION_EXHAUSTED' | 'EXTENSION_TOO_LATE' | 'EXTENSION_TOO_LONG' | 'EXTENSION_NOT_ASKED' | 'EXTENSION_PENDING' | 'NOTHING_TO_APOLOGISE' | 'REAPPOINTMENT_EXHAUSTED'
  | 'REAPPOINTMENT_IN_PAST' | 'REPLY_UNKNOWN' | 'OBLIGATION_MISSING' | 'OBLIGATION_UNKNOWN' | 'ALREADY_PAID' | 'OVERPAID' | 'NOT_ASKED' | 'METHOD_UNKNOWN' | 'VALUE_MISSING' | 'DOCUMENT_MISSING' | 'SUPPLEMENT_NOT_OPEN' | 'SUPPLEMENT_OPEN' | 'CHANNEL_UNKNOWN' | 'BINDING_MISSING' | 'CHOICE_MISSING';

export interface AllowedAction {
  readonly act: Event['act']['type'];
  readonly run?: string;
  readonly step?: string;
  /** For complete: the outcomes; for reply: the replies; for deliver: the methods. */
  readonly choices?: readonly string[];
}
