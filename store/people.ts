/** Those who work here, when they are there, and what they saw: plain values, as in `store.ts`. */
import type { AgencyId, FileId, OfficerId } from '../domain/engine/event.js';
import type { Post } from '../domain/organisation/posts.js';
import type { RosterEntry } from '../domain/organisation/roster.js';
import type { CivilDate, Instant } from '../domain/time/instant.js';
import type { Page, PageRequest } from './store.js';

/** Who can sign in: an officer with posts, or an outside system that reads what was sent to its connector. */
export interface Account {
  readonly id: string;
  readonly name: { readonly vi: string; readonly en?: string };
  readonly kind: 'officer' | 'partner';
  /** The home post first; a partner has none. */
  readonly posts: readonly Post[];
  /** Of a partner. */
  readonly connector?: string;
  readonly passwordHash: string;
  readonly active: boolean;
}

export interface AccountsStore {
  put(account: Account): Promise<void>;
  get(id: string): Promise<Account | null>;
  many(ids: readonly string[]): Promise<readonly Account[]>;
  /** Those that have, had or will have a post at one of these agencies, by id. */
  at(agencies: readonly AgencyId[]): Promise<readonly Account[]>;
  list(): Promise<readonly Account[]>;
}

/** Who is on duty and who is away: entries that are never changed. */
export interface RosterStore {
  /** Idempotent by id. */
  record(entry: RosterEntry): Promise<void>;
  get(id: string): Promise<RosterEntry | null>;
  /** The entries of some officers, oldest first; with a day those only that speak of it or of later ones. */
  of(officers: readonly OfficerId[], from?: CivilDate): Promise<readonly RosterEntry[]>;
  /** Officers with an absence, on this day or later, that names the substitute. Whether it is in force is for their entries to say. */
  standsInFor(substitute: OfficerId, day: CivilDate): Promise<readonly OfficerId[]>;
}

/** One answer that showed personal data: to whom, of which dossiers, for what. Says nothing of the persons themselves. */
export interface StoredAccess {
  readonly id: string;
  readonly at: Instant;
  readonly account: string;
  readonly agency: AgencyId | null;
  /** Id of the API's operation. */
  readonly operation: string;
  readonly purpose: string;
  /** The reader stated the purpose; else it follows from who asked for what. */
  readonly stated: boolean;
  readonly dossiers: readonly string[];
  readonly file?: FileId;
}

export interface AccessQuery {
  readonly dossier?: string;
  readonly account?: string;
  readonly from?: Instant;
  /** The first instant no longer meant. */
  readonly to?: Instant;
}

/** Who saw which personal data: append-only, forgotten only when old. */
export interface AccessesStore {
  /** On disk when it returns. Calls made while a write is under way are written together in the next one. */
  record(access: StoredAccess): Promise<void>;
  /** Newest first. */
  list(query: AccessQuery, page: PageRequest): Promise<Page<StoredAccess>>;
  /** Removes what is older than the instant; answers how many. */
  forget(before: Instant): Promise<number>;
}
