/** Handovers between agencies, over many dossiers: plain values, as in `store.ts`. */
import type { CrossingTimes } from '../domain/engine/crossings.js';
import type { AgencyId } from '../domain/engine/event.js';
import type { Instant } from '../domain/time/instant.js';
import type { Hash, Seat } from './store.js';

export interface StoredHandover extends CrossingTimes {
  /** `<dossierId>.<number of the fact that sent it>` */
  readonly id: string;
  /** The calendar by which its time is counted. */
  readonly calendarHash: Hash;
}

/** Sent in [from, to). */
export interface HandoverQuery {
  /** From or to their agencies, or of dossiers of a centre among them; absent: all. */
  readonly seats?: readonly Pick<Seat, 'agency' | 'fields'>[];
  /** From or to it. */
  readonly agency?: AgencyId;
  readonly procedure?: string;
  readonly medium?: CrossingTimes['medium'];
  readonly rehearsal: boolean;
  readonly from: Instant;
  readonly to: Instant;
}

export interface HandoversStore {
  /** In no order, as they are read. */
  sent(query: HandoverQuery): AsyncIterable<StoredHandover>;
}
