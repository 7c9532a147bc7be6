/** The proof "finishes", over the states of a dossier: where it stands and which bounded ways are used up. */
import type { LateText } from './definition.js';
import type { Exit, FlowStep, Graph } from './flow-graph.js';

/** A way, step by step, at whose last step nothing is left to be done. */
export type DeadEnd = readonly string[];

const MOST_STATES = 20_000;

/** The shortest way into each dead end; one for each step at which there is one. Bounded: procedures with more states are walked as far as that. */
export function deadEnds(graph: Graph): DeadEnd[] {
  const found = new Map<string, DeadEnd>();
  const firsts = [graph.start, ...graph.steps.flatMap((step) => Object.values(step.branches))];
  for (const first of firsts) walkFrom(graph, first, found);
  return [...found.values()];
}

interface Standing {
  readonly id: string;
  /** Bounded exits taken so far, by place. */
  readonly taken: Readonly<Record<string, number>>;
  readonly way: readonly string[];
}

/** Breadth first, so that the counter-example shown is the shortest. */
function walkFrom(graph: Graph, first: string, found: Map<string, DeadEnd>): void {
  const seen = new Set<string>();
  const waiting: Standing[] = [{ id: first, taken: {}, way: [first] }];
  for (let next = waiting.shift(); next && seen.size < MOST_STATES; next = waiting.shift()) {
    const step = graph.byId.get(next.id);
    const key = `${next.id} ${JSON.stringify(Object.entries(next.taken).sort())}`;
    if (!step || seen.has(key)) continue;
    seen.add(key);
    const open = step.exits.filter((exit) => isOpen(step, exit, next.taken));
    if (open.length === 0 && !endsOtherwise(step) && !found.has(step.id)) found.set(step.id, next.way);
    for (const exit of open) waiting.push({ id: exit.to, taken: after(step, exit, next.taken), way: [...next.way, exit.to] });
  }
}

function isOpen(step: FlowStep, exit: Exit, taken: Standing['taken']): boolean {
  return exit.atMost === undefined || (taken[edge(step, exit)] ?? 0) < exit.atMost;
}

function after(step: FlowStep, exit: Exit, taken: Standing['taken']): Standing['taken'] {
  return exit.atMost === undefined ? taken : { ...taken, [edge(step, exit)]: (taken[edge(step, exit)] ?? 0) + 1 };
}

/** As the engine counts: by step and target. */
function edge(step: FlowStep, exit: Exit): string {
  return `${step.id}>${exit.to}`;
}

/** A delivery ends the dossier; a task may refuse it; time may stop it. */
function endsOtherwise({ form }: FlowStep): boolean {
  if ('deliver' in form || ('task' in form && form.may?.includes('refuse'))) return true;
  return (form as { late?: LateText }).late?.outcome === 'stopped';
}
