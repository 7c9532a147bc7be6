/** A revised calendar for open dossiers, as the API shows it. */
import { Type } from 'typebox';
import { noteSchema } from './act-schema.js';
import { closed, instant, nullable, oneOf, part, text } from './parts.js';

const moving = {
  dossierId: Type.String(),
  number: Type.String(),
  procedure: Type.String(),
  rehearsal: Type.Boolean(),
  moves: Type.Array(
    closed({
      deadline: Type.String(),
      name: text,
      from: instant,
      to: instant,
      days: Type.Integer({ description: 'By how many days on the wall calendar' }),
    }),
  ),
  reissue: Type.Boolean({ description: 'The slip that the applicant holds must be issued again' }),
};

export const previewSchema = part(
  'CalendarPreview',
  closed({
    calendar: Type.String({ description: 'Content hash of the revision that is published' }),
    looked: Type.Integer({ description: 'Open dossiers looked at for this page' }),
    items: Type.Array(closed(moving), { description: 'Those with dates that would move' }),
    next: nullable(Type.String({ description: 'Cursor of the next page; null at the end' })),
  }),
);

export const changeSchema = part(
  'CalendarChange',
  closed({
    id: Type.String(),
    calendarId: Type.String(),
    calendar: Type.String({ description: 'Content hash of the revision' }),
    moveDates: Type.Boolean(),
    decision: Type.String({ description: 'Number of the decision' }),
    note: noteSchema,
    state: oneOf(['proposed', 'approved', 'done'], 'approved: it is being applied, dossier by dossier'),
    proposedBy: Type.String(),
    proposedAt: instant,
    approvedBy: nullable(Type.String()),
    approvedAt: nullable(instant),
    doneAt: nullable(instant),
    dossiers: closed(
      { moved: Type.Integer(), unmoved: Type.Integer(), failed: Type.Integer() },
      { description: 'So far. unmoved: counts by the calendar from now on, no date of it became later' },
    ),
  }),
);

export const dossierChangedSchema = part(
  'DossierChanged',
  closed({
    ...moving,
    outcome: oneOf(['moved', 'unmoved', 'failed']),
    why: nullable(
      Type.String({ description: 'Of one that failed: `DOSSIER_CLOSED`, or `EngineFault` where its version does not know the act' }),
    ),
    at: instant,
  }),
);
