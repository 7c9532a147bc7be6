/** Revised calendars that are to reach open dossiers, and what came of each dossier: plain values, as in `store.ts`. */
import type { CalendarMove } from '../domain/engine/calendar-moves.js';
import type { CalendarHash, NoteId, OfficerId } from '../domain/engine/event.js';
import type { Instant } from '../domain/time/instant.js';
import type { Page, PageRequest } from './store.js';

/** `approved`: the worker applies it, dossier by dossier; `done`: none is left. */
export type CalendarChangeState = 'proposed' | 'approved' | 'done';

export interface CalendarChange {
  readonly id: string;
  /** As definitions name it: `vn`. */
  readonly calendarId: string;
  readonly calendar: CalendarHash;
  /** Whether dates that run are counted again, too. */
  readonly moveDates: boolean;
  /** Number of the decision. */
  readonly decision: string;
  readonly note: NoteId;
  readonly state: CalendarChangeState;
  readonly proposedBy: OfficerId;
  readonly proposedAt: Instant;
  readonly approvedBy: OfficerId | null;
  readonly approvedAt: Instant | null;
  readonly doneAt: Instant | null;
}

/** `moved`: dates did; `unmoved`: it only counts by the calendar from now on; `failed`: it does not take the act. */
export type CalendarChangeOutcome = 'moved' | 'unmoved' | 'failed';

/** What came of one dossier. */
export interface DossierChanged {
  readonly change: string;
  readonly dossierId: string;
  readonly number: string;
  readonly outcome: CalendarChangeOutcome;
  readonly moves: readonly CalendarMove[];
  /** The slip that the applicant holds names a date that has moved. */
  readonly reissue: boolean;
  /** Why it failed. */
  readonly why: string | null;
  readonly at: Instant;
}

export interface CalendarChangesStore {
  /** Once per id. */
  propose(
    change: Pick<CalendarChange, 'id' | 'calendarId' | 'calendar' | 'moveDates' | 'decision' | 'note' | 'proposedBy' | 'proposedAt'>,
  ): Promise<void>;
  get(id: string): Promise<CalendarChange | null>;
  /** Of a proposed one. False when it is in another state. */
  approve(id: string, by: OfficerId, at: Instant): Promise<boolean>;
  /** Approved and not done, oldest first. */
  underWay(): Promise<readonly CalendarChange[]>;
  finish(id: string, at: Instant): Promise<void>;
  /** Newest first. */
  list(page: PageRequest): Promise<Page<CalendarChange>>;
  /** The first word on a dossier stands. */
  note(changed: DossierChanged): Promise<void>;
  /** Those of these dossiers of which something is noted. */
  noted(change: string, dossierIds: readonly string[]): Promise<ReadonlySet<string>>;
  /** What came of it so far, by dossier. */
  results(change: string, page: PageRequest): Promise<Page<DossierChanged>>;
  counts(change: string): Promise<Readonly<Record<CalendarChangeOutcome, number>>>;
}
