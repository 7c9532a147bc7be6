import type { Connectors } from '../connectors/connectors.js';
import type { ReferralStatus } from '../connectors/contract.js';
import { PartnerAway, PermanentFailure } from '../connectors/failure.js';
import type { Policy } from '../connectors/policy.js';
import { DAY } from '../domain/time/instant.js';
import type { SentReferral } from '../store/road.js';
import type { Store } from '../store/store.js';
import { isAwaited } from './awaited.js';
import type { Crossed } from './crossed.js';
import type { Gate } from './gate.js';
import type { Outcome } from './lane.js';
import { type DoorDeps, receiveMessage } from './receive-message.js';
import { delayAfter } from './retry.js';
import { connectorNamed } from './send-handoff.js';

export interface PollDeps extends DoorDeps {
  readonly store: DoorDeps['store'] & Pick<Store, 'referrals' | 'outbox'>;
  readonly connectors: Connectors;
  readonly policyOf: (connector: string) => Pick<Policy, 'keepDays' | 'poll'>;
  readonly crossed?: Crossed;
}

const DONE: Outcome = { back: false };

/**
 * Asks a partner about a referral whose answer has not come, and feeds what it says through the door for callbacks: what came by both ways is one message. What the
 * dossier awaits no more is settled without asking. Nothing new costs the dossier nothing, and the next time to ask is further away.
 */
export function pollsReferrals(deps: PollDeps, gate: Gate): (id: string) => Promise<Outcome> {
  const { store } = deps;
  return async (id) => {
    const referral = await store.referrals.get(id);
    if (!referral || referral.state !== 'open') return DONE;
    if (!isAwaited(await store.facts.of(referral.dossierId), referral.run)) {
      await store.referrals.settle(id, deps.now(), deps.now() + deps.policyOf(referral.connector).keepDays * DAY);
      return DONE;
    }
    const passage = await gate.enter();
    if ('closedUntil' in passage) {
      await store.referrals.polled(id, referral.polls, passage.closedUntil);
      return DONE;
    }
    const status = await ask(deps, referral);
    if (status instanceof PartnerAway) await passage.unanswered(status.what);
    else await passage.answered();
    const news = status instanceof PartnerAway ? false : await hear(deps, referral, status);
    await store.referrals.polled(id, news ? 0 : referral.polls + 1, nextPoll(deps, referral, news));
    return DONE;
  };
}

/** Null: the partner does not know it. An answer that is none counts as nothing new. */
async function ask({ connectors }: PollDeps, { connector, id }: SentReferral): Promise<ReferralStatus | PartnerAway | null | undefined> {
  try {
    return await connectorNamed(connectors, connector).status(id);
  } catch (error) {
    if (error instanceof PartnerAway) return error;
    if (error instanceof PermanentFailure) return undefined;
    throw error;
  }
}

/** @returns whether there was anything new. */
async function hear(deps: PollDeps, referral: SentReferral, status: ReferralStatus | null | undefined): Promise<boolean> {
  if (status === undefined) return false;
  // acknowledged once and forgotten since: sent again under its id
  if (status === null) return deps.store.outbox.revive(referral.row, 'waiting', 'done');
  if (status.state === 'accepted' && !referral.accepted) await accepted(deps, referral);
  let news = false;
  for (const answer of status.answers) news = (await receiveMessage(deps, referral.connector, answer)).fresh || news;
  return news;
}

async function accepted({ crossed, store }: PollDeps, { id, row, dossierId, run, connector }: SentReferral): Promise<void> {
  await crossed?.({ row, dossierId, run, connector }, 'accepted');
  await store.referrals.accept(id);
}

function nextPoll(deps: PollDeps, { connector, polls }: SentReferral, news: boolean): number {
  const { after, longest } = deps.policyOf(connector).poll;
  return deps.now() + delayAfter(news ? 1 : polls + 2, { firstDelay: after, longestDelay: longest }, Math.random());
}
