import type { Collections } from './collections.js';
import { pageOf, startOf } from './lists/page.js';
import { ANY_ROLE, BY_AGENCY, BY_OFFICER, BY_ORDER, BY_QUEUE, queueOf, type TaskDocument } from './schemas/task-schema.js';
import type { Page, PageRequest, Store, StoredTask, TaskQuery } from './store.js';

export function tasksIn(collections: Collections): Store['tasks'] {
  return {
    list: (query, page) => list(collections, query, page),
    async get(id) {
      const found = await collections.tasks.findById(id).lean();
      return found && toTask(found);
    },
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

/** Which index gives the list in its order: my own, my role's, my agency's, everybody's. */
export function taskPlan({ agency, roles, officer, unclaimed }: TaskQuery): { filter: Record<string, unknown>; hint: Record<string, 1> } {
  const role = roles && { role: { $in: [...roles, null] } };
  const claimed = unclaimed ? false : { $in: [false, true] };
  if (officer !== undefined) return { filter: { officer, ...(agency !== undefined && { agency }), ...role }, hint: BY_OFFICER };
  if (agency === undefined) return { filter: { claimed, ...role }, hint: BY_ORDER };
  if (!roles) return { filter: { agency, claimed }, hint: BY_AGENCY };
  return { filter: { queue: { $in: [...roles, ANY_ROLE].map((each) => queueOf(agency, each)) }, claimed }, hint: BY_QUEUE };
}

function toTask({ _id, queue: _queue, claimed: _claimed, order: _order, ...task }: TaskDocument): StoredTask {
  return { id: _id, ...task };
}
