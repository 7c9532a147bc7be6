/** The proof over the history: how many Temporal events can a dossier cost, and at which steps may its workflow have to go on in a fresh history? */
import { type FlowStep, type Graph, isBackward } from '../procedure/flow-graph.js';
import type { Plan, Step, StepId } from '../procedure/plan.js';

export interface HistoryBudget {
  /** Upper bound of the events of a dossier. */
  readonly events: number;
  /** At so many the workflow goes on in a fresh history (continue-as-new). */
  readonly limit: number;
  /** Steps at which a dossier may be when its history reaches the limit, as written. */
  readonly freshAt: readonly StepId[];
}

/** Where Temporal suggests a fresh history: the server's `limit.historyCount.suggestContinueAsNew`, as it comes. The shell follows when nothing is under way. */
const SUGGESTED_AT = 4_096;

/**
 * Of an act, at most: workflow task 3, update 2, search attributes 1, the timer cancelled and started again 2; and once a timer that stayed fires in vain: fired 1,
 * workflow task 3, started again 1. A plain act of an officer costs 5.5 (docs/measurements.md).
 */
const AN_ACT = 13;
/** Of what time does: timer fired and started again 2, workflow task 3, search attributes 1; written down: activity 3, workflow task 3. */
const A_WAKE = 12;
/** The workflow started and completed. */
const A_WORKFLOW = 2;

/**
 * Counts every step as often as the ways back allow, each with the acts it needs, its reminders and its due instants; and what the regime allows once or twice to each
 * dossier. Not counted is what people may do as often as they like (claim and release, ask for instruction, transfer): no definition bounds it, the shell does.
 */
export function historyBudget(graph: Graph, plan: Plan, limit: number = SUGGESTED_AT): HistoryBudget {
  const own = ofTheDossier(plan);
  const upTo = (reached: (step: FlowStep) => number): number =>
    own + graph.steps.reduce((sum, step) => sum + reached(step) * ofVisit(plan.steps[step.id]!), 0);
  const freshAt = graph.steps.filter((step) => ofVisit(plan.steps[step.id]!) > 0 && upTo(visitsUntil(graph, step)) >= limit);
  return { events: upTo((step) => visits(graph, step)), limit, freshAt: freshAt.map(({ id }) => id) };
}

/** After each way back every step from its target on may be visited once more. */
function visits(graph: Graph, { index }: FlowStep): number {
  return 1 + waysBackTo(graph, index);
}

/** How often ways back can lead to this place or before it. */
function waysBackTo(graph: Graph, index: number): number {
  const back = graph.steps.flatMap((from) => from.exits.filter((exit) => isBackward(graph, from, exit)));
  return back.reduce((sum, { to, atMost = 0 }) => sum + (graph.byId.get(to)!.index <= index ? atMost : 0), 0);
}

/** The visits there can have been at the end of the last one to `last`: what is written after it only before a way back, or in a branch beside it. */
function visitsUntil(graph: Graph, last: FlowStep): (step: FlowStep) => number {
  const comesBack = waysBackTo(graph, last.index) > 0;
  return (step) => {
    const most = visits(graph, step);
    if (step.index <= last.index || (step.within && last.within)) return most;
    return comesBack ? most - 1 : 0;
  };
}

/** Reception and its confirmation, supplements, extensions and apologies, one end before the end; the promised dates with their reminders, anew after each of these. */
function ofTheDossier({ regime, appointments }: Plan): number {
  const { supplement, extension, apology, rungs } = regime;
  const supplements = supplement.allowed ? supplement.atMost : 0;
  const acts = 2 + 2 * supplements + 2 * extension.atMost + apology.reappointments + 1;
  const promised = Object.keys(appointments).length * (1 + supplements + extension.atMost + apology.reappointments);
  return A_WORKFLOW + AN_ACT * acts + A_WAKE * (2 * supplements + promised * (rungs.length + 1));
}

function ofVisit(step: Step): number {
  const acts = actsOf(step);
  const { term, late, acknowledge, receivedWithin } = step;
  const instants = [term, acknowledge, receivedWithin].filter((each) => each !== undefined).length + (late?.rungs.length ?? 0);
  return AN_ACT * acts + A_WAKE * instants;
}

/** That it has come and is taken up, and what is done there. */
function actsOf(step: Step): number {
  switch (step.kind) {
    case 'decide':
    case 'parallel':
      return 0;
    case 'consult':
      return 3 * step.of.length;
    case 'applicant':
      return 2 + (step.times ?? 1);
    case 'automatic':
      return 2;
    default:
      // a task is claimed and completed; a linked dossier is opened and ends; a handoff, a posting, a delivery need no more
      return 4;
  }
}
