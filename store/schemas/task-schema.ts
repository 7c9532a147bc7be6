import type { TaskView } from '../../domain/engine/view.js';
import type { WaitKind } from '../asked.js';
import type { OfDossier, Seat } from '../store.js';
import { Json, OF_DOSSIER, plainSchema } from './plain-schema.js';

export interface TaskDocument extends TaskView, OfDossier {
  /** `<dossierId>.<run>` or `<dossierId>.<run>.<party>` */
  readonly _id: string;
  /** The worklists it stands in: see `queuesOf`. */
  readonly queues: readonly string[];
  readonly claimed: boolean;
  readonly order: string;
  /** While it waits to be taken up, or to be handed over to the applicant: in whose lists, and since when. */
  readonly waiting?: { readonly lists: readonly string[]; readonly order: string };
}

const ANY_ROLE = '*';

/** `<agency>/<role>`, or `<agency>/*` for any role. */
export function queueOf(agency: string | null, role: string | null): string {
  return `${agency ?? ''}/${role ?? ANY_ROLE}`;
}

/**
 * The worklists a task stands in: its role's, its agency's, and of both the part that is of its field. Folded into single keys, so that whoever may see only some
 * fields reads one index, too.
 */
export function queuesOf({ agency, role, field }: Pick<TaskDocument, 'agency' | 'role' | 'field'>): readonly string[] {
  return [queueOf(agency, role), agency ?? ''].flatMap((queue) => [queue, `${queue}|${field}`]);
}

/** The worklists that a seat reads. */
export function queuesOfSeat({ agency, roles, fields }: Seat): readonly string[] {
  const queues = roles ? [...roles, ANY_ROLE].map((role) => queueOf(agency, role)) : [agency];
  return fields ? queues.flatMap((queue) => fields.map((field) => `${queue}|${field}`)) : queues;
}

/** The list of an agency's tasks that wait so; of all agencies without one. */
export function waitingList(kind: WaitKind, rehearsal: boolean, agency: string): string {
  return `${kind}${rehearsal ? '~' : ''}>${agency}`;
}

export const BY_QUEUE = { queues: 1, claimed: 1, order: 1 } as const;
export const BY_OFFICER = { officer: 1, order: 1 } as const;
export const BY_ORDER = { claimed: 1, order: 1 } as const;
/** Only of tasks that wait: the others cost it nothing. */
export const WAITING = { 'waiting.lists': 1, 'waiting.order': 1 } as const;

export const taskSchema = plainSchema(
  {
    _id: String,
    ...OF_DOSSIER,
    run: String,
    step: String,
    kind: String,
    party: String,
    agency: String,
    role: String,
    officer: String,
    openedAt: Number,
    dueAt: Number,
    awaiting: Json,
    queues: [String],
    claimed: Boolean,
    order: String,
    waiting: { type: { lists: [String], order: String }, _id: false },
  },
  [[BY_QUEUE], [BY_OFFICER], [BY_ORDER], [WAITING, { partialFilterExpression: { waiting: { $exists: true } } }]],
);
