import { reachable } from '../procedure/flow-graph.js';
import type { Rule } from './rule.js';

/** The proof "finishes": no way ends before the result is handed over, and from every step a delivery can be come to. */
export const deliveryMissing: Rule = ({ graph }, report) => {
  const seen = reachable(graph);
  for (const step of graph.steps) {
    if (!seen.has(step.id)) continue;
    const open = step.exits.find((exit) => exit.to === 'end' && !exit.explicit);
    if (open) report('DELIVERY_MISSING', step.path, { vi: 'hồ sơ kết thúc ở đây mà chưa trả kết quả; bước cuối phải là deliver', en: 'the dossier would end here undelivered; the last step must be a deliver', at: 'key' });
    else if (step.within === undefined && !delivers(graph, step.id)) report('CANNOT_FINISH', step.path, { vi: 'từ đây không đến được bước deliver nào', en: 'no deliver can be come to from here', at: 'key' });
  }
};

function delivers(graph: Parameters<typeof reachable>[0], from: string): boolean {
  return [...reachable(graph, from)].some((id) => {
    const step = graph.byId.get(id)!;
    return step.kind === 'deliver' || step.exits.some((exit) => exit.to === 'end');
  });
}
