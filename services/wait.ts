import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Repeats `attempt` until it does not throw, every `everyMs`, for at most `forMs` milliseconds; then throws the last error.
 * `giveUp` may end the wait early by returning a reason.
 */
export async function until<T>(attempt: () => Promise<T>, forMs: number, everyMs = 100, giveUp?: () => string | null): Promise<T> {
  const end = Date.now() + forMs;
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      const reason = giveUp?.();
      if (reason) throw new Error(reason, { cause: error });
      if (Date.now() >= end) throw error;
      await sleep(everyMs);
    }
  }
}

/** Rejects with `message` when `work` takes longer than `ms` milliseconds. The work itself is not stopped. */
export async function within<T>(work: Promise<T>, ms: number, message: string): Promise<T> {
  const stop = new AbortController();
  const late = sleep(ms, undefined, { signal: stop.signal }).then(() => {
    throw new Error(message);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    stop.abort();
    late.catch(() => undefined);
  }
}
