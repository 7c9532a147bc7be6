import type { Rule } from './rule.js';

const RESERVED = ['join', 'end'];

/** A step's name is its own in the whole procedure, branches included, and is not a word of the language. */
export const repeatedStep: Rule = ({ graph }, report) => {
  for (const step of graph.steps) {
    if (RESERVED.includes(step.id))
      report('STEP_NAME_RESERVED', step.path, {
        vi: `${step.id} là từ của ngôn ngữ; hãy đặt tên khác`,
        en: `${step.id} is a word of the language; choose another name`,
        at: 'key',
      });
    if (graph.byId.get(step.id) === step) continue;
    report('STEP_REPEATED', step.path, {
      vi: `đã có bước ${step.id} ở chỗ khác`,
      en: `there is a step ${step.id} elsewhere already`,
      at: 'key',
    });
  }
};
