import { setTimeout as wait } from 'node:timers/promises';

export interface Repeated {
  /** Lets the run under way finish. */
  stop(): Promise<void>;
}

/** Does something now and then again and again, with a pause in between, never twice at once. A run that fails is reported, and the next one comes in its time. */
export function again(everyMs: number, run: () => Promise<void>, onError: (error: unknown) => void): Repeated {
  const stop = new AbortController();
  const done = (async () => {
    while (!stop.signal.aborted) {
      await run().catch(onError);
      await wait(everyMs, undefined, { signal: stop.signal }).catch(() => undefined);
    }
  })();
  return { stop: () => (stop.abort(), done) };
}
