import { deadEnds } from '../procedure/dead-ends.js';
import { reachable } from '../procedure/flow-graph.js';
import type { Rule } from './rule.js';

/** The proof "finishes": no way ends before the result is handed over, and from every step a delivery can be come to. */
export const deliveryMissing: Rule = ({ graph }, report) => {
  const seen = reachable(graph);
  for (const step of graph.steps) {
    if (!seen.has(step.id)) continue;
    const open = step.exits.find((exit) => exit.to === 'end' && !exit.explicit);
    if (open)
      report('DELIVERY_MISSING', step.path, {
        vi: 'hồ sơ kết thúc ở đây mà chưa trả kết quả; bước cuối phải là deliver',
        en: 'the dossier would end here undelivered; the last step must be a deliver',
        at: 'key',
      });
    else if (step.within === undefined && !delivers(graph, step.id))
      report('CANNOT_FINISH', step.path, {
        vi: 'từ đây không đến được bước deliver nào',
        en: 'no deliver can be come to from here',
        at: 'key',
      });
  }
  for (const way of deadEnds(graph)) {
    const step = graph.byId.get(way.at(-1)!)!;
    if (step.exits.length === 0) continue;
    report('DEAD_END', step.path, {
      vi: `sau ${way.join(' → ')} mọi lối ra đã hết lượt (atMost); hồ sơ mắc lại ở đây`,
      en: `after ${way.join(' → ')} every way on is used up (atMost); the dossier would be stuck here`,
      hint: {
        vi: 'Đặt atMost ở câu trả lời dẫn đến đây, thêm một lối ra, hoặc may: [refuse]',
        en: 'Put the atMost on the answer that leads here, add a way on, or may: [refuse]',
      },
      at: 'key',
    });
  }
};

function delivers(graph: Parameters<typeof reachable>[0], from: string): boolean {
  return [...reachable(graph, from)].some((id) => {
    const step = graph.byId.get(id)!;
    return step.kind === 'deliver' || step.exits.some((exit) => exit.to === 'end');
  });
}
