import type { Collections } from './collections.js';
import type { ReferralsStore, SentReferral } from './road.js';
import type { ReferralDocument } from './schemas/road-schemas.js';

export function referralsIn({ referrals }: Collections): ReferralsStore {
  return {
    async sent({ id, ...referral }) {
      await referrals.updateOne({ _id: id }, { $setOnInsert: { ...referral, state: 'open', polls: 0 } }, { upsert: true });
    },
    async get(id) {
      const found = await referrals.findById(id).lean();
      return found && toReferral(found);
    },
    async takeDue(at, again, limit) {
      const due = { state: 'open', nextPollAt: { $lte: at } } as const;
      const found = await referrals.find(due).sort({ nextPollAt: 1 }).hint('due').limit(limit).lean();
      if (found.length > 0)
        await referrals.updateMany({ _id: { $in: found.map(({ _id }) => _id) }, ...due }, { $set: { nextPollAt: again } });
      return found.map(toReferral);
    },
    async accept(id) {
      await referrals.updateOne({ _id: id }, { $set: { accepted: true } });
    },
    async polled(id, polls, nextPollAt) {
      await referrals.updateOne({ _id: id, state: 'open' }, { $set: { polls, nextPollAt } });
    },
    async settle(id, at, forget) {
      await referrals.updateOne({ _id: id, state: 'open' }, { $set: { state: 'settled', settledAt: at, expireAt: new Date(forget) } });
    },
    walk: (connector, settledSince) => walk(referrals, connector, settledSince),
  };
}

const AT_ONCE = 200;

/** By id within each instant of settling: a part begins where the last one ended. */
async function* walk(referrals: Collections['referrals'], connector: string, settledSince: number): AsyncIterable<SentReferral> {
  const parts = [
    { state: 'open', settledAt: null },
    { state: 'settled', settledAt: { $gte: settledSince } },
  ];
  for (const part of parts) {
    for (let after: ReferralDocument | undefined, more = true; more;) {
      const found: ReferralDocument[] = await referrals
        .find({ connector, ...part, ...(after && follows(after)) } as never)
        .sort({ settledAt: 1, _id: 1 })
        .hint('walk')
        .limit(AT_ONCE)
        .lean();
      yield* found.map(toReferral);
      after = found.at(-1);
      more = found.length === AT_ONCE;
    }
  }
}

function follows({ settledAt, _id }: ReferralDocument): object {
  if (settledAt === undefined) return { _id: { $gt: _id } };
  return { $or: [{ settledAt: { $gt: settledAt } }, { settledAt, _id: { $gt: _id } }] };
}

function toReferral({ _id, expireAt: _expireAt, ...referral }: ReferralDocument): SentReferral {
  return { id: _id, ...referral };
}
