import type { RunId } from '../domain/engine/event.js';
import type { Fact } from '../domain/engine/fact.js';

/** Whether the question of a handoff is still open: neither answered, by whomever, nor withdrawn. */
export function isAsked(facts: readonly Fact[], run: RunId): boolean {
  return !facts.some((fact) => fact.type === 'dossierClosed' || (ENDS.includes(fact.type) && 'run' in fact && fact.run === run));
}

const ENDS: readonly Fact['type'][] = ['stepCancelled', 'handoffReplied', 'stepCompleted'];

/** Whether the partner may still have to say something about a handoff: its answer, or what was paid of the obligations it stated. */
export function isAwaited(facts: readonly Fact[], run: RunId): boolean {
  if (isAsked(facts, run)) return true;
  if (facts.some(({ type }) => type === 'dossierClosed')) return false;
  return facts.some((fact) => fact.type === 'obligationStated' && fact.run === run && !isSettled(facts, fact.reference));
}

/** Settled by what left nothing of it. */
function isSettled(facts: readonly Fact[], reference: string): boolean {
  return facts.some(
    (fact) =>
      fact.type !== 'obligationStated' && 'reference' in fact && fact.reference === reference && (!('left' in fact) || fact.left === 0),
  );
}
