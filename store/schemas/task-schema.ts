import type { TaskView } from '../../domain/engine/view.js';
import { plainSchema, Json } from './plain-schema.js';

export interface TaskDocument extends TaskView {
  /** `<dossierId>.<run>` or `<dossierId>.<run>.<party>` */
  readonly _id: string;
  readonly dossierId: string;
  readonly number: string;
  readonly procedure: string;
  readonly field: string;
  readonly rehearsal: boolean;
  /** `<agency>/<role>`, or `<agency>/*` for any role. */
  readonly queue: string;
  readonly claimed: boolean;
  readonly order: string;
}

export const ANY_ROLE = '*';

export function queueOf(agency: string | null, role: string | null): string {
  return `${agency ?? ''}/${role ?? ANY_ROLE}`;
}

export const BY_QUEUE = { queue: 1, claimed: 1, order: 1 } as const;
export const BY_AGENCY = { agency: 1, claimed: 1, order: 1 } as const;
export const BY_OFFICER = { officer: 1, order: 1 } as const;
export const BY_ORDER = { claimed: 1, order: 1 } as const;

export const taskSchema = plainSchema(
  {
    _id: String,
    dossierId: String,
    number: String,
    procedure: String,
    field: String,
    rehearsal: Boolean,
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
    queue: String,
    claimed: Boolean,
    order: String,
  },
  [[BY_QUEUE], [BY_AGENCY], [BY_OFFICER], [BY_ORDER]],
);
