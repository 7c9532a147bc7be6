/** The worklist. A task's id is `<dossier>.<run>`; in a URL its `#` is written `%23`. */
import { Type, type TSchema } from 'typebox';
import { coversField } from '../../domain/organisation/posts.js';
import type { Seat, StoredTask, TaskQuery } from '../../store/store.js';
import { versionOf } from '../catalogue.js';
import type { Deps } from '../deps.js';
import { civilDate } from '../instants.js';
import { knownDays } from '../known-days.js';
import type { Text } from '../messages/text.js';
import { ok, operation, readerOf, type Call, type Operation } from '../operation.js';
import { type OperationId, readsAll } from '../policy.js';
import { presentTask } from '../present/dossiers.js';
import { notFound, TASK } from '../problem.js';
import { completion, reassignment, wayBack, type ActBody } from '../schema/act-schema.js';
import { actAnswerSchema, taskSchema } from '../schema/dossier-schema.js';
import { closed, id, oneOf, pageOf, paging } from '../schema/parts.js';
import { absenteesOf } from '../use-cases/act-as.js';
import { officerAct } from '../use-cases/officer-act.js';
import { seeDossier } from '../use-cases/see-dossier.js';
import { nextLink, pageRequest } from './dossiers.js';

const tag = 'Tasks';

export const listTasks = operation({
  id: 'listTasks',
  method: 'get',
  path: '/tasks',
  tag,
  summary: { vi: 'Việc của tôi, hoặc của đơn vị tôi', en: "My tasks, or my unit's" },
  query: {
    scope: Type.Optional(oneOf(['mine', 'unit'], 'unit: of the roles held; for who leads, all of the agency and of those below')),
    agency: Type.Optional(id),
    unclaimed: Type.Optional(Type.Boolean()),
    ...paging,
  },
  answers: { 200: { json: pageOf(taskSchema) } },
  handle: async (call) => {
    const { items, next } = await call.deps.store.tasks.list(await scopeOf(call), pageRequest(call.query));
    return ok({ items: await presentAll(call, items), next }, nextLink(call.request, next));
  },
});

export const readTask = operation({
  id: 'readTask',
  method: 'get',
  path: '/tasks/{id}',
  tag,
  summary: { vi: 'Một việc', en: 'One task' },
  params: { id },
  answers: { 200: { json: taskSchema } },
  handle: async (call) => {
    const task = await call.deps.store.tasks.get(call.params.id!);
    if (!task) throw notFound(TASK, call.params.id!);
    await seeDossier(call.deps, readerOf(call), task.dossierId);
    return ok((await presentAll(call, [task]))[0]);
  },
});

export const claimTask = onTask('claimTask', 'claim', { vi: 'Nhận việc', en: 'Claim' });
export const releaseTask = onTask('releaseTask', 'release', { vi: 'Trả lại việc', en: 'Release' });
export const completeTask = onTask('completeTask', 'complete', { vi: 'Hoàn thành việc', en: 'Complete' }, completion);
export const returnTask = onTask('returnTask', 'return', { vi: 'Chuyển trả bước trước', en: 'Return to an earlier step' }, wayBack);
export const reassignTask = onTask('reassignTask', 'reassign', { vi: 'Giao cho người khác', en: 'Reassign' }, reassignment);

function onTask(operationId: OperationId, verb: ActBody['type'], summary: Text, body?: Record<string, TSchema>): Operation {
  return operation({
    id: operationId,
    method: 'post',
    path: `/tasks/{id}/${verb}`,
    tag,
    summary,
    params: { id },
    ...(body && { body: closed(body) }),
    write: true,
    answers: { 200: { json: actAnswerSchema } },
    handle: (call) => {
      const { dossierId, run } = partsOf(call.params.id!);
      return officerAct(call, dossierId, { ...(call.body as object | undefined), type: verb, run });
    },
  });
}

/** A task that was just completed is no longer in the list, yet the repeated request must find its dossier: so the id is taken apart, not looked up. */
function partsOf(taskId: string): { dossierId: string; run: string } {
  const [, dossierId, run] = /^([^.]+)\.([^.]+)/.exec(taskId) ?? [];
  if (!dossierId || !run) throw notFound(TASK, taskId);
  return { dossierId, run };
}

type Scope = { readonly scope?: 'mine' | 'unit'; readonly agency?: string; readonly unclaimed?: boolean };

/** Mine: what I hold, and what they hold in whose place I am today; where a post has ended, its tasks are no longer mine. */
async function scopeOf(call: Call<unknown, Scope>): Promise<TaskQuery> {
  const { scope, agency, unclaimed } = call.query;
  const reader = readerOf(call);
  const here = (seats: readonly Seat[]): readonly Seat[] => seats.filter((seat) => agency === undefined || seat.agency === agency);
  if (scope !== 'unit') {
    const officers = [reader.id, ...(await absenteesOf(call.deps, reader))];
    return { officers, seats: here(reader.posts.map(({ agency }) => ({ agency }))) };
  }
  const seats = readsAll(reader) ? agency && [{ agency }] : here(reader.seats);
  return { ...(seats && { seats }), ...(unclaimed && { unclaimed: true }) };
}

async function presentAll(call: Call<unknown, unknown>, tasks: readonly StoredTask[]) {
  const { deps } = call;
  const holders = [...new Set(tasks.flatMap(({ officer }) => officer ?? []))];
  const [days, names] = await Promise.all([
    holders.length > 0 ? knownDays(deps.store, holders, civilDate(deps.now())) : null,
    Promise.all(tasks.map((task) => stepNames(deps, task))),
  ]);
  return tasks.map((task, index) => ({
    ...presentTask(task, names[index]!),
    officerPresence: task.officer && task.agency && days ? days.presence(task.officer, task.agency) : null,
    substitute: task.officer && days ? (days.absence(task.officer)?.substitute ?? null) : null,
    post: readerOf(call).posts.find((post) => post.agency === task.agency && coversField(post, task.field))?.agency ?? null,
  }));
}

async function stepNames(deps: Deps, task: StoredTask): Promise<(step: string) => Text> {
  const dossier = await deps.store.dossiers.get(task.dossierId);
  const version = dossier && (await versionOf(deps.store, dossier.planHash));
  return (step) => version?.stepNames[step] ?? { vi: step, en: step };
}
