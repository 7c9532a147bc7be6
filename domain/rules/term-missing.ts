import type { LateText, TermText } from '../procedure/definition.js';
import type { Rule } from './rule.js';

const TIMED = ['task', 'handoff', 'consult', 'applicant', 'posting', 'dossier'];

/** Every step that waits for somebody says for how long; what happens late says late of what. */
export const termMissing: Rule = ({ graph }, report) => {
  for (const { kind, form, path } of graph.steps) {
    const { term, late } = form as { term?: TermText; late?: LateText };
    if (!term && TIMED.includes(kind))
      report('TERM_MISSING', path, { vi: 'bước này cần thời hạn (term)', en: 'this step needs a term', at: 'key' });
    if (!term && late)
      report('LATE_WITHOUT_TERM', [...path, 'late'], {
        vi: 'late không có tác dụng khi bước không có term',
        en: 'late has no effect on a step without a term',
        at: 'key',
      });
    if (term?.length === 0)
      report('TERM_MISSING', [...path, 'term', 'length'], {
        vi: '0; thời hạn của một bước từ 1 trở lên',
        en: '0; the term of a step is 1 or more',
      });
  }
};
