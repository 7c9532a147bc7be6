import type { Connector } from '../connectors/client.js';
import type { Connectors } from '../connectors/connectors.js';
import type { Acknowledgement, Referral } from '../connectors/contract.js';
import { PermanentFailure } from '../connectors/failure.js';
import { own } from '../connectors/own.js';
import type { Fact } from '../domain/engine/fact.js';
import type { OutboxRow } from '../store/outgoing.js';
import type { Store } from '../store/store.js';
import { archive, type ArchiveDeps, sentMessageId } from './archive.js';
import { isAsked, isAwaited } from './awaited.js';
import { buildReferral, type SendHandoff, versionId } from './build-referral.js';
import type { Crossed } from './crossed.js';
import { delayAfter } from './retry.js';

export interface SendHandoffDeps extends ArchiveDeps {
  readonly store: ArchiveDeps['store'] & Pick<Store, 'referrals'>;
  readonly crossed?: Crossed;
}

/**
 * Sends a referral, notes that an answer is awaited, and tells the dossier that it has arrived. One that is no longer awaited when its turn comes (answered by hand,
 * withdrawn) is not sent. Each of these is done once, however often this is called.
 */
export async function sendHandoff(deps: SendHandoffDeps, row: OutboxRow): Promise<void> {
  const { connector: name, run } = row.command as SendHandoff;
  const connector = connectorNamed(deps.connectors, name);
  const [facts, kept] = await Promise.all([deps.store.facts.of(row.dossierId), deps.store.messages.get(sentMessageId(row)!)]);
  const corrections = kept?.corrections ?? [];
  const referral = await buildReferral(deps.store, row, corrections);
  if (!isAsked(facts, run)) return kept ? forgo(deps, row, referral, facts) : undefined;
  if (corrections.length > 0) await takeBack(connector, row, corrections.length);
  const acknowledgement = await connector.send(referral);
  await archive(deps, row, { state: 'done', referral });
  await awaitAnswer(deps, row, referral);
  await deps.crossed?.({ row: row.id, dossierId: row.dossierId, run, connector: name }, stateOf(acknowledgement));
}

/** One that was tried and is no longer asked had arrived after all when its partner has answered; what may follow the answer is awaited then. */
async function forgo(deps: SendHandoffDeps, row: OutboxRow, referral: Referral, facts: readonly Fact[]): Promise<void> {
  const { run, connector } = referral;
  const answered = facts.some((fact) => fact.type === 'handoffReplied' && fact.run === run && fact.by?.id === connector);
  await archive(deps, row, { state: answered ? 'done' : 'moot', referral });
  if (answered && isAwaited(facts, run)) await awaitAnswer(deps, row, referral);
}

/** The version before may have arrived though nobody answered: the partner shall not answer both. */
async function takeBack(connector: Connector, { id, dossierId, command }: OutboxRow, corrections: number): Promise<void> {
  const referral = versionId(id, corrections - 1);
  await connector.cancel({ id: `${referral}-instead`, dossierId, run: (command as SendHandoff).run, referral });
}

/** Notes that the partner has something to say about what was sent, so that it is asked when it says nothing. */
export async function awaitAnswer(
  { store, policyOf, now }: Pick<SendHandoffDeps, 'store' | 'policyOf' | 'now'>,
  row: OutboxRow,
  { id, connector, run }: Pick<Referral, 'id' | 'connector' | 'run'>,
): Promise<void> {
  const { after, longest } = policyOf(connector).poll;
  const nextPollAt = now() + delayAfter(1, { firstDelay: after, longestDelay: longest }, Math.random());
  await store.referrals.sent({ id, row: row.id, connector, dossierId: row.dossierId, run, sentAt: now(), nextPollAt });
}

const stateOf = ({ state }: Acknowledgement) => (state === 'accepted' ? 'accepted' : 'received');

export function connectorNamed(connectors: Connectors, name: string): Connector {
  const connector = own(connectors, name);
  if (connector) return connector;
  const known = Object.keys(connectors).join(', ') || 'none';
  throw new PermanentFailure(`connector ${name} has no address here; expected one of ${known}`, 'NO_ADDRESS');
}
