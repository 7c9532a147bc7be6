import { basisReferences } from './references.js';
import type { Rule } from './rule.js';

/** A cited basis is in force on the day the procedure takes effect. */
export const basisNotInForce: Rule = (model, report) => {
  const { from } = model.procedure.effective;
  const known = { ...model.regime?.legalBasis, ...model.procedure.legalBasis };
  for (const { name, path } of basisReferences(model)) {
    const { validFrom, validTo } = known[name] ?? {};
    if (validFrom !== undefined && validFrom > from)
      report('BASIS_NOT_IN_FORCE', path, {
        vi: `${name} có hiệu lực từ ${validFrom}, sau ngày ${from}`,
        en: `${name} is in force from ${validFrom}, after ${from}`,
      });
    if (validTo !== undefined && validTo < from)
      report('BASIS_NOT_IN_FORCE', path, {
        vi: `${name} hết hiệu lực ngày ${validTo}, trước ngày ${from}`,
        en: `${name} ended on ${validTo}, before ${from}`,
      });
  }
};
