/** One question put to a partner, or one dossier told to the national portal, as each side has it. */
import type { Instant } from '../time/instant.js';

/** Of what was stated to be paid: the reference, the amount, and what was paid of it on that side. */
export interface Owed {
  readonly reference: string;
  readonly amount: number;
  readonly paid: number;
  /** Exempt or deferred: nothing more is asked. */
  readonly settled: boolean;
}

export interface Ours {
  /** `payment`: what the payment platform was asked to collect; it is never answered, only paid. */
  readonly question: 'handoff' | 'payment';
  /** `given up`: withdrawn or closed without an answer. */
  readonly state: 'awaiting' | 'answered' | 'given up';
  /** Since when: asked, answered, given up. */
  readonly since: Instant;
  readonly reply: string | null;
  /** The number that the reply brought. */
  readonly value: string | null;
  readonly owed: readonly Owed[];
}

export interface Theirs {
  /** `unknown`: they do not know the question. */
  readonly state: 'unknown' | 'waiting' | 'accepted' | 'answered' | 'cancelled';
  /** Null where they do not say. */
  readonly since: Instant | null;
  readonly reply: string | null;
  readonly value: string | null;
  readonly owed: readonly Owed[];
}

/** A dossier at the national portal: codes 1–10. */
export interface Told {
  readonly ours: { readonly code: number; readonly since: Instant };
  /** Null: they do not know the dossier. */
  readonly theirs: { readonly code: number; readonly since: Instant | null } | null;
}
