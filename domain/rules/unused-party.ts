import { partyReferences } from './references.js';
import type { Rule } from './rule.js';

/** Every party declared does something: an agency bound for nothing would see dossiers that do not concern it. */
export const unusedParty: Rule = (model, report) => {
  const used = new Set(partyReferences(model).map((each) => each.name));
  for (const id of Object.keys(model.procedure.parties)) {
    if (!used.has(id))
      report('UNUSED_PARTY', ['parties', id], { vi: 'không bước nào dùng bên này', en: 'no step uses this party', at: 'key' });
  }
};
