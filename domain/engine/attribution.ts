/** Whose time it was: from the facts of a dossier to the buckets of its elapsed time (E8, indicator 2 of Circular 01/2018, art. 13). */
import type { Calendar } from '../calendar/calendar.js';
import { type HeldFrom, type TimeBucket, timeBuckets } from '../clock/buckets.js';
import type { Instant } from '../time/instant.js';
import type { Fact } from './fact.js';

/** `effective`: when it happened in the office, entered work at its real time. `recorded`: when the system learned it. */
export type Reckoning = 'effective' | 'recorded';

/** Who held the dossier from when on. Work entered afterwards takes the place of what was believed from its real time on. */
export function holdersOf(facts: readonly Fact[], reckoning: Reckoning = 'effective'): HeldFrom[] {
  const held: HeldFrom[] = [];
  for (const fact of facts) {
    if (fact.type !== 'heldBy') continue;
    const at = reckoning === 'effective' ? fact.effectiveAt : fact.recordedAt;
    while (held.length > 0 && held.at(-1)!.at > at) held.pop();
    held.push({ at, holder: fact.holder });
  }
  return held;
}

/** The elapsed time until an instant, divided among those who held the dossier; the parts always add up to the whole. */
export function attribution(calendar: Calendar, facts: readonly Fact[], until: Instant, reckoning: Reckoning = 'effective'): TimeBucket[] {
  return timeBuckets(calendar, holdersOf(facts, reckoning), until);
}
