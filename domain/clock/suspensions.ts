import type { Instant } from '../time/instant.js';
import type { Suspension } from './term.js';

/**
 * The times in which the clock stands still, in order: causes that overlap are joined, for the clock runs again when the last of them ends,
 * and from zero when one of them restarts it. What ended before `start` is left out.
 * Throws RangeError for a suspension that ends before it begins.
 */
export function standstills(suspensions: readonly Suspension[] | undefined, start: Instant): readonly Suspension[] {
  if (!suspensions || suspensions.length === 0) return [];
  const joined: Suspension[] = [];
  for (const next of [...suspensions].sort((a, b) => a.from - b.from)) {
    if (next.to !== null && next.to < next.from)
      throw new RangeError(`suspension ends at ${next.to}, before it begins at ${next.from}; expected an end after the beginning`);
    if (next.to !== null && next.to < start) continue;
    const last = joined.at(-1);
    if (last && (last.to === null || next.from < last.to)) joined[joined.length - 1] = join(last, next);
    else joined.push(next.from < start ? { ...next, from: start } : next);
  }
  return joined;
}

function join(a: Suspension, b: Suspension): Suspension {
  const causes = [...new Set([a.cause, b.cause].filter((each) => each !== undefined))];
  return {
    from: a.from,
    to: a.to === null || b.to === null ? null : Math.max(a.to, b.to),
    policy: a.policy === 'restart' || b.policy === 'restart' ? 'restart' : 'pause',
    ...(causes.length > 0 && { cause: causes.join(', ') }),
  };
}
