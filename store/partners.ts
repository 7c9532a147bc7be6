import type { Collections } from './collections.js';
import type { PartnersStore, PartnerState } from './road.js';
import type { PartnerDocument } from './schemas/road-schemas.js';

export function partnersIn({ partners }: Collections): PartnersStore {
  return {
    async get(connector) {
      const found = await partners.findById(connector).lean();
      return found && toState(found);
    },
    all: async () => (await partners.find().sort({ _id: 1 }).lean()).map(toState),
    async failed(connector, error, at, away) {
      const counted = await partners
        .findOneAndUpdate(
          { _id: connector },
          { $inc: { failures: 1 }, $set: { lastError: error.slice(0, 500) }, $setOnInsert: { state: 'reachable', since: at, probes: 0 } },
          { upsert: true, returnDocument: 'after' },
        )
        .lean();
      const stands = counted.state === 'reachable' ? counted.failures < away.after : counted.state === 'away';
      if (stands) return toState(counted);
      const since = counted.state === 'reachable' && { since: at, probes: 0, probeAt: away.probeAt };
      await partners.updateOne({ _id: connector, state: counted.state }, { $set: { state: 'away', ...since } });
      return toState({ ...counted, state: 'away', ...since });
    },
    async answered(connector, at) {
      await partners.updateOne(
        { _id: connector, failures: { $gt: 0 } },
        { $set: { state: 'reachable', since: at, failures: 0, probes: 0 }, $unset: { probeAt: 1, lastError: 1 } },
      );
    },
    async probe(connector, at, next) {
      const due = { _id: connector, state: { $ne: 'reachable' as const }, probeAt: { $lte: at } };
      const claimed = await partners.updateOne(due, { $set: { state: 'probing', probeAt: next }, $inc: { probes: 1 } });
      return claimed.modifiedCount === 1;
    },
  };
}

function toState({ _id, ...state }: PartnerDocument): PartnerState {
  return { connector: _id, ...state };
}
