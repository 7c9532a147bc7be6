import { basisReferences } from './references.js';
import type { Rule } from './rule.js';

/** A basis that nothing cites is shown to people and decides nothing: worth a look, no error. */
export const unusedBasis: Rule = (model, report) => {
  const cited = new Set(basisReferences(model).map((each) => each.name));
  for (const id of Object.keys(model.procedure.legalBasis ?? {})) {
    if (!cited.has(id))
      report('UNUSED_BASIS', ['legalBasis', id], {
        vi: 'không chỗ nào viện dẫn căn cứ này',
        en: 'nothing cites this basis',
        severity: 'warning',
        at: 'key',
      });
  }
};
