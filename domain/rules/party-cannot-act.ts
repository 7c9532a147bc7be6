import { partyReferences } from './references.js';
import type { Rule } from './rule.js';

/** Who is waited for can act: an officer by a role, an outside system by a connector, a head by a head's role. Nothing waits for nobody. */
export const partyCannotAct: Rule = (model, report) => {
  const { parties } = model.procedure;
  for (const { name, path, as } of partyReferences(model)) {
    const party = parties[name];
    if (!party) continue;
    if (as === 'acts' && !party.role) {
      report('PARTY_CANNOT_ACT', path, {
        vi: `bên ${name} không có role; không ai làm được việc này`,
        en: `the party ${name} has no role; nobody could do this`,
      });
    }
    if (as === 'answers' && !party.role && !party.connector) {
      report('PARTY_CANNOT_ACT', path, {
        vi: `bên ${name} không có role cũng không có connector; không ai trả lời được`,
        en: `the party ${name} has neither role nor connector; nobody could answer`,
      });
    }
    if (as === 'told' && !party.head && !party.role) {
      report('PARTY_CANNOT_ACT', path, {
        vi: `bên ${name} không có head; không báo cho ai được`,
        en: `the party ${name} has no head; there is nobody to tell`,
      });
    }
  }
};
