import type { Rule } from './rule.js';

/** A paper is handed in or only shown, not both; a paper only shown is not kept. */
export const documents: Rule = ({ procedure }, report) => {
  for (const [id, { original, copy, kept, showOnly }] of Object.entries(procedure.documents ?? {})) {
    const path = ['documents', id];
    const handedIn = original !== undefined || copy !== undefined;
    if (showOnly && (handedIn || kept))
      report('DOCUMENT_CONTRADICTS', [...path, 'showOnly'], {
        vi: 'giấy tờ chỉ xuất trình thì không nộp bản nào và không giữ lại',
        en: 'a paper that is only shown is neither handed in nor kept',
        at: 'key',
      });
    if (!showOnly && !handedIn)
      report('DOCUMENT_CONTRADICTS', path, {
        vi: 'cần original, copy hoặc showOnly',
        en: 'expected original, copy or showOnly',
        at: 'key',
      });
    if (kept && original === undefined && !showOnly)
      report('DOCUMENT_CONTRADICTS', [...path, 'kept'], {
        vi: 'chỉ bản chính mới có việc giữ lại',
        en: 'only an original can be kept',
        at: 'key',
      });
  }
};
