import type { Projectable } from '../store.js';
import type { Projector } from './projector.js';

const LARGEST_GROUP = 200;

interface Waiting {
  readonly item: Projectable;
  readonly resolve: () => void;
  readonly reject: (reason: unknown) => void;
}

/**
 * Commits together what comes while a transaction is under way: with one caller each has a transaction of its own, with many the cost of reaching the disk is shared.
 * Each call answers only after its own facts are on disk.
 */
export function groupCommit(project: Projector): (item: Projectable) => Promise<void> {
  const queue: Waiting[] = [];
  let running = false;

  const run = async (): Promise<void> => {
    running = true;
    while (queue.length > 0) await commit(project, queue.splice(0, LARGEST_GROUP));
    running = false;
  };

  return (item) =>
    new Promise((resolve, reject) => {
      queue.push({ item, resolve, reject });
      if (!running) void run();
    });
}

/** Never throws: every failure goes to the callers it concerns. */
async function commit(project: Projector, group: readonly Waiting[]): Promise<void> {
  try {
    const refused = await project(group.map(({ item }) => item));
    for (const { item, resolve, reject } of group) {
      if (refused.has(item)) reject(refused.get(item));
      else resolve();
    }
  } catch (error) {
    if (group.length === 1 || isAway(error)) group.forEach(({ reject }) => reject(error));
    // one of them is poison, and the transaction cannot say which: each alone
    else for (const one of group) await commit(project, [one]);
  }
}

/** Nobody answers: trying each alone would only make everybody wait longer. */
function isAway(error: unknown): boolean {
  return error instanceof Error && /Mongo(Network|ServerSelection|NotConnected|TopologyClosed|Pool)/.test(error.name);
}
