import { nearest } from '../procedure/nearest.js';
import { partyReferences } from './references.js';
import type { Rule } from './rule.js';

/** Every party named by a step is declared under `parties`. */
export const unknownParty: Rule = (model, report) => {
  const known = Object.keys(model.procedure.parties);
  for (const { name, path } of partyReferences(model)) {
    if (known.includes(name)) continue;
    const near = nearest(name, known);
    const hint = near
      ? { vi: `Ý bạn là "${near}"?`, en: `Did you mean "${near}"?` }
      : { vi: `Các bên: ${known.join(', ')}`, en: `Parties: ${known.join(', ')}` };
    report('UNKNOWN_PARTY', path, { vi: `${name} chưa được khai báo trong parties`, en: `${name} is not declared under parties`, hint });
  }
};
