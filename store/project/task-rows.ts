import type { DossierView, TaskView } from '../../domain/engine/view.js';
import { sortKey, instantKey } from '../lists/sort-key.js';
import { queuesOf, type TaskDocument } from '../schemas/task-schema.js';
import type { Head } from './head.js';

/** What a row says of its dossier. */
type TaskHead = Pick<Head, '_id' | 'number' | 'procedure' | 'field' | 'rehearsal'>;

export interface TaskChanges {
  readonly put: readonly TaskDocument[];
  readonly gone: readonly { readonly _id: string; readonly agency: string | null }[];
}

/** What has to be written to bring the worklist from one view to the next. */
export function taskChanges(head: Head, before: DossierView | null, after: DossierView): TaskChanges {
  const old = taskRows(head, before);
  const now = taskRows(head, after);
  const put = [...now.values()].filter((row) => JSON.stringify(old.get(row._id)) !== JSON.stringify(row));
  const gone = [...old.values()].filter((row) => !now.has(row._id));
  return { put, gone };
}

/** The rows of a view's open tasks, by their ids. */
export function taskRows(head: TaskHead, view: DossierView | null): Map<string, TaskDocument> {
  const rows = Object.values(view?.tasks ?? {}).flatMap((task) => seatsOf(task).map((seat) => rowOf(head, seat)));
  return new Map(rows.map((row) => [row._id, row]));
}

interface Seat {
  /** Tells the rows of one dossier apart. */
  readonly key: string;
  readonly task: TaskView;
}

/** A consultation is work for each agency that is still to answer. */
function seatsOf(task: TaskView): Seat[] {
  if (task.kind !== 'consult') return [{ key: task.run, task }];
  return task.awaiting.map(({ party, agency }) => ({ key: `${task.run}.${party}`, task: { ...task, party, agency, role: null } }));
}

function rowOf(head: TaskHead, { key, task }: Seat): TaskDocument {
  const _id = `${head._id}.${key}`;
  return {
    _id,
    dossierId: head._id,
    number: head.number,
    procedure: head.procedure,
    field: head.field,
    rehearsal: head.rehearsal,
    ...task,
    queues: queuesOf({ ...task, field: head.field }),
    claimed: task.officer !== null,
    order: sortKey(task.dueAt, instantKey(task.openedAt) + _id),
  };
}
