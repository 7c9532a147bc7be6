import { MINUTE } from '../domain/time/instant.js';

export interface Retry {
  /** How often a command is tried before its row is dead. */
  readonly attempts: number;
  /** Milliseconds before the second try; doubled each time. */
  readonly firstDelay: number;
  readonly longestDelay: number;
}

/** A partner that is away for a working day is waited for; after about a day somebody must look. */
export const PATIENT: Retry = { attempts: 110, firstDelay: 1000, longestDelay: 15 * MINUTE };

/**
 * Milliseconds until the next try: exponential, bounded, and spread over its upper half so that what failed together does not come back together.
 * @param made tries made so far, from 1.
 * @param random in [0, 1).
 */
export function delayAfter(made: number, retry: Retry, random: number): number {
  const whole = Math.min(retry.longestDelay, retry.firstDelay * 2 ** Math.min(made - 1, 30));
  return Math.round(whole * (0.5 + random / 2));
}
