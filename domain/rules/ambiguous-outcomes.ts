import type { Exit } from '../procedure/flow-graph.js';
import type { Rule } from './rule.js';

/** Outcomes mean different things: a task does not say both `outcomes` and `go`, and of several outcomes at most one goes on unnamed to the next step. */
export const ambiguousOutcomes: Rule = ({ graph }, report) => {
  for (const { form, path, exits } of graph.steps) {
    if ('task' in form && form.outcomes && form.go !== undefined) {
      report('OUTCOMES_AND_GO', [...path, 'go'], {
        vi: 'go không có tác dụng khi đã có outcomes',
        en: 'go has no effect beside outcomes',
        at: 'key',
      });
    }
    const silent = exits.filter((exit) => isSilent(form, exit));
    if (silent.length < 2) continue;
    const names = silent.map((exit) => exit.name).join(', ');
    report('AMBIGUOUS_OUTCOMES', silent[1]!.path, {
      vi: `${names} cùng đi tiếp mà không có tên gọi (name) hay go: không phân biệt được`,
      en: `${names} all go on to the next step without a name or a go: they cannot be told apart`,
    });
  }
};

/** Neither says where it goes nor what it is called. */
function isSilent(form: object, exit: Exit): boolean {
  if (exit.explicit || (exit.kind !== 'outcome' && exit.kind !== 'reply')) return false;
  const { outcomes, replies } = form as {
    outcomes?: Record<string, { name?: unknown }>;
    replies?: Record<string, { name?: unknown; obligation?: unknown; value?: unknown }>;
  };
  const way = (outcomes ?? replies)?.[exit.name];
  return Object.keys(way ?? {}).length === 0;
}
