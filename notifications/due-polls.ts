import type { SentReferral } from '../store/road.js';
import { MINUTE } from '../domain/time/instant.js';
import type { Polls } from './outbox-relay.js';
import { pollsReferrals, type PollDeps } from './poll-referral.js';

/** One that was taken and not asked about (the worker was killed) comes again after this. */
const TAKEN_FOR = 5 * MINUTE;
const AT_ONCE = 200;

/** Referrals to be asked about, looked for at most this often. */
export function duePolls(deps: PollDeps, everyMs: number): Polls {
  let lookAt = 0;
  const due = async (): Promise<readonly SentReferral[]> => {
    const now = deps.now();
    if (now < lookAt) return [];
    lookAt = now + everyMs;
    return deps.store.referrals.takeDue(now, now + TAKEN_FOR, AT_ONCE);
  };
  return { due, work: (gate) => pollsReferrals(deps, gate) };
}
