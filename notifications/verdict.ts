import type { Refusal } from '../domain/engine/engine.js';
import type { Act } from '../domain/engine/event.js';
import type { Fact } from '../domain/engine/fact.js';

/**
 * What becomes of a partner's message that the dossier does not take. `early`: what it rests on has not come yet, so that trying again heals it. `moot`: nobody waits for it any more,
 * and it says nothing new. `dead`: it will never be taken, and it says something that somebody must know.
 */
export type Verdict = 'early' | 'moot' | 'dead';

/** @param facts all of the dossier. */
export function verdictOn(refusal: Refusal, act: Act, facts: readonly Fact[]): Verdict {
  if (refusal.code === 'TIME_RUNS_BACKWARDS') return 'early';
  if (act.type === 'pay') return onPayment(act.reference, facts);
  return act.type === 'reply' ? onReply(act, facts) : 'dead';
}

/** Money is never moot. A payment that overtook its notice waits for it; one that is too much is an officer's to refund. */
function onPayment(reference: string, facts: readonly Fact[]): Verdict {
  const stated = facts.some((fact) => fact.type === 'obligationStated' && fact.reference === reference);
  return stated || isClosed(facts) ? 'dead' : 'early';
}

/** An answer to a question that was answered the same already, or that was withdrawn, says nothing new; a contradiction does. */
function onReply({ run, reply, obligations = [] }: Extract<Act, { type: 'reply' }>, facts: readonly Fact[]): Verdict {
  const answered = facts.find((fact) => fact.type === 'handoffReplied' && fact.run === run);
  if (answered?.type === 'handoffReplied') {
    const known = obligations.every(({ reference }) =>
      facts.some((fact) => fact.type === 'obligationStated' && fact.reference === reference),
    );
    return answered.reply === reply && known ? 'moot' : 'dead';
  }
  const asked = facts.some((fact) => fact.type === 'handoffRequested' && fact.run === run);
  const withdrawn = facts.some((fact) => fact.type === 'stepCancelled' && fact.run === run);
  return asked && (withdrawn || isClosed(facts)) ? 'moot' : 'dead';
}

const isClosed = (facts: readonly Fact[]): boolean => facts.some((fact) => fact.type === 'dossierClosed');
