import type { Retry } from '../connectors/policy.js';

/**
 * Milliseconds until the next try: exponential, bounded, and spread over its upper half so that what failed together does not come back together.
 * @param made tries made so far, from 1.
 * @param random in [0, 1).
 */
export function delayAfter(made: number, retry: Pick<Retry, 'firstDelay' | 'longestDelay'>, random: number): number {
  const whole = Math.min(retry.longestDelay, retry.firstDelay * 2 ** Math.min(made - 1, 30));
  return Math.round(whole * (0.5 + random / 2));
}
