import { progressOf, takenUpAt } from '../../domain/engine/journey.js';
import type { DossierView, TaskView } from '../../domain/engine/view.js';
import { sortKey, instantKey } from '../lists/sort-key.js';
import type { AgencyId } from '../../domain/engine/event.js';
import type { Instant } from '../../domain/time/instant.js';
import type { WaitKind } from '../asked.js';
import { queuesOf, type TaskDocument, waitingList } from '../schemas/task-schema.js';
import type { RowHead } from './head.js';
import { type Rows, rowsOf } from './row-changes.js';

/** The rows of a view's open tasks. */
export function taskRows(head: RowHead, view: DossierView | null): Rows<TaskDocument> {
  return rowsOf(Object.values(view?.tasks ?? {}).flatMap((task) => seatsOf(task).map((seat) => rowOf(head, view!.centre, seat))));
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

function rowOf(head: RowHead, centre: string, { key, task }: Seat): TaskDocument {
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
    ...waitingIn(head, waitOf(task, centre), _id),
  };
}

interface Wait {
  readonly kind: WaitKind;
  readonly since: Instant;
  readonly agencies: readonly AgencyId[];
}

/** What stands still in a way that its heads must hear of: a result not handed over, a crossing whose other side has not taken it up. */
function waitOf({ kind, agency, openedAt, handover }: TaskView, centre: AgencyId): Wait | null {
  const here = agency === null ? [] : [agency];
  if (kind === 'deliver') return { kind: 'hand over', since: openedAt, agencies: here };
  if (!handover) return null;
  const missed = Object.values(handover.missed ?? {});
  if (missed.length === 0 && takenUpAt(handover) !== null) return null;
  const agencies = [...new Set([...here, handover.from, centre])];
  return missed.length > 0
    ? { kind: 'missed', since: Math.min(...missed), agencies }
    : { kind: 'take up', since: progressOf(handover).since, agencies };
}

function waitingIn({ rehearsal }: RowHead, wait: Wait | null, _id: string): Pick<TaskDocument, 'waiting'> {
  if (!wait) return {};
  const lists = wait.agencies.map((agency) => waitingList(wait.kind, rehearsal, agency));
  return { waiting: { lists, order: sortKey(wait.since, _id) } };
}
