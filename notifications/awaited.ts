import type { RunId } from '../domain/engine/event.js';
import type { Fact } from '../domain/engine/fact.js';

/** Whether the question of a handoff is still open: neither answered, by whomever, nor withdrawn. */
export function isAsked(facts: readonly Fact[], run: RunId): boolean {
  return !facts.some((fact) => fact.type === 'dossierClosed' || (ENDS.includes(fact.type) && 'run' in fact && fact.run === run));
}

const ENDS: readonly Fact['type'][] = ['stepCancelled', 'handoffReplied', 'stepCompleted'];

/**
 * Whether the partner may still have to say something about a handoff: its answer, or what was paid of the obligations it stated. Of the payment platform: what was
 * paid of the obligation that it was told of.
 */
export function isAwaited(facts: readonly Fact[], run: RunId): boolean {
  const owed = facts.find((fact) => fact.type === 'obligationStated' && paymentRun(fact) === run);
  if (owed?.type === 'obligationStated') return !isSettled(facts, owed.reference) && !facts.some(({ type }) => type === 'dossierClosed');
  if (isAsked(facts, run)) return true;
  if (facts.some(({ type }) => type === 'dossierClosed')) return false;
  return facts.some((fact) => fact.type === 'obligationStated' && fact.run === run && !isSettled(facts, fact.reference));
}

/** What the payment platform says of an obligation is said of this run. */
export function paymentRun({ no }: Pick<Fact, 'no'>): RunId {
  return `payment-${no}`;
}

/** Paid in full, waived or put off. */
export function isSettled(facts: readonly Fact[], reference: string): boolean {
  return facts.some((fact) =>
    fact.type === 'obligationPaid'
      ? fact.reference === reference && fact.left === 0
      : fact.type === 'obligationSettled' && fact.reference === reference,
  );
}
