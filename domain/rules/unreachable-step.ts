import { reachable } from '../procedure/flow-graph.js';
import type { Rule } from './rule.js';

/** Every step can be come to from the first one. */
export const unreachableStep: Rule = ({ graph }, report) => {
  const seen = reachable(graph);
  for (const { id, path } of graph.steps) {
    if (seen.has(id)) continue;
    const hint = { vi: 'Thêm go: đến bước này từ một bước trước, hoặc bỏ bước', en: 'Let an earlier step go: here, or remove the step' };
    report('UNREACHABLE_STEP', path, { vi: 'không bước nào dẫn đến đây', en: 'no step leads here', hint, at: 'key' });
  }
};
