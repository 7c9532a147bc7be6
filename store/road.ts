/** What the store keeps of the road between Motcua and the systems of its partners: plain values, as in `store.ts`. */
import type { Instant } from '../domain/time/instant.js';

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
