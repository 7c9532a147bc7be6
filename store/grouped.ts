import { setTimeout as wait } from 'node:timers/promises';

const LARGEST_GROUP = 200;
/** How long a group waits for more when the one before it had company. */
const LINGER_MS = 12;

export type Outcome<Result> = { readonly value: Result } | { readonly error: unknown };

interface Waiting<Item, Result> {
  readonly item: Item;
  readonly settle: (outcome: Outcome<Result>) => void;
}

/**
 * Writes together what comes while a write is under way, and for a moment longer where there is company: a caller alone is served at once, many share the cost
 * of reaching the disk. Each call answers only after its own group is written.
 * @param write answers one outcome per item, in their order; what it throws goes to all of the group.
 */
export function grouped<Item, Result>(
  write: (items: readonly Item[]) => Promise<readonly Outcome<Result>[]>,
): (item: Item) => Promise<Result> {
  const queue: Waiting<Item, Result>[] = [];
  let running = false;
  let company = false;

  const run = async (): Promise<void> => {
    running = true;
    while (queue.length > 0) {
      if (company) await wait(LINGER_MS);
      const group = queue.splice(0, LARGEST_GROUP);
      company = group.length > 1;
      await settle(group);
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
