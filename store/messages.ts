import type { Collections } from './collections.js';
import { DUPLICATE_KEY } from './errors.js';
import { grouped, type Outcome } from './grouped.js';
import { pageOf, startOf } from './lists/page.js';
import { sortKey } from './lists/sort-key.js';
import type { DeadLetterQuery, MessagesStore, RoadMessage } from './road.js';
import type { MessageDocument } from './schemas/road-schemas.js';
import type { Page, PageRequest } from './store.js';

type Put = { readonly message: Parameters<MessagesStore['put']>[0]; readonly more: Parameters<MessagesStore['put']>[1] };

export function messagesIn(collections: Collections): MessagesStore {
  const { messages } = collections;
  const put = grouped((group: readonly Put[]) => write(collections, group));
  return {
    async get(id) {
      const found = await messages.findById(id).lean();
      return found && toMessage(found);
    },
    put: (message, more) => put({ message, more }),
    async correct(id, correction) {
      const dead = { _id: id, state: 'dead' } as const;
      await messages.updateOne({ ...dead, 'corrections.key': { $ne: correction.key } }, { $push: { corrections: correction } });
      return (await messages.exists(dead)) !== null;
    },
    async resend(id) {
      return (await messages.updateOne({ _id: id, state: 'dead' }, { $set: { state: 'waiting' } })).modifiedCount === 1;
    },
    async giveUp(id, givenUp, forget) {
      const settled = { $set: { state: 'given up', givenUp, expireAt: new Date(forget) }, $unset: { envelope: 1 } } as const;
      return (await messages.updateOne({ _id: id, state: 'dead' }, settled)).modifiedCount === 1;
    },
    sentTo: (connector, page) => sentTo(collections, connector, page),
    of: (dossierId, page) => ofDossier(collections, dossierId, page),
    deadOf: async (dossierId) => (await messages.find({ dossierId, direction: 'out', state: 'dead' }).lean()).map(toMessage),
    dead: (query, page) => dead(collections, query, page),
    async early(which, limit) {
      const found =
        'dossierId' in which
          ? messages.find({ dossierId: which.dossierId, state: 'early' }).sort({ order: 1 })
          : messages.find({ state: 'early', nextTryAt: { $lte: which.dueBy } }).sort({ nextTryAt: 1 });
      return (await found.limit(limit).lean()).map(toMessage);
    },
  };
}

/** States that need nobody any more: the message is kept masked only, and not for ever. */
const SETTLED: readonly RoadMessage['state'][] = ['done', 'moot'];

async function write({ messages }: Collections, group: readonly Put[]): Promise<readonly Outcome<void>[]> {
  try {
    await messages.collection.bulkWrite(group.map(({ message, more }) => ({ updateOne: upsert(message, more) })) as never, {
      ordered: false,
    });
  } catch (error) {
    // one that is done already cannot be anything else again
    const { writeErrors = [] } = error as { writeErrors?: readonly { readonly code: number }[] };
    if (writeErrors.length === 0 || writeErrors.some(({ code }) => code !== DUPLICATE_KEY)) throw error;
  }
  return group.map(() => ({ value: undefined }));
}

function upsert({ id, at, body, envelope, ...message }: Put['message'], { tried, forget }: Put['more']) {
  const settled = SETTLED.includes(message.state);
  const kept = { ...message, body: JSON.stringify(body), ...(envelope !== undefined && { envelope: JSON.stringify(envelope) }) };
  // what comes again after it was given up is given up no more
  const absent = (['reason', 'envelope', 'nextTryAt', 'givenUp'] as const).filter((field) => !(field in kept));
  return {
    filter: { _id: id, ...(message.state !== 'done' && { state: { $ne: 'done' } }) },
    update: {
      $set: { ...kept, ...(settled && { expireAt: new Date(forget) }) },
      $unset: { ...Object.fromEntries(absent.map((field) => [field, 1])), ...(!settled && { expireAt: 1 }) },
      $inc: { attempts: tried ? 1 : 0 },
      $setOnInsert: { at, order: sortKey(at, id) },
    },
    upsert: true,
  };
}

async function sentTo({ messages }: Collections, connector: string, page: PageRequest): Promise<Page<RoadMessage>> {
  const after = startOf(page);
  const found = await messages
    .find({ connector, direction: 'out', state: 'done', ...(after && { order: { $lt: after } }) })
    .sort({ order: -1 })
    .hint('sentTo')
    .limit(page.limit + 1)
    .lean();
  return pageOf(found, page, (row) => row.order, toMessage);
}

async function ofDossier({ messages }: Collections, dossierId: string, page: PageRequest): Promise<Page<RoadMessage>> {
  const after = startOf(page);
  const found = await messages
    .find({ dossierId, ...(after && { order: { $gt: after } }) })
    .sort({ order: 1 })
    .limit(page.limit + 1)
    .lean();
  return pageOf(found, page, (row) => row.order, toMessage);
}

async function dead(
  { messages }: Collections,
  { centres, connector, direction }: DeadLetterQuery,
  page: PageRequest,
): Promise<Page<RoadMessage>> {
  const after = startOf(page);
  const found = await messages
    .find({
      state: 'dead',
      ...(centres && { centre: { $in: centres } }),
      ...(connector !== undefined && { connector }),
      ...(direction !== undefined && { direction }),
      ...(after && { order: { $lt: after } }),
    })
    .sort({ order: -1 })
    .hint(centres ? 'deadOfCentre' : 'dead')
    .limit(page.limit + 1)
    .lean();
  return pageOf(found, page, (row) => row.order, toMessage);
}

function toMessage({ _id, order: _order, expireAt: _expireAt, body, envelope, ...message }: MessageDocument): RoadMessage {
  return {
    id: _id,
    ...message,
    body: JSON.parse(body) as RoadMessage['body'],
    ...(envelope !== undefined && { envelope: JSON.parse(envelope) as unknown }),
  };
}
