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
  return timelineOf(arrivalsByRun(shared), utcOffset).map(({ at, by, fact }) => `${at} ${by ?? ''} ${fact}`);
}

/** Which of several systems takes first what was sent to all of them at once is nobody's doing: what follows on each other of arrivals is compared by the step. */
function arrivalsByRun(facts: readonly Fact[]): Fact[] {
  const groups: Fact[][] = [];
  for (const fact of facts) {
    const group = groups.at(-1);
    if (group && arrivingAt(fact) !== null && arrivingAt(group[0]!) !== null) group.push(fact);
    else groups.push([fact]);
  }
  return groups.flatMap((group) => group.sort((one, other) => (arrivingAt(one) ?? '').localeCompare(arrivingAt(other) ?? '')));
}

/** The run that something has arrived for; null for every other fact. */
function arrivingAt(fact: Fact): string | null {
  if (fact.type === 'handoverReceived') return fact.run;
  return fact.type === 'deadlineMet' && fact.deadline.startsWith('arrival:') ? fact.deadline.slice('arrival:'.length) : null;
}
