/** How a dossier has gone so far: its visits to steps with their instants, as its facts tell them. What legs, control slips and the attribution of time are made of. */
import type { Medium, AgencyId, OfficerId, RunId } from './event.js';
import type { Instant } from '../time/instant.js';
import type { PartyId, StepId } from '../procedure/plan.js';
import type { Scalar } from '../procedure/expression.js';
import type { Fact } from './fact.js';

/** `effective`: when it happened in the office, entered work at its real time. `recorded`: when the system learned it. */
export type Reckoning = 'effective' | 'recorded';

/** One visit to a step. */
export interface GoneRun {
  readonly id: RunId;
  readonly step: StepId;
  readonly party: PartyId | null;
  /** The agency bound to the party. */
  agency: AgencyId | null;
  readonly openedAt: Instant;
  /** Who has it, or did it. */
  officer: OfficerId | null;
  /** The handovers that brought it; a step that was transferred has several. */
  readonly crossings: Crossing[];
  /** Consult: who was asked, and since when there is an answer (or silence that is one). */
  readonly opinions: { readonly party: PartyId; readonly agency: AgencyId; at: Instant | null }[];
  endedAt: Instant | null;
  end: 'done' | 'cancelled' | null;
}

/** One handover with its two sides. */
export interface Crossing {
  readonly from: AgencyId;
  readonly to: AgencyId;
  readonly medium: Medium | 'connector';
  readonly sentAt: Instant;
  receivedAt: Instant | null;
  acceptedAt: Instant | null;
}

/** How far a handover is, and since when. */
export function progressOf({ sentAt, receivedAt, acceptedAt }: Crossing): {
  readonly state: 'sent' | 'received' | 'accepted';
  readonly since: Instant;
} {
  if (acceptedAt !== null) return { state: 'accepted', since: acceptedAt };
  return receivedAt === null ? { state: 'sent', since: sentAt } : { state: 'received', since: receivedAt };
}

/** Since when the other side has taken it up; an outside system has what it says it got, and then answers in its own time: its step's deadline watches that. */
export function takenUpAt({ medium, receivedAt, acceptedAt }: Crossing): Instant | null {
  return medium === 'connector' ? receivedAt : acceptedAt;
}

export interface Journey {
  choices: Readonly<Record<string, Scalar>>;
  /** In the order opened. */
  readonly runs: GoneRun[];
  /** Runs of parallel steps whose papers go in an order that the centre has fixed: the branches still to come. */
  readonly orders: Record<RunId, readonly string[]>;
  receivedAt: Instant;
  acceptedAt: Instant | null;
  /** Since when there is a result, or none is to come. */
  processedAt: Instant | null;
  closedAt: Instant | null;
}

/** Work entered afterwards stands at its real time, or, by `recorded`, at that of its entry. */
export function journeyOf(facts: readonly Fact[], reckoning: Reckoning = 'effective'): Journey {
  const journey = blankJourney();
  for (const fact of facts) travel(journey, fact, instantOf(fact, reckoning));
  return journey;
}

export function instantOf(fact: Fact, reckoning: Reckoning): Instant {
  return reckoning === 'effective' ? fact.effectiveAt : fact.recordedAt;
}

export function isOpen({ endedAt }: GoneRun): boolean {
  return endedAt === null;
}

/** The other side does not have it yet. */
export function isOnItsWay(run: GoneRun): boolean {
  return isOpen(run) && run.crossings.at(-1)?.receivedAt === null;
}

export function blankJourney(): Journey {
  return { choices: {}, runs: [], orders: {}, receivedAt: 0, acceptedAt: null, processedAt: null, closedAt: null };
}

/** One fact further. Changes the journey in place. */
export function travel(journey: Journey, fact: Fact, at: Instant): void {
  switch (fact.type) {
    case 'dossierReceived':
      return void Object.assign(journey, { choices: fact.choices, receivedAt: at });
    case 'dossierAccepted':
      journey.acceptedAt = at;
      return;
    case 'resultReady':
      journey.processedAt = at;
      return;
    case 'dossierClosed':
      for (const run of journey.runs.filter(isOpen)) Object.assign(run, { endedAt: at, end: 'cancelled' });
      journey.closedAt = at;
      return;
    case 'dossierTransferred':
      for (const run of journey.runs.filter(isOpen)) run.agency = (run.party && fact.bindings[run.party]) ?? run.agency;
      return;
    case 'branchesOrdered':
      journey.orders[fact.run] = fact.branches;
      return;
    case 'stepOpened':
      return openRun(journey, fact, at);
    default:
      if ('run' in fact && typeof fact.run === 'string') onRun(journey, fact.run, (run) => runTravels(run, fact, at));
  }
}

function openRun({ runs }: Journey, fact: Extract<Fact, { type: 'stepOpened' }>, at: Instant): void {
  const { run: id, step, party = null, agency = null } = fact;
  runs.push({ id, step, party, agency, openedAt: at, officer: null, crossings: [], opinions: [], endedAt: null, end: null });
}

function runTravels(run: GoneRun, fact: Fact, at: Instant): void {
  const crossing = run.crossings.at(-1);
  switch (fact.type) {
    case 'handoverSent':
      return void run.crossings.push({ from: fact.from, to: fact.to, medium: fact.medium, sentAt: at, receivedAt: null, acceptedAt: null });
    case 'handoverReceived':
      return void (crossing && (crossing.receivedAt = at));
    case 'handoverAccepted':
      return void (crossing && (crossing.acceptedAt = at));
    case 'taskClaimed':
    case 'taskReassigned':
      run.officer = fact.officer;
      return;
    case 'taskReleased':
      run.officer = null;
      return;
    case 'opinionAsked':
      return void run.opinions.push({ party: fact.party, agency: fact.agency, at: null });
    case 'opinionGiven':
    case 'silenceTakenAsConsent':
      return answer(run, fact.party, at);
    case 'stepCompleted':
    case 'stepCancelled':
      if (fact.type === 'stepCompleted' && fact.by?.kind === 'officer') run.officer = fact.by.id;
      return void Object.assign(run, { endedAt: at, end: fact.type === 'stepCompleted' ? 'done' : 'cancelled' });
    default:
  }
}

function answer({ opinions }: GoneRun, party: PartyId, at: Instant): void {
  const asked = opinions.find((each) => each.party === party);
  if (asked) asked.at = at;
}

function onRun({ runs }: Journey, id: RunId, change: (run: GoneRun) => void): void {
  const run = runs.find((each) => each.id === id);
  if (run) change(run);
}
