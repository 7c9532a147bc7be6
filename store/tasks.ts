import type { WaitQuery } from './asked.js';
import type { Collections } from './collections.js';
import { pageOf, startOf } from './lists/page.js';
import { instantKey } from './lists/sort-key.js';
import { MOST_SCANS } from './lists/dossier-filter.js';
import { BY_OFFICER, BY_ORDER, BY_QUEUE, queuesOfSeat, type TaskDocument, WAITING, waitingList } from './schemas/task-schema.js';
import type { Load, LoadBounds, Page, PageRequest, Store, StoredTask, TaskQuery } from './store.js';

export function tasksIn(collections: Collections): Store['tasks'] {
  return {
    list: (query, page) => list(collections, query, page),
    async get(id) {
      const found = await collections.tasks.findById(id).lean();
      return found && toTask(found);
    },
    waiting: (query, page) => waiting(collections, query, page),
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

async function waiting({ tasks }: Collections, query: WaitQuery, page: PageRequest): Promise<Page<StoredTask>> {
  const rows = tasks.collection.find(waitingFilter(query, startOf(page)) as never, {
    sort: { 'waiting.order': 1 },
    hint: WAITING,
    limit: page.limit + 1,
  });
  return pageOf((await rows.toArray()) as unknown as TaskDocument[], page, (row) => row.waiting!.order, toTask);
}

export function waitingFilter({ kind, agencies, fields, rehearsal, before }: WaitQuery, after?: string): object {
  const all = waitingList(kind, rehearsal, '');
  const lists = agencies ? { $in: agencies.map((agency) => waitingList(kind, rehearsal, agency)) } : { $gt: all, $lt: `${all}\uffff` };
  return {
    'waiting.lists': lists,
    'waiting.order': { ...(after !== undefined && { $gt: after }), $lt: instantKey(before) },
    ...(fields && { field: { $in: [...fields] } }),
  };
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

function toTask({ _id, queues: _queues, claimed: _claimed, order: _order, waiting: _waiting, ...task }: TaskDocument): StoredTask {
  return { id: _id, ...task };
}
