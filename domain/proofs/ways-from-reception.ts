import { appointmentsOf, legsBetween } from '../procedure/appointment-legs.js';
import type { Graph } from '../procedure/flow-graph.js';
import type { Leg } from '../procedure/plan.js';

/** The nominal ways promised at reception, as legs: to the result, and to the close of each appointment that opens at reception. Paused steps take none of the term. */
export function waysFromReception(graph: Graph): readonly (readonly Leg[])[] {
  const whole = legsBetween(graph, graph.start, 'end');
  const appointments = Object.values(appointmentsOf(graph)).filter(({ opens }) => opens === 'reception');
  return [whole, ...appointments.map(({ legs }) => legs)].filter((legs) => legs !== null && legs.length > 0) as Leg[][];
}
