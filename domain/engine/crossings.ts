/** The handovers of a dossier, each as a record of its own that outlives its step: what is counted over many dossiers (E8: transfer time between agencies). */
import type { Suspension } from '../clock/term.js';
import type { Instant } from '../time/instant.js';
import type { RunId } from './event.js';
import type { Fact } from './fact.js';
import type { Crossing } from './journey.js';
import type { DossierView } from './view.js';

/** How a handover was over: its step done, or sent back; handed on to somebody else, or of no use any more. */
export type CrossingEnd = 'done' | 'returned' | 'passed on' | 'cancelled';

export interface CrossingRecord extends Crossing {
  /** Number of the fact that sent it. */
  readonly no: number;
  readonly run: RunId;
  /** Of the centre's first: until when it was to be sent. */
  readonly forwardBy: Instant | null;
  endedAt: Instant | null;
  end: CrossingEnd | null;
  /** When the clock of its step stood still, as it was known when the handover was over; empty where the step has no term. */
  stood: readonly Suspension[];
}

/** What the time of a handover is counted from. */
export type CrossingTimes = Omit<CrossingRecord, 'no' | 'run'>;

/**
 * The handovers that some facts are about, as they are after them.
 * @param before the view before the facts; null when they are all that there are.
 */
export function crossingsAfter(before: DossierView | null, facts: readonly Fact[]): CrossingRecord[] {
  const sight: Sight = { latest: new Map(), touched: new Map(), stood: stoodIn(before) };
  for (const crossing of openIn(before, sight.stood)) sight.latest.set(crossing.run, crossing);
  for (const fact of facts) follow(sight, fact);
  return [...sight.touched.values()];
}

interface Sight {
  /** Of each run. */
  readonly latest: Map<RunId, CrossingRecord>;
  readonly touched: Map<number, CrossingRecord>;
  /** When the clock of each step stood still: known, perhaps, before it is handed over to anybody. */
  readonly stood: Map<RunId, readonly Suspension[]>;
}

const OF_STEP = 'step:';

function stoodIn(view: DossierView | null): Sight['stood'] {
  const ofSteps = Object.entries(view?.deadlines ?? {}).filter(([id]) => id.startsWith(OF_STEP));
  return new Map(ofSteps.map(([id, { basis }]) => [id.slice(OF_STEP.length), basis.suspensions]));
}

function openIn(view: DossierView | null, stood: Sight['stood']): CrossingRecord[] {
  return Object.values(view?.tasks ?? {}).flatMap(({ run, handover }) => {
    if (!handover) return [];
    const { missed: _missed, ...crossing } = handover;
    return [{ ...crossing, run, ...STILL_OPEN, stood: stood.get(run) ?? [] }];
  });
}

const STILL_OPEN = { endedAt: null, end: null } as const;

function follow(sight: Sight, fact: Fact): void {
  switch (fact.type) {
    case 'handoverSent':
      return send(sight, fact);
    case 'handoverReceived':
      return change(sight, fact.run, { receivedAt: fact.effectiveAt });
    case 'handoverAccepted':
      return change(sight, fact.run, { acceptedAt: fact.effectiveAt });
    case 'deadlineStarted':
    case 'deadlineSuspended':
    case 'deadlineMoved':
      return standStill(sight, fact);
    case 'stepCompleted':
      return end(sight, fact.run, fact.effectiveAt, 'done');
    case 'stepCancelled':
      return end(sight, fact.run, fact.effectiveAt, 'cancelled');
    // said of a step that has just been completed
    case 'handoverReturned':
      return change(sight, fact.run, { end: 'returned' });
    case 'dossierClosed':
      for (const run of sight.latest.keys()) end(sight, run, fact.effectiveAt, 'cancelled');
      return;
    default:
  }
}

function send(sight: Sight, fact: Extract<Fact, { type: 'handoverSent' }>): void {
  const { no, run, from, to, medium, effectiveAt } = fact;
  const stood = sight.stood.get(run) ?? [];
  end(sight, run, effectiveAt, 'passed on');
  const sent = { no, run, from, to, medium, forwardBy: fact.forwardBy ?? null, sentAt: effectiveAt };
  sight.latest.set(run, { ...sent, receivedAt: null, acceptedAt: null, ...STILL_OPEN, stood });
  change(sight, run, {});
}

function end(sight: Sight, run: RunId, endedAt: Instant, how: CrossingEnd): void {
  if (isOpen(sight, run)) change(sight, run, { endedAt, end: how });
}

type Clocked = Extract<Fact, { type: 'deadlineStarted' | 'deadlineSuspended' | 'deadlineMoved' }>;

function standStill(sight: Sight, { deadline, basis }: Clocked): void {
  if (!deadline.startsWith(OF_STEP)) return;
  const run = deadline.slice(OF_STEP.length);
  sight.stood.set(run, basis.suspensions);
  if (isOpen(sight, run)) change(sight, run, { stood: basis.suspensions });
}

function isOpen({ latest }: Sight, run: RunId): boolean {
  return latest.get(run)?.end === null;
}

function change({ latest, touched }: Sight, run: RunId, to: Partial<CrossingRecord>): void {
  const crossing = latest.get(run);
  if (crossing) touched.set(crossing.no, Object.assign(crossing, to));
}
