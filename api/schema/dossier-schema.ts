/** Dossiers, tasks, timelines and deadlines as the API shows them. */
import { Type } from 'typebox';
import { closed, id, instant, instantIn, longText, nullable, oneOf, part, record, shortText, text } from './parts.js';

const applicantSchema = part(
  'Applicant',
  closed({
    name: shortText,
    kind: oneOf(['person', 'household', 'organisation']),
    personalId: Type.Optional(Type.String({ minLength: 1, maxLength: 30 })),
    phone: Type.Optional(Type.String({ minLength: 1, maxLength: 30 })),
    email: Type.Optional(Type.String({ minLength: 3, maxLength: 200 })),
    address: Type.Optional(shortText),
  }),
);

export const channelSchema = oneOf(['desk', 'post', 'online']);

export const receptionSchema = part(
  'Reception',
  closed({
    procedure: Type.String({ minLength: 1, maxLength: 50, description: 'National code', examples: ['1.013831'] }),
    channel: channelSchema,
    applicant: applicantSchema,
    data: Type.Unsafe<Record<string, unknown>>({ type: 'object', description: "Checked by the definition's `data` schema" }),
    documents: Type.Array(id, { maxItems: 100, description: 'Keys of the documents handed in' }),
    receiptRequested: Type.Optional(Type.Boolean()),
    medium: Type.Optional(oneOf(['electronic', 'paper'], 'How it moves between agencies; electronic when absent')),
    receivedAt: Type.Optional(instantIn),
    rehearsal: Type.Optional(
      closed({ at: instantIn }, { description: 'The clock of this dossier starts at the instant; only where rehearsal is on' }),
    ),
  }),
);

const taskFields = {
  run: Type.String(),
  step: Type.String(),
  stepName: text,
  kind: Type.String(),
  party: nullable(Type.String()),
  agency: nullable(Type.String()),
  role: nullable(Type.String()),
  officer: nullable(Type.String()),
  handover: nullable(
    closed({
      from: Type.String(),
      medium: oneOf(['electronic', 'paper', 'connector']),
      state: oneOf(['sent', 'received', 'accepted']),
      since: instant,
    }),
  ),
  openedAt: instant,
  dueAt: nullable(instant),
  awaiting: Type.Array(closed({ party: Type.String(), agency: Type.String() })),
};

const openTaskSchema = part('OpenTask', closed(taskFields));

export const taskSchema = part(
  'Task',
  closed({
    id: Type.String(),
    dossierId: Type.String(),
    number: Type.String(),
    procedure: Type.String(),
    field: Type.String(),
    rehearsal: Type.Boolean(),
    ...taskFields,
    officerPresence: nullable(oneOf(['on duty', 'off duty', 'absent', 'no post'], 'Whether who holds it is at work today')),
    substitute: nullable(Type.String({ description: 'Who acts today in place of the absent holder' })),
    post: nullable(Type.String({ description: 'Agency of the post under which the reader would do it; null: only looks on' })),
  }),
);

const lineFields = {
  id: Type.String(),
  number: Type.String(),
  procedure: Type.String(),
  procedureName: text,
  field: Type.String(),
  rehearsal: Type.Boolean({ description: 'A rehearsal: its clock is not the real one and it counts in no report' }),
  channel: channelSchema,
  status: Type.String(),
  statusName: text,
  nationalStatus: Type.Integer({ description: 'Code 1-10 of the national portal' }),
  outcome: nullable(Type.String()),
  timeliness: nullable(Type.String()),
  breached: Type.Boolean({ description: 'A promised date was missed' }),
  closed: Type.Boolean(),
  centre: Type.String(),
  holder: Type.Object({ kind: Type.String(), agency: Type.Optional(Type.String()), officer: Type.Optional(Type.String()) }),
  receivedAt: instant,
  promisedAt: nullable(instant),
  dueAt: nullable(instant),
  finishedAt: nullable(instant),
  deliveredAt: nullable(instant),
  supplementOpen: Type.Boolean(),
  extensionAsked: nullable(closed({ run: Type.String(), length: Type.Integer() })),
  factNo: Type.Integer({ description: 'Number of the last fact; the ETag' }),
  updatedAt: instant,
};

const stateFields = { ...lineFields, tasks: Type.Array(openTaskSchema) };

export const dossierItemSchema = part('DossierItem', closed({ ...lineFields, applicantName: Type.String() }));

export const dossierStateSchema = part('DossierState', closed(stateFields, { description: 'A dossier without the application' }));

export const dossierSchema = part(
  'Dossier',
  closed({
    ...stateFields,
    application: closed({ applicant: applicantSchema, data: Type.Unsafe<Record<string, unknown>>({ type: 'object' }) }),
    answers: record(Type.Unsafe<Record<string, unknown>>({ type: 'object', description: 'What a partner returned at this run' })),
    hidden: closed(
      { data: Type.Array(Type.String()), documents: Type.Array(Type.String()) },
      { description: 'Secret data and documents that are kept from the reader' },
    ),
    bindings: record(Type.String()),
    results: record(Type.String({ description: 'File id' })),
    values: record(Type.String()),
    obligations: record(
      closed({
        amount: Type.Integer(),
        left: Type.Integer(),
        item: Type.Optional(Type.String()),
        settled: Type.Optional(oneOf(['exempt', 'deferred'])),
      }),
    ),
    medium: oneOf(['electronic', 'paper']),
    origin: nullable(closed({ dossier: Type.String(), run: Type.String() })),
    linked: record(
      closed(
        {
          procedure: Type.String(),
          agency: Type.String(),
          dossier: nullable(Type.String()),
          number: nullable(Type.String()),
          outcome: nullable(Type.String()),
        },
        { description: 'The dossier that a run of a step has opened' },
      ),
    ),
    matters: record(
      closed(
        {
          kind: oneOf(['endorsement', 'instruction']),
          to: Type.Object({ agency: Type.String() }),
          answerBy: instant,
          text: Type.String(),
        },
        { description: 'Asked and not answered yet, by number' },
      ),
    ),
    entries: record(
      closed(
        {
          act: Type.String(),
          run: nullable(Type.String()),
          by: nullable(Type.String()),
          evidence: Type.Array(Type.String({ description: 'File id' })),
          doneAt: instant,
          enteredAt: instant,
        },
        { description: 'Entered afterwards, waiting for the head' },
      ),
    ),
    suspendedFor: Type.Array(Type.String()),
    planHash: Type.String(),
    links: record(Type.String()),
  }),
);

export const timelineEntrySchema = part(
  'TimelineEntry',
  closed({
    no: Type.Integer(),
    type: Type.String(),
    effectiveAt: instant,
    recordedAt: instant,
    by: nullable(Type.Object({ kind: Type.String(), id: Type.String() })),
    sentence: text,
    note: Type.Optional(Type.Object({ text: longText })),
    fact: Type.Unsafe<unknown>({ type: 'object', description: 'The fact itself; instants in epoch milliseconds' }),
  }),
);

export const timelineSchema = part(
  'Timeline',
  closed({ items: Type.Array(timelineEntrySchema), next: nullable(Type.Integer({ description: '`from` of the next page' })) }),
);

export const deadlineSchema = part(
  'Deadline',
  closed({
    id: Type.String(),
    name: text,
    status: oneOf(['running', 'suspended', 'met', 'breached', 'cancelled']),
    dueAt: nullable(instant),
    timeliness: nullable(Type.String()),
    provisional: Type.Boolean({ description: 'Relies on days the calendar does not know for certain' }),
    explanation: Type.Array(text, { description: 'How the due instant came about, a sentence per line' }),
    ledger: Type.Array(
      Type.Object({
        rule: Type.String(),
        date: Type.String(),
        at: Type.Optional(instant),
        count: Type.Optional(Type.Number()),
        note: Type.Optional(Type.String()),
      }),
    ),
  }),
);

export const actAnswerSchema = part(
  'ActAnswer',
  closed({
    dossier: dossierStateSchema,
    facts: Type.Array(timelineEntrySchema, { description: 'What the act brought about' }),
    agency: Type.String({ description: 'Agency of the post under which it was done' }),
  }),
);
