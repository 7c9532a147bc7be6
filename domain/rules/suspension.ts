import type { Rule } from './rule.js';

/** The clock is held for these already; a cause of the same name would be ended by something else. */
const TAKEN = ['supplement', 'extension'];

/** A cause for which the clock may be suspended by hand is told apart from what else holds the clock. */
export const suspension: Rule = ({ procedure, regime }, report) => {
  for (const cause of Object.keys(procedure.suspension ?? {})) {
    if (!TAKEN.includes(cause) && !Object.hasOwn(regime?.suspension ?? {}, cause)) continue;
    report('CAUSE_TAKEN', ['suspension', cause], {
      vi: 'tên này đã có nghĩa khác (trong luật chung, hoặc là bổ sung, gia hạn)',
      en: 'this name has a meaning already (in the regime, or as supplement or extension)',
      at: 'key',
    });
  }
};
