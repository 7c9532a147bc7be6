import type { DossierView, TaskView } from '../../domain/engine/view.js';
import { sortKey, instantKey } from '../lists/sort-key.js';
import { queuesOf, type TaskDocument } from '../schemas/task-schema.js';
import type { RowHead } from './head.js';
import { type Rows, rowsOf } from './row-changes.js';

/** The rows of a view's open tasks. */
export function taskRows(head: RowHead, view: DossierView | null): Rows<TaskDocument> {
  return rowsOf(Object.values(view?.tasks ?? {}).flatMap((task) => seatsOf(task).map((seat) => rowOf(head, seat))));
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

function rowOf(head: RowHead, { key, task }: Seat): TaskDocument {
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
