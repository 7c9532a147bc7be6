import type { Leg } from './plan.js';

/** Legs as papers go: what can only be in one place goes from branch to branch. */
export function inOrder(legs: readonly Leg[]): Leg[] {
  return legs.flatMap((leg): Leg[] => {
    if (!('parallel' in leg)) return [leg];
    const branches = leg.parallel.map(inOrder);
    return leg.paper === 'in order' ? branches.flat() : [{ ...leg, parallel: branches }];
  });
}
