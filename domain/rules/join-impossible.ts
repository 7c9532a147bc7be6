import type { Rule } from './rule.js';

/** A parallel step waits for no more branches than it has; one branch is not parallel; papers that go one way after the other come to every branch only when all are awaited. */
export const joinImpossible: Rule = ({ graph }, report) => {
  for (const { form, path, branches } of graph.steps) {
    if (!('parallel' in form)) continue;
    const count = Object.keys(branches).length;
    const { join, paper } = form.parallel;
    if (typeof join === 'number' && join > count)
      report('JOIN_IMPOSSIBLE', [...path, 'parallel', 'join'], {
        vi: `${join}; chỉ có ${count} nhánh`,
        en: `${join}; there are only ${count} branches`,
      });
    if (paper && join !== 'all' && join !== count)
      report('PAPER_NEEDS_ALL', [...path, 'parallel', 'paper'], {
        vi: `hồ sơ giấy chỉ đến nhánh thứ nhất khi join là ${join}; cần join: all`,
        en: `with join ${join} papers would come to the first branches alone; expected join: all`,
      });
    if (count < 2)
      report('JOIN_IMPOSSIBLE', [...path, 'parallel', 'branches'], {
        vi: 'chỉ có một nhánh; không có gì song song',
        en: 'has one branch; nothing is parallel',
        at: 'key',
      });
  }
};
