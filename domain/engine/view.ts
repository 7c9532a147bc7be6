/**
 * The projection of one dossier: what lists and pages show, folded from its facts alone. Same facts, same view; so the projection can always be made again.
 */
import type { Instant } from '../time/instant.js';
import type { Channel, PartyId, StepId } from '../procedure/plan.js';
import type { AgencyId, FileId, OfficerId, RunId } from './event.js';
import type { Fact } from './fact.js';
import type { DeadlineId, Holder, Outcome, Status, Timeliness } from './state.js';

export interface DossierView {
  /** Number of the last fact folded in. */
  factNo: number;
  number: string;
  channel: Channel;
  status: Status;
  outcome: Outcome | null;
  timeliness: Timeliness | null;
  centre: AgencyId;
  bindings: Readonly<Record<PartyId, AgencyId>>;
  holder: Holder;
  receivedAt: Instant;
  /** When processing ended. */
  finishedAt: Instant | null;
  deliveredAt: Instant | null;
  closed: boolean;
  /** Due instant of the whole dossier as promised at reception; never changes. */
  promisedAt: Instant | null;
  /** The next promised instant now: the earliest running appointment; null while suspended or finished. */
  dueAt: Instant | null;
  /** A promised date was missed. */
  breached: boolean;
  deadlines: Record<DeadlineId, DeadlineView>;
  /** Open runs of steps: the worklist. */
  tasks: Record<RunId, TaskView>;
  /** Agencies that hold or held it: who may see it. */
  agencies: AgencyId[];
  extensionAsked: { run: RunId; length: number } | null;
  supplementOpen: boolean;
  results: Record<string, FileId>;
  values: Record<string, string>;
  obligations: Record<string, { amount: number; left: number }>;
  updatedAt: Instant;
}

export interface DeadlineView {
  status: 'running' | 'suspended' | 'met' | 'breached' | 'cancelled';
  dueAt: Instant | null;
  provisional: boolean;
  timeliness: Timeliness | null;
}

export interface TaskView {
  run: RunId;
  step: StepId;
  kind: string;
  party: PartyId | null;
  agency: AgencyId | null;
  role: string | null;
  officer: OfficerId | null;
  openedAt: Instant;
  dueAt: Instant | null;
  /** Consult: who is still to answer. */
  awaiting: { party: PartyId; agency: AgencyId }[];
}

/** Folds facts, in order and without gaps, into the view. Throws RangeError when a fact is missing or repeated. */
export function foldFacts(view: DossierView | null, facts: readonly Fact[]): DossierView {
  throw new Error(`not yet: ${view?.factNo ?? 0} ${facts.length}`);
}
