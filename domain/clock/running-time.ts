import type { WorkingTime } from '../calendar/working-time.js';
import type { Instant } from '../time/instant.js';
import type { Suspension } from './term.js';

/** Office time between two instants in which the clock ran. `standstills` in order and without overlap; an open one stands still to the end. */
export function runningTime({ officeTime }: WorkingTime, from: Instant, until: Instant, standstills: readonly Suspension[]): number {
  const stood = standstills.map((each) => officeTime(Math.max(each.from, from), Math.min(each.to ?? until, until)));
  return officeTime(from, until) - totalOf(stood);
}

export function totalOf(lengths: readonly number[]): number {
  return lengths.reduce((total, each) => total + each, 0);
}
