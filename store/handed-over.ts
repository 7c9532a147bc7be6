/** Handovers between agencies, one record each: plain values, as in `store.ts`. */
import type { CrossingRecord } from '../domain/engine/crossings.js';
import type { AgencyId } from '../domain/engine/event.js';
import type { Instant } from '../domain/time/instant.js';
import type { Hash, Seat } from './store.js';

export interface StoredHandover extends CrossingRecord {
  /** `<dossierId>.<number of the fact that sent it>` */
  readonly id: string;
  readonly dossierId: string;
  readonly procedure: string;
  readonly field: string;
  readonly rehearsal: boolean;
  /** The centre of the dossier. */
  readonly centre: AgencyId;
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
  readonly medium?: CrossingRecord['medium'];
  readonly rehearsal: boolean;
  readonly from: Instant;
  readonly to: Instant;
}

export interface HandoversStore {
  /** In no order. */
  sent(query: HandoverQuery): AsyncIterable<StoredHandover>;
}
