import type { Rule } from './rule.js';

/** A decision knows where to go when no case holds. */
export const decideWithoutElse: Rule = ({ graph }, report) => {
  for (const { form, path } of graph.steps) {
    if (!('decide' in form) || form.decide.else) continue;
    const hint = { vi: 'Thêm else: {go: tên-bước}', en: 'Add else: {go: step}' };
    report('DECIDE_WITHOUT_ELSE', [...path, 'decide'], {
      vi: 'cần else cho trường hợp không điều kiện nào đúng',
      en: 'expected an else for when no case holds',
      hint,
      at: 'key',
    });
  }
};
