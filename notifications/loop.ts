import { setTimeout } from 'node:timers/promises';

export interface Loop {
  stop(): Promise<void>;
}

/** Runs again and again, never twice at once, with the pause in milliseconds that each run asks for. */
export function startLoop(run: () => Promise<number>): Loop {
  const stop = new AbortController();
  const done = (async () => {
    while (!stop.signal.aborted) {
      const pause = await run();
      await setTimeout(pause, undefined, { signal: stop.signal }).catch(() => undefined);
    }
  })();
  return { stop: () => (stop.abort(), done) };
}
