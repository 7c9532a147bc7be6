import type { Rule } from './rule.js';

/** Nobody pays without a legal basis. */
export const feeWithoutBasis: Rule = ({ procedure }, report) => {
  for (const [id, fee] of Object.entries(procedure.fees ?? {})) {
    if (!fee.basis)
      report('FEE_WITHOUT_BASIS', ['fees', id], { vi: 'khoản thu cần căn cứ pháp lý (basis)', en: 'a fee needs a legal basis' });
  }
};
