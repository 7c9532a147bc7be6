/** Legs, promised dates, times, receipt and control slip as the API shows them. Office time in minutes. */
import { Type } from 'typebox';
import { closed, instant, nullable, oneOf, part, text } from './parts.js';

const minutes = (description: string) => Type.Integer({ description });
const timeliness = nullable(oneOf(['early', 'on time', 'late']));
const termSchema = closed({ length: Type.Number(), unit: oneOf(['working days', 'working hours', 'calendar days', 'months']) });

const ownerSchema = part(
  'TimeOwner',
  closed(
    {
      kind: oneOf(['agency', 'applicant', 'outside', 'on its way', 'closed', 'nobody']),
      agency: Type.Optional(Type.String()),
      officer: Type.Optional(Type.String({ description: 'Absent: its queue' })),
      name: text,
    },
    { description: 'Whose time: `on its way` is that of the agency that sent it, `closed` is outside office hours' },
  ),
);

const promisedDateSchema = part(
  'PromisedDate',
  closed({
    id: Type.String({ examples: ['total', 'appointment:first'] }),
    name: text,
    status: oneOf(['foreseen', 'running', 'suspended', 'met', 'breached', 'cancelled']),
    promisedAt: nullable(instant),
    dueAt: nullable(instant),
    moves: Type.Array(closed({ at: instant, cause: Type.String(), from: nullable(instant), to: nullable(instant) }), {
      description: 'Every time it moved, in order; nothing else moves it',
    }),
    endedAt: nullable(instant),
    foreseenAt: nullable(instant),
    expectedAt: nullable(instant),
    lateMinutes: minutes('Office time by which it is missed, or is foreseen to be'),
  }),
);

const crossingSchema = closed({
  from: Type.String(),
  to: Type.String(),
  medium: oneOf(['electronic', 'paper', 'connector']),
  sentAt: instant,
  receivedAt: nullable(instant),
  acceptedAt: nullable(instant),
});

const legSchema = part(
  'Leg',
  closed({
    step: Type.String(),
    stepName: text,
    run: nullable(Type.String({ description: 'Null while it is only foreseen' })),
    kind: Type.String(),
    state: oneOf(['foreseen', 'on its way', 'at work', 'suspended', 'done', 'cancelled']),
    stateName: text,
    by: ownerSchema,
    counted: Type.Boolean({ description: 'Counted in the term of the dossier' }),
    promise: nullable(Type.String({ description: 'Id of the promised date it belongs to' })),
    term: nullable(termSchema),
    sender: nullable(Type.String()),
    crossings: Type.Array(crossingSchema),
    from: instant,
    dueAt: nullable(instant),
    endsAt: instant,
    timeliness,
    offMinutes: nullable(minutes('Office time after its due instant; negative before')),
    pastPromiseMinutes: minutes('Forecast: office time by which it ends after its promised date'),
  }),
);

export const legsSchema = part('Legs', closed({ now: instant, promises: Type.Array(promisedDateSchema), legs: Type.Array(legSchema) }));

const spentSchema = closed({ owner: ownerSchema, ms: Type.Integer(), minutes: Type.Integer() });

const legTimeSchema = part(
  'LegTime',
  closed({
    run: Type.String(),
    step: Type.String(),
    stepName: text,
    by: ownerSchema,
    counted: Type.Boolean(),
    dueAt: nullable(instant),
    endsAt: instant,
    timeliness,
    allowedMinutes: nullable(minutes('Office time in which its clock runs up to its due instant')),
    usedMinutes: minutes('Office time in which its clock ran'),
    overMinutes: minutes('Used beyond what was allowed'),
    onItsWayMinutes: minutes("Office time until it was received: the sender's"),
    parts: Type.Array(spentSchema),
  }),
);

const missedSchema = closed({
  promise: Type.String(),
  name: text,
  dueAt: instant,
  endedAt: nullable(instant),
  lateMinutes: Type.Integer(),
  legs: Type.Array(Type.String(), { description: 'Runs that went over their term, came late or were gone through again' }),
  owners: Type.Array(closed({ agency: Type.String(), name: text, overMinutes: Type.Integer(), onItsWayMinutes: Type.Integer() })),
});

export const attributionSchema = part(
  'Attribution',
  closed({
    reckoning: oneOf(['effective', 'recorded']),
    from: instant,
    until: instant,
    elapsedMs: Type.Integer(),
    elapsedMinutes: Type.Integer(),
    buckets: Type.Array(spentSchema, { description: 'Add up to the elapsed time, in milliseconds and in minutes' }),
    legs: Type.Array(legTimeSchema, { description: 'The same, divided among the legs' }),
    rest: Type.Array(spentSchema, { description: 'Time for which no leg was open' }),
    missed: Type.Array(missedSchema),
  }),
);

const stayFields = {
  agency: nullable(Type.String({ description: 'Null: the applicant' })),
  agencyName: text,
  steps: Type.Array(text),
  terms: Type.Array(text, { description: 'The term of each step' }),
  dueAt: nullable(instant),
};

export const controlSlipSchema = part(
  'ControlSlip',
  closed({
    number: Type.String(),
    procedure: Type.String(),
    procedureName: text,
    receivedAt: instant,
    promises: Type.Array(promisedDateSchema),
    rows: Type.Array(
      closed({
        ...stayFields,
        sender: nullable(Type.String()),
        senderName: nullable(text),
        officers: Type.Array(Type.String()),
        sentAt: nullable(instant),
        receivedAt: nullable(instant),
        acceptedAt: nullable(instant),
        handedOverAt: nullable(instant),
        allowedMinutes: nullable(Type.Integer()),
        usedMinutes: Type.Integer(),
        onItsWayMinutes: Type.Integer(),
        timeliness,
        timelinessName: nullable(text),
        foreseen: Type.Boolean(),
      }),
      { description: 'One for each stay at an agency' },
    ),
  }),
);

export const receiptSchema = part(
  'Receipt',
  closed(
    {
      number: Type.String(),
      form: Type.String(),
      centre: Type.String(),
      centreName: text,
      procedure: Type.String(),
      procedureName: text,
      channel: Type.String(),
      medium: oneOf(['electronic', 'paper']),
      applicant: Type.Object({ name: Type.String(), kind: Type.String() }),
      receivedAt: instant,
      acceptedAt: instant,
      term: termSchema,
      statutoryTerm: nullable(termSchema),
      promises: Type.Array(
        closed(
          { id: Type.String(), name: text, dueAt: nullable(instant), countsFrom: nullable(text), expectedAt: nullable(instant) },
          { description: 'A date that counts from a step to come has none yet; `expectedAt` if everybody takes all of their time' },
        ),
      ),
      legs: Type.Array(closed({ ...stayFields, counted: Type.Boolean() })),
      documents: Type.Array(
        closed({ document: Type.String(), name: text, originals: Type.Integer(), copies: Type.Integer(), kept: Type.Boolean() }),
      ),
      fees: Type.Array(
        closed({
          fee: Type.String(),
          name: text,
          amount: Type.Integer({ description: 'Whole đồng' }),
          due: oneOf(['on reception', 'on return']),
        }),
      ),
      delivery: nullable(
        closed({ agency: Type.String(), agencyName: text, methods: Type.Array(Type.String()), methodNames: Type.Array(text) }),
      ),
      tracking: Type.String({ description: 'Where anybody may ask how far it is, by its number' }),
    },
    { description: 'As it was promised at acceptance; what has moved since stands in the legs' },
  ),
);
