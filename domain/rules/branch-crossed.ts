import type { FlowStep } from '../procedure/flow-graph.js';
import type { Rule } from './rule.js';

/** No way leads out of a parallel branch but by its end, and none leads into one; a delivery is not done in one. */
export const branchCrossed: Rule = ({ graph }, report) => {
  for (const step of graph.steps) {
    if (step.kind === 'deliver' && step.within)
      report('BRANCH_CROSSED', step.path, {
        vi: 'không trả kết quả trong một nhánh song song',
        en: 'a result is not delivered inside a parallel branch',
        at: 'key',
      });
    for (const exit of step.exits) {
      const target = graph.byId.get(exit.to);
      if (!target || sameBranch(step, target)) continue;
      report('BRANCH_CROSSED', exit.path, {
        vi: `${exit.to} không ở cùng nhánh với ${step.id}`,
        en: `${exit.to} is not in the same branch as ${step.id}`,
        hint: {
          vi: 'Kết thúc nhánh bằng go: join, rồi rẽ nhánh sau bước song song',
          en: 'End the branch by go: join, and decide after the parallel step',
        },
      });
    }
  }
};

function sameBranch(a: FlowStep, b: FlowStep): boolean {
  return a.within?.parallel === b.within?.parallel && a.within?.branch === b.within?.branch;
}
