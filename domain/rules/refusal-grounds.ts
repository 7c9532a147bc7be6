import type { Rule } from './rule.js';

/** A procedure's own grounds of refusal are its own: the regime's hold already and are not written again. */
export const refusalGrounds: Rule = ({ procedure, regime }, report) => {
  for (const key of Object.keys(procedure.refusal?.grounds ?? {})) {
    if (!regime || !Object.hasOwn(regime.refusal.grounds, key)) continue;
    report('REFUSAL_GROUND_REPEATED', ['refusal', 'grounds', key], {
      vi: `chế độ chung ${regime.id} đã có căn cứ từ chối này`,
      en: `the regime ${regime.id} has this ground already`,
      at: 'key',
    });
  }
};
