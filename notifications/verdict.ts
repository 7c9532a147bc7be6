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
  if (refusal.code === 'TIME_RUNS_BACKWARDS' || refusal.code === 'SUPPLEMENT_OPEN') return 'early';
  switch (act.type) {
    case 'reply':
      return onReply(act, facts);
    case 'pay':
      return onMoney(act.reference, facts);
    case 'settle obligation':
      return isWaivedOrDeferred(facts, act.reference) ? 'moot' : onMoney(act.reference, facts);
    case 'state obligation':
      return onFurtherNotice(act.reference, facts);
    case 'acknowledge':
      return 'moot';
    default:
      return 'dead';
  }
}

/** Money is never moot. What overtook its notice waits for it; what is too much is an officer's to refund. */
function onMoney(reference: string, facts: readonly Fact[]): Verdict {
  return isStated(facts, reference) || isClosed(facts) ? 'dead' : 'early';
}

/** One that overtook the first notice waits for it; one that is known says nothing new; one after all was paid says that more is owed. */
function onFurtherNotice(reference: string, facts: readonly Fact[]): Verdict {
  if (isStated(facts, reference)) return 'moot';
  return facts.some(({ type }) => type === 'obligationStated') || isClosed(facts) ? 'dead' : 'early';
}

/** An answer to a question that was answered the same already, or that was withdrawn, says nothing new; a contradiction does. */
function onReply({ run, reply, obligations = [] }: Extract<Act, { type: 'reply' }>, facts: readonly Fact[]): Verdict {
  const answered = facts.find((fact) => fact.type === 'handoffReplied' && fact.run === run);
  if (answered?.type === 'handoffReplied') {
    const known = obligations.every(({ reference }) => isStated(facts, reference));
    return answered.reply === reply && known ? 'moot' : 'dead';
  }
  const asked = facts.some((fact) => fact.type === 'handoffRequested' && fact.run === run);
  const withdrawn = facts.some((fact) => fact.type === 'stepCancelled' && fact.run === run);
  return asked && (withdrawn || isClosed(facts)) ? 'moot' : 'dead';
}

const isStated = (facts: readonly Fact[], reference: string): boolean =>
  facts.some((fact) => fact.type === 'obligationStated' && fact.reference === reference);

const isWaivedOrDeferred = (facts: readonly Fact[], reference: string): boolean =>
  facts.some((fact) => fact.type === 'obligationSettled' && fact.reference === reference);

const isClosed = (facts: readonly Fact[]): boolean => facts.some((fact) => fact.type === 'dossierClosed');
