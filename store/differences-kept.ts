/** What differs between Motcua and its partners, and when they were last compared: plain values, as in `store.ts`. */
import type { Act, AgencyId, OfficerId, RunId } from '../domain/engine/event.js';
import type { DifferenceKind, Said } from '../domain/reconciliation/compare.js';
import type { Instant } from '../domain/time/instant.js';
import type { Page, PageRequest } from './store.js';

/** `ordered`: an officer wants it settled by its act, and the worker is to do it. */
export type DifferenceState = 'open' | 'ordered' | 'settled';

/** `gone`: compared again, and both sides agree; `act`: an officer's act on the dossier; `by hand`: an officer said what is right. */
export type SettledHow = 'gone' | 'act' | 'by hand';

/** Append-only: what happened to a difference. */
export type DifferenceEvent =
  | { readonly what: 'found'; readonly at: Instant; readonly ours: Said; readonly theirs: Said }
  | { readonly what: 'ordered'; readonly at: Instant; readonly by: OfficerId; readonly why?: string }
  | { readonly what: 'settled'; readonly at: Instant; readonly how: SettledHow; readonly by?: OfficerId; readonly why?: string };

export interface Difference {
  readonly id: string;
  readonly connector: string;
  readonly kind: DifferenceKind;
  /** What was compared: `<dossier id>.<run>`, or the dossier for the portal. */
  readonly subject: string;
  /** Of several of one kind: the reference of what is to be paid. */
  readonly about: string | null;
  readonly dossierId: string;
  readonly number: string;
  readonly field: string;
  readonly rehearsal: boolean;
  readonly run: RunId | null;
  readonly centre: AgencyId;
  /** Agency of the partner, where the dossier knows it. */
  readonly agency: AgencyId | null;
  readonly ours: Said;
  readonly theirs: Said;
  /** Outbox row that would be sent again, or that asked the question. */
  readonly row: string | null;
  /** Message that was sent, by the id the partner knows. */
  readonly messageId: string | null;
  /** What the partner's answer would be as an act, where it is one. */
  readonly act: Act | null;
  readonly state: DifferenceState;
  readonly foundAt: Instant;
  readonly seenAt: Instant;
  readonly events: readonly DifferenceEvent[];
}

/** What a comparison found; the store knows the rest. */
export type FoundDifference = Omit<Difference, 'state' | 'foundAt' | 'seenAt' | 'events'>;

/** Newest first. */
export interface DifferenceQuery {
  readonly states: readonly DifferenceState[];
  readonly connector?: string;
  readonly kinds?: readonly DifferenceKind[];
  readonly rehearsal?: boolean;
  /** Centres and agencies whose differences are meant; absent: all. */
  readonly agencies?: readonly AgencyId[];
  readonly fields?: readonly string[];
}

export interface DifferencesStore {
  /** Notes that it is so. Once for as long as it lasts: found again while it is open it is only seen; after it was settled it is open again. True when that is news. */
  found(difference: FoundDifference, at: Instant): Promise<boolean>;
  get(id: string): Promise<Difference | null>;
  /** Of an open one. False when it is in another state. */
  order(id: string, event: Extract<DifferenceEvent, { what: 'ordered' }>): Promise<boolean>;
  /** Of one that is not settled. False when it is. */
  settle(id: string, event: Extract<DifferenceEvent, { what: 'settled' }>): Promise<boolean>;
  /** Those about one subject that are not settled. */
  unsettled(connector: string, subject: string): Promise<readonly Difference[]>;
  /** Of a connector, not settled and not seen since an instant: to be compared once more. */
  notSeenSince(connector: string, since: Instant, limit: number): Promise<readonly Difference[]>;
  ordered(limit: number): Promise<readonly Difference[]>;
  list(query: DifferenceQuery, page: PageRequest): Promise<Page<Difference>>;
}

/** When a partner was last compared with, and what came of it. */
export interface Reconciliation {
  readonly connector: string;
  readonly startedAt: Instant;
  /** Null while it runs, or when it did not come to its end. */
  readonly finishedAt: Instant | null;
  readonly compared: number;
  readonly found: number;
}

export interface ReconciliationsStore {
  /** True for the one caller who may compare now: nobody has begun since `due`, or a pass begun before `unfinished` did not come to its end. */
  begin(connector: string, at: Instant, since: { readonly due: Instant; readonly unfinished: Instant }): Promise<boolean>;
  finish(result: Omit<Reconciliation, 'startedAt' | 'finishedAt'>, at: Instant): Promise<void>;
  all(): Promise<readonly Reconciliation[]>;
}
