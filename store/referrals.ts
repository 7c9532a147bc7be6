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
    async settle(id, forget) {
      await referrals.updateOne({ _id: id }, { $set: { state: 'settled', expireAt: new Date(forget) } });
    },
  };
}

function toReferral({ _id, expireAt: _expireAt, ...referral }: ReferralDocument): SentReferral {
  return { id: _id, ...referral };
}
