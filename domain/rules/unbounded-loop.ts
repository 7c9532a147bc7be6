import { isBackward } from '../procedure/flow-graph.js';
import type { Rule } from './rule.js';

/** A way back says how often it may be taken, so that every dossier ends. */
export const unboundedLoop: Rule = ({ graph }, report) => {
  for (const step of graph.steps) {
    for (const exit of step.exits) {
      if (exit.atMost !== undefined || !isBackward(graph, step, exit)) continue;
      const hint = { vi: `Viết {go: ${exit.to}, atMost: 2}`, en: `Write {go: ${exit.to}, atMost: 2}` };
      report('UNBOUNDED_LOOP', exit.path, {
        vi: `quay lại ${exit.to} mà không nói tối đa mấy lần (atMost)`,
        en: `goes back to ${exit.to} without saying how often (atMost)`,
        hint,
      });
    }
  }
};
