/** The proof "has a result": on which way a dossier would come to its end with no paper and no number to hand over. */
import type { Exit, FlowStep, Graph } from './flow-graph.js';
import type { ParallelForm } from './definition.js';

/** The shortest way, step by step, to a delivery (in a branch: to where branches meet) without a result; null when every way brings one. */
export function emptyHanded(graph: Graph, from: string = graph.start): readonly string[] | null {
  const seen = new Set<string>();
  const waiting: string[][] = [[from]];
  for (let way = waiting.shift(); way; way = waiting.shift()) {
    const id = way.at(-1)!;
    const step = graph.byId.get(id);
    if (id === 'join' || step?.kind === 'deliver') return way;
    if (!step || seen.has(id)) continue;
    seen.add(id);
    for (const exit of step.exits) if (!brings(graph, step, exit)) waiting.push([...way, exit.to]);
  }
  return null;
}

/** A linked dossier that brings no result ends in a refusal, which is handed over, or it was stopped, and the whole with it: never an empty hand. */
function brings(graph: Graph, { kind, form, branches }: FlowStep, exit: Exit): boolean {
  if (exit.kind === 'late') return false;
  if (kind === 'dossier' || kind === 'automatic') return true;
  if ('task' in form) return form.produces !== undefined && exit.atMost === undefined;
  if ('handoff' in form) return form.replies?.[exit.name]?.value !== undefined;
  if (!('parallel' in form)) return false;
  const without = Object.values(branches).filter((first) => emptyHanded(graph, first) !== null).length;
  return neededOf(form.parallel.join, Object.keys(branches).length) > without;
}

function neededOf(join: ParallelForm['parallel']['join'], all: number): number {
  return join === 'all' ? all : join === 'any' ? 1 : Number(join);
}
