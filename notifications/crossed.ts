import type { RunId } from '../domain/engine/event.js';

/** A referral on the other side. */
export interface Crossing {
  /** Outbox row it came from. */
  readonly row: string;
  readonly dossierId: string;
  readonly run: RunId;
  readonly connector: string;
}

/** Tells a dossier that the other side has what was handed over to it, or has taken it up; once per row and state. */
export type Crossed = (crossing: Crossing, state: 'received' | 'accepted') => Promise<void>;
