import { familyOf, nominalMinutes, termWords } from '../procedure/nominal-time.js';
import type { Rule } from './rule.js';

/** A local term may be shorter than the law's, never longer. Terms counted in different ways are not compared. */
export const termAboveStatutory: Rule = ({ procedure: { term } }, report) => {
  const { statutory } = term;
  if (!statutory || familyOf(term) !== familyOf(statutory) || nominalMinutes(term) <= nominalMinutes(statutory)) return;
  report('TERM_ABOVE_STATUTORY', ['term', 'length'], {
    vi: `${termWords(term).vi}; luật cho tối đa ${termWords(statutory).vi}`,
    en: `${termWords(term).en}; the law allows at most ${termWords(statutory).en}`,
  });
};
