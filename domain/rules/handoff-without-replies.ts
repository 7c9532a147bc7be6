import type { Rule } from './rule.js';

/** A handoff says which answers it waits for. */
export const handoffWithoutReplies: Rule = ({ graph }, report) => {
  for (const { form, path } of graph.steps) {
    if (!('handoff' in form) || Object.keys(form.replies ?? {}).length > 0) continue;
    const hint = {
      vi: 'Ví dụ: replies: {notice: {}, returned-as-wrong: {go: appraise, atMost: 2}}',
      en: 'For example: replies: {notice: {}, returned-as-wrong: {go: appraise, atMost: 2}}',
    };
    report('HANDOFF_WITHOUT_REPLIES', path, {
      vi: 'cần replies: các câu trả lời có thể có',
      en: 'expected replies: the answers that can come',
      hint,
      at: 'key',
    });
  }
};
