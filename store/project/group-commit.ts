import { isAway } from '../errors.js';
import { grouped, type Outcome } from '../grouped.js';
import type { Projectable } from '../store.js';
import type { Projector } from './projector.js';

/** Projects in groups, one transaction each. */
export function groupCommit(project: Projector): (item: Projectable) => Promise<void> {
  return grouped((items) => commit(project, items));
}

/** Every failure goes only to the calls it concerns. */
async function commit(project: Projector, items: readonly Projectable[]): Promise<readonly Outcome<void>[]> {
  try {
    const refused = await project(items);
    return items.map((item) => (refused.has(item) ? { error: refused.get(item) } : { value: undefined }));
  } catch (error) {
    // when nobody answers, trying each alone would only make everybody wait longer
    if (items.length === 1 || isAway(error)) return items.map(() => ({ error }));
  }
  // one of them is poison, and the transaction cannot say which: each alone
  const outcomes: Outcome<void>[] = [];
  for (const item of items) outcomes.push(...(await commit(project, [item])));
  return outcomes;
}
