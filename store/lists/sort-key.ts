import type { Instant } from '../../domain/time/instant.js';

const WIDTH = 9;
const NEVER = 'z'.repeat(WIDTH);

/** An instant as text that sorts like the instant, good until the year 5188; null sorts last. */
export function instantKey(instant: Instant | null): string {
  return instant === null ? NEVER : Math.max(0, instant).toString(36).padStart(WIDTH, '0');
}

/**
 * One text by which a list is sorted and paged: the instant, and a part of the id that tells two of the same instant apart. One field instead of two keeps
 * every page a plain range of its index.
 */
export function sortKey(instant: Instant | null, tieBreak: string): string {
  return instantKey(instant) + tieBreak;
}
