/** What the store keeps of the road between Motcua and the systems of its partners: plain values, as in `store.ts`. */
import type { AgencyId, RunId } from '../domain/engine/event.js';
import type { Instant } from '../domain/time/instant.js';
import type { Hash, Page, PageRequest } from './store.js';

/** Whether a partner's system answers, as those who send to it found. Without a record: it does. */
export interface PartnerState {
  readonly connector: string;
  /** `away`: so many failures in a row that nothing is sent; `probing`: one message is being sent to see whether it is back. */
  readonly state: 'reachable' | 'away' | 'probing';
  readonly since: Instant;
  /** Failures in a row. */
  readonly failures: number;
  /** Probes since it is away. */
  readonly probes: number;
  /** When the next probe may be sent; absent while it is reachable. */
  readonly probeAt?: Instant;
  readonly lastError?: string;
}

export interface PartnersStore {
  get(connector: string): Promise<PartnerState | null>;
  all(): Promise<readonly PartnerState[]>;
  /** Counts a failure; with `awayAfter` of them in a row the partner is away until `probeAt`. A failed probe leaves it away. Answers how it stands then. */
  failed(connector: string, error: string, at: Instant, away: { readonly after: number; readonly probeAt: Instant }): Promise<PartnerState>;
  answered(connector: string, at: Instant): Promise<void>;
  /** True for the one caller who may send the probe that is due; the next is due at `next`. */
  probe(connector: string, at: Instant, next: Instant): Promise<boolean>;
}

/** A referral that a partner has acknowledged, for as long as something is awaited from there. */
export interface SentReferral {
  /** Of the message sent. */
  readonly id: string;
  /** Outbox row it came from. */
  readonly row: string;
  readonly connector: string;
  readonly dossierId: string;
  readonly run: RunId;
  readonly sentAt: Instant;
  readonly state: 'open' | 'settled';
  /** Times in a row that asking brought nothing new. */
  readonly polls: number;
  readonly nextPollAt: Instant;
  /** Somebody at the partner has taken it up, as the dossier knows. */
  readonly accepted?: boolean;
  readonly settledAt?: Instant;
}

export interface ReferralsStore {
  /** Idempotent by id. */
  sent(referral: Omit<SentReferral, 'state' | 'polls' | 'accepted' | 'settledAt'>): Promise<void>;
  get(id: string): Promise<SentReferral | null>;
  /** Open ones whose time to ask has come, the longest waiting first; they come again at `again` unless `polled` says otherwise. */
  takeDue(at: Instant, again: Instant, limit: number): Promise<readonly SentReferral[]>;
  accept(id: string): Promise<void>;
  polled(id: string, polls: number, nextPollAt: Instant): Promise<void>;
  /** Nothing is awaited any more; forgotten at `forget`. */
  settle(id: string, at: Instant, forget: Instant): Promise<void>;
  /** Those of a partner that are open, then those settled since an instant; read in parts, so that the reader may take its time. */
  walk(connector: string, settledSince: Instant): AsyncIterable<SentReferral>;
}

/**
 * `done`: it has had its effect. `early`: the dossier does not take it yet; tried again. `waiting`: to be sent, again. `moot`: what it says is no longer asked. `dead`: somebody must look;
 * `given up`: somebody has.
 */
export type MessageState = 'done' | 'early' | 'waiting' | 'moot' | 'dead' | 'given up';

/** Why a message could not have its effect: a code, and what was found. `said`: the partner's own words, or a sentence of the contract's check. */
export interface MessageReason {
  readonly code: string;
  readonly found?: string;
  readonly expected?: readonly string[];
  readonly said?: string;
}

/** What somebody changed in a message before it was tried again; the application itself is not touched. */
export interface Correction {
  /** Idempotency-Key of the request. */
  readonly key: string;
  readonly by: string;
  readonly at: Instant;
  readonly why: string;
  /** Out: our fields, null for one left out. In: wire fields of the body. */
  readonly fields: Readonly<Record<string, unknown>>;
  /** In: the dossier and run it belongs to. */
  readonly reference?: string;
}

/** One message between Motcua and a partner, as it is kept: masked, and in full only while it may be tried again. */
export interface RoadMessage {
  /** Opaque; by direction, connector and id of the message. */
  readonly id: string;
  readonly direction: 'in' | 'out';
  readonly connector: string;
  readonly messageId: string;
  /** Kind: `notice`, `land-tax-referral`, `cancellation`. */
  readonly message: string;
  /** Null when the message does not say it, or what it says is not there. */
  readonly dossierId: string | null;
  /** Of the dossier. */
  readonly number: string | null;
  readonly run: RunId | null;
  /** The one-stop centre of the dossier: whose officers see to it. */
  readonly centre: AgencyId | null;
  /** When it first came or was first tried. */
  readonly at: Instant;
  readonly state: MessageState;
  readonly reason?: MessageReason;
  /** Facts that came of it. */
  readonly facts?: number;
  /** Times it was tried without effect. */
  readonly attempts: number;
  /** Masked. */
  readonly body: Readonly<Record<string, unknown>>;
  /** Of the full body. */
  readonly hash: Hash;
  /** In: the whole message, while it is `early` or `dead`. */
  readonly envelope?: unknown;
  readonly corrections?: readonly Correction[];
  readonly givenUp?: { readonly by: string; readonly at: Instant; readonly why: string };
  /** In, early: when it is tried again. */
  readonly nextTryAt?: Instant;
}

export interface DeadLetterQuery {
  readonly connector?: string;
  readonly direction?: 'in' | 'out';
  /** Absent: of all centres. */
  readonly centres?: readonly AgencyId[];
}

export interface MessagesStore {
  get(id: string): Promise<RoadMessage | null>;
  /**
   * Writes how a message stands. What is `done` stays so. `tried`: counts one more time without effect. `forget`: when a message that needs nobody any more is deleted.
   * Calls made while a write is under way are written together in the next one.
   */
  put(
    message: Omit<RoadMessage, 'attempts' | 'corrections' | 'givenUp'>,
    more: { readonly tried: boolean; readonly forget: Instant },
  ): Promise<void>;
  /** Notes a correction of a dead message, once per key. False when it is not dead. */
  correct(id: string, correction: Correction): Promise<boolean>;
  /** Of a dead message. False when it is not dead. */
  resend(id: string): Promise<boolean>;
  giveUp(id: string, given: NonNullable<RoadMessage['givenUp']>, forget: Instant): Promise<boolean>;
  /** Those a partner has got, newest first. */
  sentTo(connector: string, page: PageRequest): Promise<Page<RoadMessage>>;
  /** All of one dossier, oldest first. */
  of(dossierId: string, page: PageRequest): Promise<Page<RoadMessage>>;
  /** Dead ones, newest first. */
  dead(query: DeadLetterQuery, page: PageRequest): Promise<Page<RoadMessage>>;
  /** Dead ones that were to go out, of one dossier. */
  deadOf(dossierId: string): Promise<readonly RoadMessage[]>;
  /** Early ones: of a dossier, or those to be tried again by then. */
  early(which: { readonly dossierId: string } | { readonly dueBy: Instant }, limit: number): Promise<readonly RoadMessage[]>;
}
