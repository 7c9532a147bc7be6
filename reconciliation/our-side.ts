import type { RunId } from '../domain/engine/event.js';
import type { Fact } from '../domain/engine/fact.js';
import type { Ours, Owed } from '../domain/reconciliation/sides.js';
import { isAsked, paymentRun } from '../notifications/awaited.js';

/** What a dossier says of a question put to a partner; null when it never asked it. */
export function ourSide(facts: readonly Fact[], run: RunId): Ours | null {
  const stated = facts.find((fact) => fact.type === 'obligationStated' && paymentRun(fact) === run);
  if (stated?.type === 'obligationStated') return paymentSide(facts, stated);
  const asked = facts.find((fact) => fact.type === 'handoffRequested' && fact.run === run);
  if (!asked) return null;
  const reply = facts.find((fact) => fact.type === 'handoffReplied' && fact.run === run);
  const owed = facts.flatMap((fact) => (fact.type === 'obligationStated' && fact.run === run ? [owedOf(facts, fact)] : []));
  const answer = reply?.type === 'handoffReplied' ? { reply: reply.reply, value: reply.value ?? null } : { reply: null, value: null };
  if (reply) return { question: 'handoff', state: 'answered', since: reply.recordedAt, ...answer, owed };
  const state = isAsked(facts, run) ? 'awaiting' : 'given up';
  const since = state === 'awaiting' ? asked.recordedAt : endOf(facts, run);
  return { question: 'handoff', state, since, ...answer, owed };
}

type Stated = Extract<Fact, { type: 'obligationStated' }>;

/** The payment platform is asked to collect one amount; nothing more is asked when it is settled. */
function paymentSide(facts: readonly Fact[], stated: Stated): Ours {
  const owed = owedOf(facts, stated);
  const over = owed.settled || owed.paid >= owed.amount || facts.some(({ type }) => type === 'dossierClosed');
  const side = { question: 'payment', reply: null, value: null, owed: [owed] } as const;
  return { ...side, state: over ? 'given up' : 'awaiting', since: over ? facts.at(-1)!.recordedAt : stated.recordedAt };
}

function owedOf(facts: readonly Fact[], { reference, amount }: Stated): Owed {
  const paid = facts.reduce((sum, fact) => (fact.type === 'obligationPaid' && fact.reference === reference ? sum + fact.amount : sum), 0);
  return { reference, amount, paid, settled: facts.some((fact) => fact.type === 'obligationSettled' && fact.reference === reference) };
}

function endOf(facts: readonly Fact[], run: RunId): number {
  const ended = facts.find((fact) => fact.type === 'dossierClosed' || (fact.type === 'stepCancelled' && fact.run === run));
  return (ended ?? facts.at(-1)!).recordedAt;
}
