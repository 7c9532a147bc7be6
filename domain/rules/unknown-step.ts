import { nearest } from '../procedure/nearest.js';
import type { Rule } from './rule.js';

/** Every `go` names a step; `join` ends a branch and stands only in one; `end` is no place: a dossier ends by being delivered. */
export const unknownStep: Rule = ({ graph, procedure }, report) => {
  const known = [...graph.byId.keys()];
  const { starts } = procedure.term;
  if (starts !== undefined && !graph.byId.has(starts))
    report('UNKNOWN_STEP', ['term', 'starts'], { vi: `không có bước ${starts}`, en: `there is no step ${starts}` });
  for (const step of graph.steps) {
    for (const exit of step.exits) {
      if (!exit.explicit || graph.byId.has(exit.to) || (exit.to === 'join' && step.within)) continue;
      const near = nearest(exit.to, known);
      report('UNKNOWN_STEP', exit.path, {
        vi: `không có bước ${exit.to}`,
        en: `there is no step ${exit.to}`,
        hint: near
          ? { vi: `Ý bạn là "${near}"?`, en: `Did you mean "${near}"?` }
          : { vi: `Các bước: ${known.join(', ')}`, en: `Steps: ${known.join(', ')}` },
      });
    }
  }
};
