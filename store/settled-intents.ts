import type { Collections } from './collections.js';

/** How long settled intents are kept for others to go with them. */
const TOGETHER_MS = 500;
/** Nobody waits for it, and an intent that comes back does no harm. */
const AT_LEISURE = { writeConcern: { w: 1, journal: false } } as const;

/** Takes note of intents whose facts are stored. */
export type SettleSoon = (keys: readonly string[]) => void;

/**
 * Removes intents a moment after their facts are stored, many together and outside the transaction. One that is left because the process or the database went away
 * looks as if the process had gone just after storing the facts: the sweeper finds nothing missing and removes it.
 */
export function settleSoonIn({ intents }: Collections): SettleSoon {
  let waiting: string[] = [];
  const removeAll = async (): Promise<void> => {
    const keys = waiting;
    waiting = [];
    await intents.collection.deleteMany({ _id: { $in: keys } } as never, AT_LEISURE);
  };
  return (keys) => {
    if (waiting.length === 0 && keys.length > 0) setTimeout(() => void removeAll().catch(() => undefined), TOGETHER_MS).unref();
    waiting.push(...keys);
  };
}
