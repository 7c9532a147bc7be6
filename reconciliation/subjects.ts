/** What one partner can be compared about. */
import type { Act, AgencyId, RunId } from '../domain/engine/event.js';
import type { Found } from '../domain/reconciliation/compare.js';
import type { Instant } from '../domain/time/instant.js';
import type { Difference } from '../store/differences-kept.js';
import type { StoredDossier } from '../store/store.js';

/** One question, message or dossier that both sides should have alike. */
export interface Subject {
  readonly id: string;
  /** Outbox row it was sent from. */
  readonly row: string | null;
  /** Message that was sent, by the id the partner knows. */
  readonly messageId: string | null;
}

/** How one subject was found. `act`: what the partner's answer would be as an act. */
export interface Compared {
  readonly subject: Subject;
  readonly dossier: StoredDossier;
  readonly run: RunId | null;
  readonly agency: AgencyId | null;
  readonly found: readonly (Found & { readonly act?: Act })[];
}

export interface Subjects {
  readonly connector: string;
  /** What is open, and what ended since; nothing is asked of the partner here. */
  walk(since: Instant): AsyncIterable<Subject>;
  /**
   * Compares one; asks the partner where it must. Null: there is nothing to compare any more.
   * @throws PartnerAway when the partner does not answer; PermanentFailure when it says something that is not its contract.
   */
  compare(subject: Subject): Promise<Compared | null>;
}

export function subjectOf({ subject: id, row, messageId }: Pick<Difference, 'subject' | 'row' | 'messageId'>): Subject {
  return { id, row, messageId };
}
