import type { Collections } from './collections.js';
import { pageOf, startOf } from './lists/page.js';
import { MOST_SCANS } from './lists/dossier-filter.js';
import { BY_OFFICER, BY_ORDER, BY_QUEUE, queuesOfSeat, type TaskDocument } from './schemas/task-schema.js';
import type { Load, LoadBounds, Page, PageRequest, Store, StoredTask, TaskQuery } from './store.js';

export function tasksIn(collections: Collections): Store['tasks'] {
  return {
    list: (query, page) => list(collections, query, page),
    async get(id) {
      const found = await collections.tasks.findById(id).lean();
      return found && toTask(found);
    },
    holders: async () => (await collections.tasks.distinct('officer', { officer: { $gt: '' } })).map(String),
    load: (agency, bounds) => load(collections, agency, bounds),
  };
}

async function list({ tasks }: Collections, query: TaskQuery, page: PageRequest): Promise<Page<StoredTask>> {
  const { filter, hint } = taskPlan(query);
  const after = startOf(page);
  const rows = tasks.collection.find({ ...filter, ...(after && { order: { $gt: after } }) } as never, {
    sort: { order: 1 },
    hint,
    limit: page.limit + 1,
  });
  return pageOf((await rows.toArray()) as unknown as TaskDocument[], page, (row) => row.order, toTask);
}

/** Which index gives the list in its order: that of who holds, that of the worklists, or, with more worklists than can be merged, everybody's. */
export function taskPlan({ seats, officers, unclaimed }: TaskQuery): { filter: Record<string, unknown>; hint: Record<string, 1> } {
  const queues = seats && [...new Set(seats.flatMap(queuesOfSeat))];
  const listed = queues && { queues: { $in: queues } };
  if (officers) return { filter: { officer: { $in: [...officers] }, ...listed }, hint: BY_OFFICER };
  const filter = { ...listed, claimed: unclaimed ? false : { $in: [false, true] } };
  const merged = queues && queues.length * (unclaimed ? 1 : 2) <= MOST_SCANS;
  return { filter, hint: merged ? BY_QUEUE : BY_ORDER };
}

async function load({ tasks }: Collections, agency: string, { now, soon }: LoadBounds): Promise<Load[]> {
  const due = (from: number, to: number) => ({
    $sum: { $cond: [{ $and: [{ $gte: ['$dueAt', from] }, { $lt: ['$dueAt', to] }] }, 1, 0] },
  });
  const rows = await tasks.aggregate<Omit<Load, 'officer'> & { readonly _id: string | null }>(
    [
      { $match: { queues: agency, rehearsal: false } },
      { $group: { _id: '$officer', open: { $sum: 1 }, dueSoon: due(now, soon), overdue: due(0, now) } },
      { $sort: { _id: 1 } },
    ],
    { hint: BY_QUEUE },
  );
  return rows.map(({ _id: officer, ...counts }) => ({ officer, ...counts }));
}

function toTask({ _id, queues: _queues, claimed: _claimed, order: _order, ...task }: TaskDocument): StoredTask {
  return { id: _id, ...task };
}
