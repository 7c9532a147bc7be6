import type { LateText, TermText } from '../procedure/definition.js';
import type { FlowStep } from '../procedure/flow-graph.js';
import type { Rule } from './rule.js';

/** A term that binds people outside the office, or that decides by running out, rests on law: of the dossier, a handoff, a posting, a silence that consents, a late outcome. */
export const termWithoutBasis: Rule = ({ procedure, graph }, report) => {
  if (!procedure.term.basis)
    report('TERM_WITHOUT_BASIS', ['term'], {
      vi: 'thời hạn của hồ sơ cần căn cứ pháp lý (basis)',
      en: 'the term of the dossier needs a legal basis',
    });
  if (procedure.term.statutory && !procedure.term.statutory.basis)
    report('TERM_WITHOUT_BASIS', ['term', 'statutory'], {
      vi: 'thời hạn luật định cần căn cứ pháp lý (basis)',
      en: 'the statutory term needs a legal basis',
    });
  for (const step of graph.steps) {
    const { term, late } = step.form as { term?: TermText; late?: LateText };
    if (term && !term.basis && bindsOthers(step))
      report('TERM_WITHOUT_BASIS', [...step.path, 'term'], {
        vi: 'thời hạn này cần căn cứ pháp lý (basis)',
        en: 'this term needs a legal basis',
      });
    if (late && !late.basis && (late.outcome !== undefined || late.go !== undefined))
      report('LATE_WITHOUT_BASIS', [...step.path, 'late'], {
        vi: 'hết hạn mà hồ sơ đổi hướng thì cần căn cứ pháp lý (basis)',
        en: 'a dossier that turns because time has run out needs a legal basis',
      });
  }
};

function bindsOthers({ form }: FlowStep): boolean {
  return 'handoff' in form || 'posting' in form || 'dossier' in form || ('consult' in form && form.consult.silence === 'consent');
}
