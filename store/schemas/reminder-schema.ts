import type { ReminderQuery, StoredReminder } from '../asked.js';
import { OF_DOSSIER, plainSchema } from './plain-schema.js';
import { queuesOf, queuesOfSeat } from './task-schema.js';

export type ReminderDocument = Omit<StoredReminder, 'id'> & {
  readonly _id: string;
  /** The lists it stands in. */
  readonly lists: readonly string[];
  readonly order: string;
};

const EVERYBODY = '*';
/** Of a centre's dossiers: all that were told, or those of one agency. */
const atCentre = (centre: string, agency = ''): string => `^${centre}>${agency}`;

/** Who was told sees it, so do the heads there, and the centre of the dossier. */
export function listsOfReminder({ agency, role, field, centre }: Pick<ReminderDocument, 'agency' | 'role' | 'field' | 'centre'>): string[] {
  const told = agency === null ? [] : [`${EVERYBODY}>${agency}`, ...queuesOf({ agency, role, field }), atCentre(centre, agency)];
  return [EVERYBODY, atCentre(centre), ...told];
}

/** The lists a query reads. */
export function remindersSought({ seats, agency }: Pick<ReminderQuery, 'seats' | 'agency'>): string[] {
  if (!seats) return [agency === undefined ? EVERYBODY : `${EVERYBODY}>${agency}`];
  const told = seats.filter((seat) => agency === undefined || seat.agency === agency).flatMap(queuesOfSeat);
  return [...told, ...seats.flatMap((seat) => (seat.roles ? [] : [atCentre(seat.agency, agency)]))];
}

export const REMINDERS_BY_LIST = { lists: 1, order: -1 } as const;

export const reminderSchema = plainSchema(
  {
    _id: String,
    ...OF_DOSSIER,
    centre: String,
    deadline: String,
    rung: String,
    do: String,
    agency: String,
    role: String,
    officer: String,
    at: Number,
    lists: [String],
    order: String,
  },
  [[REMINDERS_BY_LIST]],
);
