import type { CivilDate, Instant } from '../time/instant.js';

/** Units of a legal term. Each counts differently; see `due.ts`. Units are never implied. */
export type TermUnit = 'working days' | 'working hours' | 'calendar days' | 'months';

/** A length of time fixed by law: `length` of `unit`, on the legal basis named by its key in the definition. */
export interface Term {
  readonly length: number;
  readonly unit: TermUnit;
  readonly basis?: string;
}

/**
 * The hour of the day after which a dossier counts as arrived the next working day.
 * `count`: the term starts the next working day. `forward`: the term starts now, only the papers wait; the clock ignores it.
 */
export interface CutOff {
  /** Civil time of day, `HH:MM`. */
  readonly at: string;
  readonly effect: 'count' | 'forward';
  readonly basis?: string;
}

/** What a suspension does to the time already used: `restart` forgets it, `pause` keeps it. */
export type SuspensionPolicy = 'restart' | 'pause';

/** A time in which the clock does not run. `to` is null while it lasts. */
export interface Suspension {
  readonly from: Instant;
  readonly to: Instant | null;
  readonly policy: SuspensionPolicy;
  /** Why, in the words of the facts: `supplement`, `step:refer-tax#1`, ... */
  readonly cause?: string;
}

/** Everything a due instant follows from. */
export interface TermRun {
  readonly term: Term;
  readonly start: Instant;
  readonly cutOff?: CutOff;
  /** Added lengths, in the term's own unit. */
  readonly extension?: number;
  readonly suspensions?: readonly Suspension[];
}

/** One counted, skipped or derived thing on the way from the start to the due instant. */
export interface LedgerLine {
  readonly rule: LedgerRule;
  /** The civil date the line speaks of. */
  readonly date: CivilDate;
  /** The instant the line speaks of, where it is more exact than the date. */
  readonly at?: Instant;
  /**
   * In the unit of the term (minutes for working hours): the length of the term or extension; what is counted so far; what a run used up;
   * what is left when the clock resumes (for months, which no run uses up: the days by which pauses have moved the due day).
   */
  readonly count?: number;
  /** Unit of the term that begins here (`term`, `extended`); the lines after it count in it. */
  readonly unit?: TermUnit;
  /** Name of the holiday, decision number of the make-up day, cause of the suspension, legal basis of the term. */
  readonly note?: string;
}

export type LedgerRule =
  | 'term' // the term itself, with its basis
  | 'arrived' // the instant something arrived
  | 'day zero' // the day that is not counted
  | 'after cut-off' // arrived too late in the day, or on a day off: moved to the next opening
  | 'counted' // a day (or the minutes of a day) that counts
  | 'make-up day' // a counted day that would be off but for a decision
  | 'day off' // weekend or holiday, skipped
  | 'suspended' // the clock stops
  | 'used up' // what the run before the suspension used of the term
  | 'restarted' // the clock runs again from zero
  | 'resumed' // the clock runs again with what is left
  | 'extended' // the length grows
  | 'rolled' // the last day is a day off: next working day (Civil Code 2015, art. 148)
  | 'moved' // when it was due before a revised calendar was applied
  | 'provisional' // relies on days the calendar does not know for certain
  | 'due';

/** How a due instant came about. The due instant is the last line; null while suspended. */
export interface Ledger {
  readonly lines: readonly LedgerLine[];
  readonly dueAt: Instant | null;
  /** The date relies on days past `coversThrough` or from `projectedFrom`. */
  readonly provisional: boolean;
  /** While suspended: what is left of the term, in its unit (minutes for working hours). */
  readonly left?: number;
}
