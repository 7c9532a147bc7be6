import type { Model, Rule } from './rule.js';

/** Values of a supplement have an effect only where supplements are allowed, and a step asks for them only there. */
export const supplement: Rule = (model, report) => {
  if (isAllowed(model)) return;
  const idle = Object.keys(model.procedure.supplement ?? {}).filter((key) => key !== 'allowed' && key !== 'basis');
  for (const key of idle)
    report('KEY_WITHOUT_EFFECT', ['supplement', key], {
      vi: 'không có tác dụng khi allowed: false',
      en: 'has no effect when allowed is false',
      at: 'key',
    });
  for (const { form, path } of model.graph.steps) {
    const index = 'task' in form || 'handoff' in form ? (form.may ?? []).findIndex((each) => each === 'request supplement') : -1;
    if (index >= 0)
      report('SUPPLEMENT_NOT_ALLOWED', [...path, 'may', index], {
        vi: 'thủ tục này không cho yêu cầu bổ sung',
        en: 'this procedure does not allow supplements',
      });
  }
};

function isAllowed({ procedure, regime }: Model): boolean {
  return procedure.supplement?.allowed ?? regime?.supplement.allowed ?? true;
}
