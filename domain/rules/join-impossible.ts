import type { Rule } from './rule.js';

/** A parallel step waits for no more branches than it has; one branch is not parallel. */
export const joinImpossible: Rule = ({ graph }, report) => {
  for (const { form, path, branches } of graph.steps) {
    if (!('parallel' in form)) continue;
    const count = Object.keys(branches).length;
    const { join } = form.parallel;
    if (typeof join === 'number' && join > count)
      report('JOIN_IMPOSSIBLE', [...path, 'parallel', 'join'], {
        vi: `${join}; chỉ có ${count} nhánh`,
        en: `${join}; there are only ${count} branches`,
      });
    if (count < 2)
      report('JOIN_IMPOSSIBLE', [...path, 'parallel', 'branches'], {
        vi: 'chỉ có một nhánh; không có gì song song',
        en: 'has one branch; nothing is parallel',
        at: 'key',
      });
  }
};
