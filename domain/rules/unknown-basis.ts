import { nearest } from '../procedure/nearest.js';
import { basisReferences } from './references.js';
import type { Rule } from './rule.js';

/** Every legal basis cited stands under `legalBasis`, here or in the regime. */
export const unknownBasis: Rule = (model, report) => {
  const known = Object.keys({ ...model.regime?.legalBasis, ...model.procedure.legalBasis });
  for (const { name, path } of basisReferences(model)) {
    if (known.includes(name)) continue;
    const near = nearest(name, known);
    const hint = near
      ? { vi: `Ý bạn là "${near}"?`, en: `Did you mean "${near}"?` }
      : { vi: `Thêm ${name} vào legalBasis`, en: `Add ${name} to legalBasis` };
    report('UNKNOWN_BASIS', path, {
      vi: `${name} không có trong legalBasis, cũng không có trong chế độ chung`,
      en: `${name} is not in legalBasis, nor in the regime`,
      hint,
    });
  }
};
