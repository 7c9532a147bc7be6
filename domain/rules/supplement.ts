import type { Rule } from './rule.js';

/** Values of a supplement have an effect only where supplements are allowed, and a step asks for them only there. */
export const supplement: Rule = ({ procedure, regime, graph }, report) => {
  const allowed = procedure.supplement?.allowed ?? regime?.supplement.allowed ?? true;
  if (allowed) return;
  for (const key of Object.keys(procedure.supplement ?? {})) {
    if (key === 'allowed' || key === 'basis') continue;
    report('KEY_WITHOUT_EFFECT', ['supplement', key], { vi: 'không có tác dụng khi allowed: false', en: 'has no effect when allowed is false', at: 'key' });
  }
  for (const { form, path } of graph.steps) {
    const index = 'task' in form ? (form.may ?? []).indexOf('request supplement') : -1;
    if (index >= 0) report('SUPPLEMENT_NOT_ALLOWED', [...path, 'may', index], { vi: 'thủ tục này không cho yêu cầu bổ sung', en: 'this procedure does not allow supplements' });
  }
};
