import type { Collections } from './collections.js';
import type { HandoverQuery, HandoversStore, StoredHandover } from './handed-over.js';
import { COUNTED, HANDOVERS_BY_LIST, handoversSought } from './schemas/handover-schema.js';

const AT_ONCE = 2_000;

export function handoversIn({ handovers }: Collections): HandoversStore {
  return {
    sent: (query) => {
      const rows = handovers.collection.find(handoverFilter(query), { hint: HANDOVERS_BY_LIST, projection: COUNTED, batchSize: AT_ONCE });
      return rows.map((row) => toHandover(row as unknown as Row));
    },
  };
}

/** Whose and when is in the index; the rest is looked at in what it finds, which a report would read anyway. */
export function handoverFilter(query: HandoverQuery): object {
  const { seats, agency, procedure, medium, from, to } = query;
  const whose = seats?.some(({ fields }) => fields) ? [{ $or: seats.map((seat) => ofSeat(seat, query)) }] : [];
  const side = agency === undefined ? [] : [{ $or: [{ from: agency }, { to: agency }] }];
  return {
    lists: { $in: handoversSought(query) },
    sentAt: { $gte: from, $lt: to },
    ...(procedure !== undefined && { procedure }),
    ...(medium !== undefined && { medium }),
    ...(whose.length + side.length > 0 && { $and: [...whose, ...side] }),
  };
}

function ofSeat(seat: NonNullable<HandoverQuery['seats']>[number], { rehearsal }: HandoverQuery): object {
  return { lists: { $in: handoversSought({ seats: [seat], rehearsal }) }, ...(seat.fields && { field: { $in: [...seat.fields] } }) };
}

type Row = Omit<StoredHandover, 'id'> & { readonly _id: string };

/** Rows of before the first forwarding was measured do not say until when it was to be. */
function toHandover({ _id, ...handover }: Row): StoredHandover {
  return { id: _id, ...handover, forwardBy: handover.forwardBy ?? null };
}
