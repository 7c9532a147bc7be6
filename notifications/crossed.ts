import type { RunId } from '../domain/engine/event.js';
import { type Perform, unlessRefused } from './perform.js';

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

/** By an act of the partner's system. A dossier that knows already, or no longer wants to know, is not an error. */
export function acknowledges(perform: Perform): Crossed {
  return ({ row, dossierId, run, connector }, state) =>
    unlessRefused(perform(dossierId, { kind: 'system', id: connector }, { type: 'acknowledge', run, state }, `outbox-${row}-${state}`));
}
