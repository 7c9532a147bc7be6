import { setTimeout as wait } from 'node:timers/promises';

const LARGEST_GROUP = 200;
/** The longest that a group waits for more. */
const MOST_LINGER_MS = 100;

export type Outcome<Result> = { readonly value: Result } | { readonly error: unknown };

interface Waiting<Item, Result> {
  readonly item: Item;
  readonly settle: (outcome: Outcome<Result>) => void;
}

/**
 * Writes together what comes while a write is under way, and, where there is company, for twice as long as that write took: a caller alone is served at once, many
 * share the cost of reaching the disk, and the busier it is the more they share. Each call answers only after its own group is written.
 * @param write answers one outcome per item, in their order; what it throws goes to all of the group.
 * @param options.lingers false: what has come is written as soon as the write before it is done; for writes that somebody waits for and that cost little.
 */
export function grouped<Item, Result>(
  write: (items: readonly Item[]) => Promise<readonly Outcome<Result>[]>,
  { lingers = true } = {},
): (item: Item) => Promise<Result> {
  const queue: Waiting<Item, Result>[] = [];
  let running = false;
  let linger = 0;

  const run = async (): Promise<void> => {
    running = true;
    while (queue.length > 0) {
      if (linger > 0) await wait(linger);
      const group = queue.splice(0, LARGEST_GROUP);
      const start = performance.now();
      await settle(group);
      linger = lingers && group.length > 1 ? Math.min(2 * (performance.now() - start), MOST_LINGER_MS) : 0;
    }
    running = false;
  };

  const settle = async (group: readonly Waiting<Item, Result>[]): Promise<void> => {
    try {
      const outcomes = await write(group.map(({ item }) => item));
      group.forEach((waiting, index) => waiting.settle(outcomes[index]!));
    } catch (error) {
      group.forEach((waiting) => waiting.settle({ error }));
    }
  };

  return async (item) => {
    const outcome = await new Promise<Outcome<Result>>((resolve) => {
      queue.push({ item, settle: resolve });
      if (!running) void run();
    });
    if ('error' in outcome) throw outcome.error;
    return outcome.value;
  };
}
