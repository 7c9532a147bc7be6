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
