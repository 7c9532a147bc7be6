/** What officers ask of each other, who was told of a date, and what stands still: plain values, as in `store.ts`. */
import type { AgencyId, FileId, NoteId, OfficerId, RunId } from '../domain/engine/event.js';
import type { DeadlineId } from '../domain/engine/state.js';
import type { Asked } from '../domain/engine/view.js';
import type { Instant } from '../domain/time/instant.js';
import type { OfDossier, Page, PageRequest, Seat } from './store.js';

/** What somebody's word is asked for: a leader's endorsement, an instruction, a ruling on work entered afterwards or on an extension. */
export type MatterKind = 'endorsement' | 'instruction' | 'entry' | 'extension';

/** Something asked of somebody and not answered yet. */
export interface StoredMatter extends Asked, OfDossier {
  /** `<dossierId>.endorsement-1`, `<dossierId>.extension` */
  readonly id: string;
  readonly kind: MatterKind;
  /** Number of the matter, or of the entry, within the dossier. */
  readonly no: number | null;
  readonly centre: AgencyId;
  /** An entry or an extension is ruled on by the head there; an entry also by the head of the centre. */
  readonly to: { readonly agency: AgencyId; readonly officer?: OfficerId; readonly role?: string };
  readonly answerBy: Instant | null;
  readonly run: RunId | null;
  /** Entry: the act, when it was done, and what shows it. */
  readonly act: string | null;
  readonly doneAt: Instant | null;
  readonly evidence: readonly FileId[];
  readonly note: NoteId | null;
}

/** Sorted by the date of the answer, those without one by when they were asked: the oldest first. */
export interface MatterQuery {
  /** Absent: of everybody. */
  readonly seats?: readonly Seat[];
  /** Those asked by name. */
  readonly officers?: readonly OfficerId[];
  /** Those that the seats and officers may answer, that their agencies asked, or that concern their agencies in any way. */
  readonly as: 'answers' | 'asked' | 'concerns';
  readonly kinds: readonly MatterKind[];
  /** To be answered, or asked, before this instant. */
  readonly before?: Instant;
}

/** Somebody was told of a date, once: a rung of its ladder was reached. */
export interface StoredReminder extends OfDossier {
  readonly id: string;
  readonly centre: AgencyId;
  readonly deadline: DeadlineId;
  readonly rung: string;
  readonly do: 'remind' | 'escalate';
  readonly agency: AgencyId | null;
  readonly role: string | null;
  readonly officer: OfficerId | null;
  readonly at: Instant;
}

/** Newest first. */
export interface ReminderQuery {
  /** Told there, or about dossiers of a centre led; absent: everybody. */
  readonly seats?: readonly Seat[];
  /** Told: of this agency. */
  readonly agency?: AgencyId;
  readonly from?: Instant;
  /** The first instant no longer meant. */
  readonly to?: Instant;
}

/** A task waits to be handed over to the applicant, or to be taken up by the agency that got it; or its crossing has missed a time of its own. */
export type WaitKind = 'hand over' | 'take up' | 'missed';

/** The longest waiting first. */
export interface WaitQuery {
  readonly kind: WaitKind;
  /** Agencies that have it, gave it, or received the dossier; absent: all. */
  readonly agencies?: readonly AgencyId[];
  readonly fields?: readonly string[];
  readonly rehearsal: boolean;
  /** Waiting since before this instant. */
  readonly before: Instant;
}

/** Granted and closed, and there is no result or nobody handed it over. */
export interface WithoutResultQuery {
  readonly agencies?: readonly AgencyId[];
  readonly fields?: readonly string[];
  readonly rehearsal: boolean;
}

export interface MattersStore {
  list(query: MatterQuery, page: PageRequest): Promise<Page<StoredMatter>>;
  /** At most `limit`. */
  count(query: MatterQuery, limit: number): Promise<number>;
}

export interface RemindersStore {
  /** All about one dossier, oldest first. */
  of(dossierId: string): Promise<readonly StoredReminder[]>;
  list(query: ReminderQuery, page: PageRequest): Promise<Page<StoredReminder>>;
}
