import type { Rule } from './rule.js';

/** Who pays, pays what a reply of an earlier handoff stated. */
export const obligation: Rule = ({ graph }, report) => {
  for (const { form, path, index } of graph.steps) {
    if (!('applicant' in form)) continue;
    const place = [...path, 'applicant', 'obligation'];
    const { act, obligation: named } = form.applicant;
    if (act === 'pay' && named === undefined) {
      const hint = { vi: 'Ví dụ: obligation: refer-tax.notice', en: 'For example: obligation: refer-tax.notice' };
      report('OBLIGATION_UNKNOWN', [...path, 'applicant'], { vi: 'act: pay cần obligation: bước và câu trả lời nêu số tiền', en: 'act: pay needs obligation: the step and the reply that state the amount', hint });
    }
    if (named === undefined) continue;
    if (act !== 'pay') report('KEY_WITHOUT_EFFECT', place, { vi: `không có tác dụng với act: ${act}`, en: `has no effect on act: ${act}`, at: 'key' });
    const [stepId = '', reply = ''] = named.split('.');
    const stated = graph.byId.get(stepId);
    const replies = stated && 'handoff' in stated.form ? Object.keys(stated.form.replies ?? {}) : [];
    if (!replies.includes(reply) || stated!.index > index) report('OBLIGATION_UNKNOWN', place, { vi: `${named} không phải câu trả lời của một bước handoff đứng trước`, en: `${named} is not a reply of an earlier handoff` });
  }
};
