import { appointmentsOf, legsBetween } from '../procedure/appointment-legs.js';
import type { Graph } from '../procedure/flow-graph.js';
import { inOrder } from '../procedure/legs-in-order.js';
import type { Leg } from '../procedure/plan.js';

/**
 * The nominal ways promised at reception, as legs: to the result, and to the close of each appointment that opens at reception; electronic and on paper. They begin
 * where the term does. Paused steps take none of it.
 */
export function waysFromReception(graph: Graph, termStarts?: string): readonly (readonly Leg[])[] {
  const whole = legsBetween(graph, termStarts ?? graph.start, 'end');
  const appointments = Object.values(appointmentsOf(graph, termStarts)).filter(({ opens }) => opens === 'reception');
  const ways = [whole, ...appointments.map(({ legs }) => legs)].filter((legs) => legs !== null && legs.length > 0) as Leg[][];
  return ways.flatMap((legs) => (hasPaper(legs) ? [legs, inOrder(legs)] : [legs]));
}

function hasPaper(legs: readonly Leg[]): boolean {
  return legs.some((leg) => 'parallel' in leg && (leg.paper !== undefined || leg.parallel.some(hasPaper)));
}
