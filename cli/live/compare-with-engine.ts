import type { Fact } from '../../domain/engine/fact.js';
import { timelineOf } from '../../domain/simulate/timeline.js';

/** What only the running system can know: its numbers, files and references, and the words of an office. */
const ITS_OWN = ['number', 'reference', 'item', 'results', 'values', 'dossier', 'evidence'];

export interface Divergence {
  readonly expected: string;
  readonly found: string;
}

/** Where the running system said something else than the pure engine does for the same scenario: the first place, or null. */
export function compareWithEngine(engine: readonly Fact[], live: readonly Fact[], utcOffset: string): Divergence | null {
  const [expected, found] = [linesOf(engine, utcOffset), linesOf(live, utcOffset)];
  for (let index = 0; index < Math.max(expected.length, found.length); index += 1) {
    if (expected[index] !== found[index])
      return { expected: `as the engine says: ${expected[index] ?? 'nothing more'}`, found: found[index] ?? 'nothing more' };
  }
  return null;
}

function linesOf(facts: readonly Fact[], utcOffset: string): string[] {
  const shared = facts.map((fact) => Object.fromEntries(Object.entries(fact).filter(([key]) => !ITS_OWN.includes(key))) as unknown as Fact);
  return timelineOf(shared, utcOffset).map(({ at, by, fact }) => `${at} ${by ?? ''} ${fact}`);
}
