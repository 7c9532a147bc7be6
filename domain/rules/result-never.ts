import { emptyHanded } from '../procedure/empty-handed.js';
import type { Rule } from './rule.js';

/** The proof "has a result": what cannot be delivered for want of one would lie at the counter for ever (RESULT_MISSING). */
export const resultNever: Rule = ({ graph }, report) => {
  const way = emptyHanded(graph);
  const last = way && graph.byId.get(way.at(-1)!);
  if (!way || !last) return;
  report('RESULT_NEVER', last.path, {
    vi: `theo ${way.join(' → ')} thì không có giấy tờ hay số nào để trả`,
    en: `by ${way.join(' → ')} there is neither a paper nor a number to hand over`,
    hint: {
      vi: 'Thêm produces cho một công việc, value cho một câu trả lời, hoặc để công việc ấy may: [refuse] thay vì đi tiếp',
      en: 'Add produces to a task or value to a reply, or let the task may: [refuse] instead of going on',
    },
    at: 'key',
  });
};
