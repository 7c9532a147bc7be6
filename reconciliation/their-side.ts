import { type Heard, readCallback } from '../connectors/callbacks.js';
import type { CallbackMessage, ReferralStatus } from '../connectors/contract.js';
import { PermanentFailure } from '../connectors/failure.js';
import type { Act } from '../domain/engine/event.js';
import type { Owed, Theirs } from '../domain/reconciliation/sides.js';

/** What a partner says of a question, and which of its messages is the answer. */
export interface TheirSide extends Theirs {
  readonly answer: Extract<Act, { type: 'reply' }> | null;
}

/** @param status null: the partner does not know it. */
export function theirSide(status: ReferralStatus | null): TheirSide {
  if (!status) return { state: 'unknown', since: null, reply: null, value: null, owed: [], answer: null };
  const acts = actsIn(status.answers);
  const answer = acts.findLast((act) => act.type === 'reply') ?? null;
  return {
    ...{ state: status.state, since: status.since ?? null, owed: owedIn(acts) },
    ...{ reply: answer?.reply ?? null, value: answer?.value ?? null, answer },
  };
}

/** Each once: one payment may be told under several message ids. What cannot be read says nothing here; the door keeps it as a dead letter. */
function actsIn(answers: readonly CallbackMessage[]): Act[] {
  const heard = new Map<string, Act>();
  for (const answer of answers) {
    const each = readable(answer);
    if (each && 'act' in each) heard.set(each.once ?? each.messageId, each.act);
  }
  return [...heard.values()];
}

function readable(answer: CallbackMessage): Heard | null {
  try {
    return readCallback(answer);
  } catch (error) {
    if (error instanceof PermanentFailure) return null;
    throw error;
  }
}

/** What is paid of something that is not stated here is of a notice that came by another way: it is told by the amount paid. */
function owedIn(acts: readonly Act[]): Owed[] {
  const owed = new Map<string, Owed>();
  const change = (reference: string, more: Partial<Owed>): void => {
    owed.set(reference, { ...{ reference, amount: 0, paid: 0, settled: false }, ...owed.get(reference), ...more });
  };
  for (const act of acts) {
    if (act.type === 'reply') for (const { reference, amount } of act.obligations ?? []) change(reference, { amount });
    if (act.type === 'state obligation') change(act.reference, { amount: act.amount });
    if (act.type === 'pay') change(act.reference, { paid: (owed.get(act.reference)?.paid ?? 0) + act.amount });
    if (act.type === 'settle obligation') change(act.reference, { settled: true });
  }
  return [...owed.values()];
}
