import { type Graph, reachable } from '../procedure/flow-graph.js';
import type { Rule } from './rule.js';

/** Where sector law has the term begin with a step, every dossier comes to that step, and its clock runs there. */
export const termStarts: Rule = ({ graph, procedure }, report) => {
  const { starts } = procedure.term;
  const step = starts === undefined ? undefined : graph.byId.get(starts);
  if (!step) return;
  const path = ['term', 'starts'];
  if ('clock' in step.form && step.form.clock === 'paused')
    report('TERM_STARTS_PAUSED', path, {
      vi: `bước ${step.id} không tính thời hạn (clock: paused)`,
      en: `the clock stands still at ${step.id} (clock: paused)`,
    });
  const end = step.within ? step.within.parallel : endWithout(graph, step.id);
  if (end !== null)
    report('TERM_NEVER_STARTS', path, {
      vi: `có hồ sơ đến ${end} mà không qua ${step.id}; hồ sơ đó không có thời hạn`,
      en: `a dossier can come to ${end} without passing ${step.id}; it would have no term`,
    });
};

/** An end that can be come to without the step; null when there is none. */
function endWithout(graph: Graph, id: string): string | null {
  const without: Graph = { ...graph, byId: new Map([...graph.byId].filter(([each]) => each !== id)) };
  return [...reachable(without)].find((each) => isEnd(graph, each)) ?? null;
}

function isEnd(graph: Graph, id: string): boolean {
  const step = graph.byId.get(id)!;
  return step.kind === 'deliver' || step.exits.some((exit) => exit.to === 'end');
}
