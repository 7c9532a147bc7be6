import type { Change, Store } from '../store/store.js';

type Listener = (change: Change) => void;

export interface LiveChanges {
  /** Returns how to stop listening. */
  subscribe(listener: Listener): Promise<() => void>;
}

const hubs = new WeakMap<Store, LiveChanges>();

/** One change stream for all readers of a store, open only while somebody listens. */
export function liveChanges(store: Store): LiveChanges {
  let hub = hubs.get(store);
  if (!hub) hubs.set(store, (hub = makeHub(store)));
  return hub;
}

function makeHub(store: Store): LiveChanges {
  const listeners = new Set<Listener>();
  let watching: Promise<() => Promise<void>> | null = null;
  const watch = (): Promise<() => Promise<void>> => store.watchChanges((change) => listeners.forEach((listener) => listener(change)));
  const leave = (listener: Listener): void => {
    listeners.delete(listener);
    if (listeners.size > 0 || !watching) return;
    // A stream that failed to open or to close has nothing left to stop.
    void watching.then((stop) => stop()).catch(() => undefined);
    watching = null;
  };
  return {
    async subscribe(listener) {
      listeners.add(listener);
      try {
        await (watching ??= watch());
      } catch (error) {
        watching = null;
        listeners.delete(listener);
        throw error;
      }
      return () => leave(listener);
    },
  };
}
