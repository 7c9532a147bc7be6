import type { LateText } from '../procedure/definition.js';
import type { FlowStep } from '../procedure/flow-graph.js';
import type { Rule } from './rule.js';

/** A wait for somebody outside the office says what happens when nothing comes. */
export const lateMissing: Rule = ({ graph }, report) => {
  for (const step of graph.steps) {
    const late = (step.form as { late?: LateText }).late;
    if (late && Object.keys(late).every((key) => key === 'basis'))
      report('LATE_MISSING', [...step.path, 'late'], {
        vi: 'cần remind, escalate, outcome hoặc go',
        en: 'expected remind, escalate, outcome or go',
      });
    if (late || !waitsOutside(step)) continue;
    const hint = { vi: 'Ví dụ: late: {remind: [due], escalate: head}', en: 'For example: late: {remind: [due], escalate: head}' };
    report('LATE_MISSING', step.path, {
      vi: 'bước chờ bên ngoài cần nói rõ khi quá hạn (late)',
      en: 'a step that waits for others must say what happens late',
      hint,
      at: 'key',
    });
  }
};

function waitsOutside({ form }: FlowStep): boolean {
  return 'handoff' in form || 'applicant' in form || ('consult' in form && form.consult.silence === 'wait');
}
