/** A dead letter whose question was answered by hand, or withdrawn, needs nobody: it leaves the list, and says why. */
import type { Fact } from '../domain/engine/fact.js';
import { DAY } from '../domain/time/instant.js';
import type { MessageReason, RoadMessage } from '../store/road.js';
import type { OutboxRow } from '../store/outgoing.js';
import type { Store } from '../store/store.js';
import type { ArchiveDeps } from './archive.js';
import { isAsked, isAwaited } from './awaited.js';

export interface SettleDeps extends Pick<ArchiveDeps, 'policyOf' | 'now'> {
  readonly store: Pick<Store, 'facts' | 'messages' | 'outbox'>;
}

/** Settles the dead letters of a dossier that nobody waits for any more; those that are still asked stay. */
export async function settleLetters({ store, policyOf, now }: SettleDeps, dossierId: string): Promise<void> {
  const letters = await store.messages.deadOf(dossierId);
  if (letters.length === 0) return;
  const facts = await store.facts.of(dossierId);
  for (const { attempts: _attempts, corrections: _corrections, givenUp: _givenUp, ...letter } of letters) {
    const row = await store.outbox.get(letter.messageId);
    if (!row || isOpen(row, letter, facts)) continue;
    await store.outbox.revive(row.id, 'given up');
    const forget = now() + policyOf(letter.connector).keepDays * DAY;
    await store.messages.put({ ...letter, state: 'moot', reason: settledReason(letter, facts) }, { tried: false, forget });
  }
}

/** What a message that is no longer asked for has become of: answered by somebody, or withdrawn. */
export function settledReason({ run }: Pick<RoadMessage, 'run'>, facts: readonly Fact[]): MessageReason {
  const answer = facts.find((fact) => fact.type === 'handoffReplied' && fact.run === run);
  return answer?.by ? { code: 'ANSWERED_OTHERWISE', found: answer.by.id } : { code: 'NO_LONGER_ASKED' };
}

function isOpen({ command }: OutboxRow, { run }: Pick<RoadMessage, 'run'>, facts: readonly Fact[]): boolean {
  if (command.type === 'send handoff') return isAsked(facts, command.run);
  return command.type !== 'request payment' || run === null || isAwaited(facts, run);
}
