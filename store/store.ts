/**
 * What MongoDB keeps, as plain values. Repositories return plain objects, never mongoose documents; lists are paged by opaque cursor, newest first unless said.
 * The workflow is the truth of one dossier; everything here is its projection, its append-only facts, its files, or the catalogue.
 */
import type { Command } from '../domain/engine/command.js';
import type { Fact } from '../domain/engine/fact.js';
import type { DossierView, TaskView } from '../domain/engine/view.js';
import type { AgencyId, FileId, NoteId, OfficerId, RunId } from '../domain/engine/event.js';
import type { Plan } from '../domain/procedure/plan.js';
import type { Instant } from '../domain/time/instant.js';
import type { MattersStore, RemindersStore, WaitQuery, WithoutResultQuery } from './asked.js';
import type { CalendarChangesStore } from './calendar-changes-kept.js';
import type { DifferencesStore, ReconciliationsStore } from './differences-kept.js';
import type { HandoversStore } from './handed-over.js';
import type { OutboxStore } from './outgoing.js';
import type { AccountsStore, AccessesStore, RosterStore } from './people.js';
import type { MessagesStore, PartnersStore, ReferralsStore } from './road.js';

/** Lower-case hex SHA-256 of canonical JSON (keys sorted, no white space, NFC text). */
export type Hash = string;

export interface Page<T> {
  readonly items: readonly T[];
  /** Opaque; null at the end. */
  readonly next: string | null;
}

export interface PageRequest {
  readonly limit: number;
  readonly cursor?: string;
}

/** Free text of an act, kept out of histories. Named by the hash of its content. */
export interface Note {
  readonly text: string;
  readonly legalBasis?: string;
  /** Refusal: what the applicant can do next. */
  readonly nextStep?: string;
  /** Supplement: what is wrong or missing with each document. */
  readonly items?: Readonly<Record<string, string>>;
}

/** What a dossier has that facts do not carry: the application itself, with personal data. Written once at reception. */
export interface Application {
  readonly applicant: {
    readonly name: string;
    readonly kind: string;
    readonly personalId?: string;
    readonly phone?: string;
    readonly email?: string;
    readonly address?: string;
  };
  /** The data of the definition's `data` schema. */
  readonly data: Readonly<Record<string, unknown>>;
}

export interface DossierSeed {
  readonly id: string;
  readonly number: string;
  readonly procedure: string;
  readonly field: string;
  readonly planHash: Hash;
  readonly calendarHash: Hash;
  readonly application: Application;
  readonly rehearsal: boolean;
  /** Real instant of the request. */
  readonly createdAt: Instant;
}

/** A dossier as lists and pages read it: seed, view and what lists sort by. `view` is null until its first facts are projected. */
export interface StoredDossier extends DossierSeed {
  readonly view: DossierView | null;
  /** What partners returned that may be personal. */
  readonly answers?: Readonly<Record<RunId, Readonly<Record<string, unknown>>>>;
}

/** A dossier as a line of a list: what its line shows and no more. */
export interface ListedDossier extends Omit<DossierSeed, 'application' | 'calendarHash' | 'createdAt'> {
  readonly application: { readonly applicant: Pick<Application['applicant'], 'name'> };
  readonly view: Pick<DossierView, LineField>;
}

type LineField =
  | 'factNo'
  | 'channel'
  | 'status'
  | 'outcome'
  | 'timeliness'
  | 'centre'
  | 'holder'
  | 'breached'
  | 'closed'
  | 'supplementOpen'
  | 'extensionAsked'
  | 'receivedAt'
  | 'promisedAt'
  | 'dueAt'
  | 'finishedAt'
  | 'deliveredAt'
  | 'updatedAt';

/**
 * Only dossiers whose first facts are projected are listed. `received` sorts the newest first; `due` the earliest first, those without a due instant last.
 * A bound decides the order: with `dueBefore` it is `due`, else with `receivedFrom` or `receivedTo` it is `received`.
 */
export interface DossierQuery {
  /** Agencies the reader may see; absent: all. */
  readonly agencies?: readonly AgencyId[];
  /** Fields the reader may see; absent: all. */
  readonly fields?: readonly string[];
  readonly status?: readonly string[];
  readonly procedure?: string;
  readonly field?: string;
  readonly breached?: boolean;
  readonly dueBefore?: Instant;
  readonly receivedFrom?: Instant;
  /** The first instant no longer meant. */
  readonly receivedTo?: Instant;
  readonly rehearsal?: boolean;
  readonly sort?: 'received' | 'due';
}

/** What a line of any list says of its dossier. */
export interface OfDossier extends Pick<DossierSeed, 'number' | 'procedure' | 'field' | 'rehearsal'> {
  readonly dossierId: string;
}

export interface StoredTask extends TaskView, OfDossier {
  /** `<dossierId>.<run>`; a consultation has one row per party still to answer, `<dossierId>.<run>.<party>`, with that party and its agency. */
  readonly id: string;
}

/** A place in an office: its tasks for some roles, and those that name no role; without roles all of the agency. Of some fields, or of all. */
export interface Seat {
  readonly agency: AgencyId;
  readonly roles?: readonly string[];
  readonly fields?: readonly string[];
}

/** Sorted by due instant, then by opening; those without a due instant last. */
export interface TaskQuery {
  /** Tasks of any of these; absent: of everybody. */
  readonly seats?: readonly Seat[];
  /** Held by one of these. */
  readonly officers?: readonly OfficerId[];
  readonly unclaimed?: boolean;
}

/** Before `now` a task is overdue, before `soon` it is due soon. */
export interface LoadBounds {
  readonly now: Instant;
  readonly soon: Instant;
}

export interface Load {
  readonly officer: OfficerId | null;
  readonly open: number;
  readonly dueSoon: number;
  readonly overdue: number;
}

/** An immutable published version of a procedure. */
export interface CatalogueEntry {
  readonly code: string;
  /** 1, 2, 3, ... in order of publication. */
  readonly version: number;
  readonly planHash: Hash;
  readonly definitionHash: Hash;
  readonly effectiveFrom: string;
  /** The last day it is in force; null while no end is known. The one part of a version that may be told later. */
  readonly effectiveTo: string | null;
  readonly name: { readonly vi: string; readonly en?: string };
  readonly field: string;
  readonly publishedAt: Instant;
}

/** Facts and commands of one dossier, contiguous from the first number. */
export interface Projectable {
  readonly dossierId: string;
  readonly facts: readonly Fact[];
  readonly commands: readonly Command[];
  /** The intent these facts settle. */
  readonly intent?: string;
}

/** What the API meant to do, written before the Update; removed once its facts are stored. Stale ones are finished by the sweeper. */
export interface Intent {
  /** The caller's Idempotency-Key, scoped by account. */
  readonly key: string;
  readonly dossierId: string;
  /** Hash of the request, so that a key reused for another request is refused. */
  readonly requestHash: Hash;
  readonly at: Instant;
}

export interface StoredFile {
  readonly id: FileId;
  readonly dossierId: string;
  readonly name: string;
  readonly mediaType: string;
  readonly size: number;
  readonly sha256: Hash;
  /** Document or result key of the definition. */
  readonly document: string;
  readonly uploadedBy: string;
  readonly uploadedAt: Instant;
}

export interface Store {
  /** Content-addressed immutable JSON: plans, calendars, definitions, organisations. */
  readonly blobs: { put(value: unknown): Promise<Hash>; get<T>(hash: Hash): Promise<T | null> };
  readonly notes: { put(note: Note): Promise<NoteId>; many(ids: readonly NoteId[]): Promise<ReadonlyMap<NoteId, Note>> };
  readonly catalogue: {
    /** Same plan hash twice: the existing version. Refuses two versions in force from the same day (throws VersionOverlap). */
    publish(entry: Omit<CatalogueEntry, 'version'>): Promise<CatalogueEntry>;
    inForce(code: string, day: string): Promise<CatalogueEntry | null>;
    versions(code: string): Promise<readonly CatalogueEntry[]>;
    /** The version that has this plan: never changes once it is published. */
    ofPlan(hash: Hash): Promise<CatalogueEntry | null>;
    /** The newest version of each procedure, by code. */
    list(page: PageRequest): Promise<Page<CatalogueEntry>>;
    plan(hash: Hash): Promise<Plan | null>;
  };
  /** Named pointers to current blobs: `calendar:vn`, `organisation`. */
  readonly current: { set(name: string, hash: Hash): Promise<void>; get(name: string): Promise<Hash | null> };
  readonly dossiers: {
    /** Idempotent by id. False when it was there already, perhaps with another seed. */
    open(seed: DossierSeed): Promise<boolean>;
    get(id: string): Promise<StoredDossier | null>;
    /** Keeps what a partner returned about a run beside the application, field by field; the same again changes nothing. */
    keepAnswer(id: string, run: RunId, data: Readonly<Record<string, unknown>>): Promise<void>;
    /** However it was typed: its letters are all capitals. */
    byNumber(number: string): Promise<StoredDossier | null>;
    /** Of several queries: dossiers that fit one of them, each once. They differ in who may see what, not in order. */
    list(query: DossierQuery | readonly DossierQuery[], page: PageRequest): Promise<Page<ListedDossier>>;
    /** By number prefix, or words of the applicant's name without regard to accents. */
    search(text: string, query: DossierQuery | readonly DossierQuery[], page: PageRequest): Promise<Page<ListedDossier>>;
    /** Newest first. */
    withoutResult(query: WithoutResultQuery, page: PageRequest): Promise<Page<ListedDossier>>;
  };
  readonly facts: {
    of(dossierId: string, from?: number, limit?: number): Promise<readonly Fact[]>;
    /** Checks the hash chains, of one dossier or all, and that each view is the fold of its facts; yields what does not fit. */
    verify(dossierId?: string): AsyncIterable<Unfit>;
    /** How many dossiers and facts there are to verify. */
    extent(): Promise<{ readonly dossiers: number; readonly facts: number }>;
  };
  readonly tasks: {
    list(query: TaskQuery, page: PageRequest): Promise<Page<StoredTask>>;
    get(id: string): Promise<StoredTask | null>;
    waiting(query: WaitQuery, page: PageRequest): Promise<Page<StoredTask>>;
    /** Everybody who holds a task now. */
    holders(): Promise<readonly OfficerId[]>;
    /** How many open tasks of an agency each holder has (`officer` null: nobody), rehearsals left out. */
    load(agency: AgencyId, bounds: LoadBounds): Promise<readonly Load[]>;
  };
  readonly matters: MattersStore;
  readonly reminders: RemindersStore;
  readonly handovers: HandoversStore;
  /**
   * Writes facts, projection, tasks and outbox rows in one transaction; the intent is removed soon after. Idempotent: facts already there are skipped. Calls made while a
   * transaction is under way are committed together in the next one. Throws FactGap when a number is missing before the first fact.
   */
  project(item: Projectable): Promise<void>;
  /** Makes view, list keys and tasks of every dossier again from its facts; yields those that were not what the facts give. Idempotent, safe beside a running system. */
  rebuild(): AsyncIterable<Rebuilt>;
  readonly intents: {
    /** `new`: go on; `same`: the same request is or was under way, go on with the same update id; `other`: the key belongs to another request. */
    begin(intent: Intent): Promise<'new' | 'same' | 'other'>;
    stale(before: Instant, limit: number): Promise<readonly Intent[]>;
    settle(key: string): Promise<void>;
    /** Removes an intent together with the dossier it opened, if that has no facts; false, and nothing removed, when it has or the request was repeated since. */
    abandon(intent: Intent): Promise<boolean>;
  };
  readonly outbox: OutboxStore;
  readonly files: {
    /**
     * The media type kept is the one found in the bytes, whatever was claimed. `limit` in bytes. With a key: once for it; later ones get the file saved first.
     * Throws FileTypeRefused or FileTooLarge; nothing is left behind then.
     */
    save(
      file: Omit<StoredFile, 'id' | 'sha256' | 'size'> & { readonly key?: string },
      bytes: NodeJS.ReadableStream,
      limit: number,
    ): Promise<StoredFile>;
    describe(id: FileId): Promise<StoredFile | null>;
    of(dossierId: string): Promise<readonly StoredFile[]>;
    read(id: FileId): NodeJS.ReadableStream;
  };
  /** Next value of a named sequence, from 1; never the same twice. */
  readonly counters: { next(name: string): Promise<number> };
  readonly accounts: AccountsStore;
  readonly roster: RosterStore;
  readonly accesses: AccessesStore;
  /** Remembered responses of idempotent requests, for replay; kept 7 days. */
  readonly responses: {
    put(key: string, response: RememberedResponse): Promise<void>;
    get(key: string): Promise<RememberedResponse | null>;
  };
  /** In-app notices and issued papers, written by the outbox worker; idempotent by outbox id. */
  readonly notices: {
    put(notice: StoredNotice): Promise<void>;
    of(dossierId: string): Promise<readonly StoredNotice[]>;
    /** Notices for any of these seats, newest first; absent: for everybody. */
    list(seats: readonly Seat[] | undefined, page: PageRequest): Promise<Page<StoredNotice>>;
  };
  readonly partners: PartnersStore;
  readonly referrals: ReferralsStore;
  readonly messages: MessagesStore;
  readonly differences: DifferencesStore;
  readonly reconciliations: ReconciliationsStore;
  readonly calendarChanges: CalendarChangesStore;
  /** Tells of dossiers and tasks that changed, from now on, whoever wrote them; goes on after a lost connection. */
  watchChanges(onChange: (change: Change) => void): Promise<() => Promise<void>>;
  ping(): Promise<void>;
  close(): Promise<void>;
}

export interface RememberedResponse {
  readonly requestHash: Hash;
  readonly status: number;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** Dossiers whose personal data the body shows. */
  readonly shown?: readonly string[];
}

/** What of a projection can differ from what its facts give. `lists`: the keys lists look under; `chain`: the hash of the last fact was not there. */
export type RebuiltPart = 'view' | 'lists' | 'tasks' | 'matters' | 'reminders' | 'handovers' | 'chain';

/** A dossier whose projection was written anew, or, with `unfit`, was left as it is because its facts do not hold. */
export interface Rebuilt {
  readonly dossierId: string;
  readonly number: string;
  readonly parts: readonly RebuiltPart[];
  readonly unfit: readonly Unfit[];
}

/** A fact that is gone, was changed, or is not the one the dossier's chain ends with; or a view that its facts do not give. */
export interface Unfit {
  readonly dossierId: string;
  readonly no: number;
  readonly problem: 'missing' | 'altered' | 'chain broken' | 'view differs' | 'dossier removed';
}

export interface Change {
  readonly kind: 'dossier' | 'task';
  readonly id: string;
  /** Agencies whose lists the change can touch, and the field of the dossier. */
  readonly agencies: readonly AgencyId[];
  readonly field: string;
}

export interface StoredNotice {
  readonly id: string;
  readonly dossierId: string;
  readonly kind: 'notice' | 'paper';
  /** Notice topic or paper name. */
  readonly about: string;
  readonly to: string;
  readonly agency?: AgencyId;
  readonly role?: string;
  readonly note?: NoteId;
  readonly form?: string;
  /** The crossing that it is about. */
  readonly run?: RunId;
  readonly at: Instant;
}
