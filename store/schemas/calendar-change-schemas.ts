/** Shapes of what the store keeps of calendars that are applied to open dossiers. */
import type { CalendarChange, DossierChanged } from '../calendar-changes-kept.js';
import { Json, plainSchema } from './plain-schema.js';

export type CalendarChangeDocument = Omit<CalendarChange, 'id'> & { readonly _id: string; readonly order: string };

export const calendarChangeSchema = plainSchema(
  {
    _id: String,
    calendarId: String,
    calendar: String,
    moveDates: Boolean,
    decision: String,
    note: String,
    state: String,
    proposedBy: String,
    proposedAt: Number,
    approvedBy: String,
    approvedAt: Number,
    doneAt: Number,
    order: String,
  },
  [[{ order: -1 }], [{ state: 1, order: 1 }]],
);

/** `_id`: `<change>.<dossier>`. */
export type DossierChangedDocument = DossierChanged & { readonly _id: string };

export const dossierChangedSchema = plainSchema(
  {
    _id: String,
    change: String,
    dossierId: String,
    number: String,
    outcome: String,
    moves: Json,
    reissue: Boolean,
    why: String,
    at: Number,
  },
  [[{ change: 1, outcome: 1 }]],
);
