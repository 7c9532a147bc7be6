/** The forms of a step. Each names the one key that tells it apart. */
import { Type } from 'typebox';
import { acknowledge, addressee, basis, closed, forms, key, KEY, mapOf, moment, oneOf, ref, term, text, words } from './parts.js';

const optional = Type.Optional;
const atMost = Type.Integer({ minimum: 1, maximum: 99, description: 'How often one dossier may go this way.' });
const go = { go: optional(key), atMost: optional(atMost) };
/** A bound bounds a way that is named. */
const bounded = { dependentRequired: { atMost: ['go'] } };
const named = { name: optional(text) };
const appointments = { opensAppointment: optional(key), closesAppointment: optional(key) };
const late = closed(
  {
    remind: optional(Type.Array(moment, { minItems: 1, uniqueItems: true })),
    escalate: optional(addressee),
    outcome: optional(oneOf('stopped')),
    ...go,
    basis: optional(basis),
  },
  { ...bounded, title: 'LateText', description: 'What happens around the due instant of the step.' },
);
const timed = { term: optional(term), late: optional(late), clock: optional(oneOf('runs', 'paused')) };
/** Steps that another agency may get. */
const handed = { acknowledge: optional(acknowledge) };
const common = { ...named, ...timed, ...appointments };
const way = closed({ ...named, ...go }, { ...bounded, title: 'Way', description: 'Without go: the next step in the file.' });

const task = closed(
  {
    ...common,
    ...handed,
    task: closed({ by: key, differsFrom: optional(Type.Array(key, { minItems: 1, uniqueItems: true })) }),
    may: optional(Type.Array(oneOf('request supplement', 'refuse', 'ask extension'), { minItems: 1, uniqueItems: true })),
    outcomes: optional(mapOf(way, { minProperties: 1 })),
    ...go,
    produces: optional(mapOf(closed({ name: text }, { title: 'ResultDocument' }), { minProperties: 1 })),
  },
  { ...bounded, title: 'TaskForm' },
);

const reply = closed(
  {
    ...named,
    ...go,
    obligation: optional(Type.Unsafe<true>({ type: 'boolean', enum: [true], description: 'The reply states an amount to be paid.' })),
    value: optional(key),
  },
  { ...bounded, title: 'ReplyText' },
);

const SOURCE = '^(data|answers[.][a-z][a-z0-9-]*)[.][A-Za-z_][A-Za-z0-9_]*$';
const sent = Type.Unsafe<Record<string, string>>({
  type: 'object',
  propertyNames: { pattern: '^[A-Za-z][A-Za-z0-9_]*$' },
  additionalProperties: { type: 'string', pattern: SOURCE },
  description: 'Field there to field of our application data, or to what an earlier step has brought, as answers.birth.personalId.',
});
const filed = Type.Unsafe<Record<string, string | number | boolean>>({
  type: 'object',
  propertyNames: { pattern: '^[A-Za-z][A-Za-z0-9_]*$' },
  additionalProperties: { type: ['string', 'boolean', 'integer'], pattern: SOURCE },
  description:
    'Its data field to one of ours, to what an earlier step has brought, as answers.birth.personalId, or to what is always so: true, false, a number.',
});

const handoff = closed(
  {
    ...common,
    ...handed,
    handoff: closed({
      to: key,
      message: key,
      send: optional(sent),
      files: optional(
        Type.Array(key, { minItems: 1, uniqueItems: true, description: "Documents whose files the party's system may read." }),
      ),
    }),
    may: optional(
      Type.Array(oneOf('request supplement'), {
        minItems: 1,
        uniqueItems: true,
        description: 'What officers of the party may do while its answer is awaited.',
      }),
    ),
    replies: optional(mapOf(reply)),
  },
  { title: 'HandoffForm' },
);

const consult = closed(
  { ...common, consult: closed({ of: Type.Array(key, { minItems: 1, uniqueItems: true }), silence: oneOf('consent', 'wait') }), ...go },
  { ...bounded, title: 'ConsultForm' },
);

const applicant = closed(
  {
    ...common,
    applicant: closed({
      act: oneOf('pay', 'publish', 'come', 'sign', 'correct'),
      obligation: optional(
        Type.String({
          pattern: '^[a-z][a-z0-9-]*[.][a-z][a-z0-9-]*$',
          description: 'Handoff step and reply that stated what is to be paid, as refer-tax.notice.',
        }),
      ),
      times: optional(Type.Integer({ minimum: 2, maximum: 99, description: 'How often it must be done.' })),
      at: optional(key),
    }),
    ...go,
  },
  { ...bounded, title: 'ApplicantForm' },
);

const posting = closed(
  { ...common, ...handed, posting: closed({ by: key, objection: optional(closed(go, { ...bounded, title: 'Objection' })) }), ...go },
  { ...bounded, title: 'PostingForm' },
);

const decide = closed(
  {
    ...named,
    ...appointments,
    decide: closed({
      cases: Type.Array(closed({ when: words, ...go }, { ...bounded, title: 'Case' }), { minItems: 1, maxItems: 50 }),
      else: optional(closed(go, { ...bounded, title: 'Otherwise' })),
    }),
  },
  { title: 'DecideForm' },
);

const parallel = closed(
  {
    ...named,
    ...appointments,
    parallel: closed({
      branches: mapOf(closed({ ...named, steps: ref('Steps') }, { title: 'Branch' }), { minProperties: 1 }),
      join: Type.Unsafe<string | number>({
        type: ['string', 'integer'],
        pattern: '^(all|any)$',
        minimum: 1,
        maximum: 50,
        description: 'all | any | how many branches must end',
      }),
      paper: optional(
        Type.Unsafe<'in order'>({
          type: 'string',
          enum: ['in order'],
          description: 'A dossier on paper goes from branch to branch; an electronic one to all at once.',
        }),
      ),
    }),
    ...go,
  },
  { ...bounded, title: 'ParallelForm' },
);

const automatic = closed(
  { ...common, automatic: closed({ issue: oneOf('number'), register: key, fallback: key }), ...go },
  { ...bounded, title: 'AutomaticForm' },
);

const deliver = closed(
  {
    ...common,
    ...handed,
    deliver: closed({ by: key, methods: Type.Array(oneOf('desk', 'post', 'online'), { minItems: 1, uniqueItems: true }) }),
  },
  { title: 'DeliverForm' },
);

const dossier = closed(
  {
    ...common,
    ...handed,
    dossier: closed({
      procedure: Type.String({
        pattern: '^[0-9][.][0-9]{6}([.]H[0-9]{2})?$',
        description: 'National code of the procedure of the linked dossier.',
      }),
      at: key,
      data: optional(filed),
      documents: optional(mapOf(key, { description: 'Its document to one of ours.' })),
    }),
    outcomes: closed(
      { granted: way, refused: optional(way), stopped: optional(way) },
      { title: 'LinkedOutcomes', description: 'An end that is not here leads on like granted: partial results stand.' },
    ),
  },
  { title: 'DossierForm' },
);

export const STEP_FORMS = {
  task: 'TaskForm',
  handoff: 'HandoffForm',
  consult: 'ConsultForm',
  applicant: 'ApplicantForm',
  posting: 'PostingForm',
  decide: 'DecideForm',
  parallel: 'ParallelForm',
  automatic: 'AutomaticForm',
  deliver: 'DeliverForm',
  dossier: 'DossierForm',
} as const;

export const stepDefs = {
  Steps: {
    type: 'object',
    title: 'Steps',
    propertyNames: { pattern: KEY },
    additionalProperties: ref('StepForm'),
    minProperties: 1,
    maxProperties: 200,
  },
  StepForm: forms('StepForm', STEP_FORMS),
  TaskForm: task,
  HandoffForm: handoff,
  ConsultForm: consult,
  ApplicantForm: applicant,
  PostingForm: posting,
  DecideForm: decide,
  ParallelForm: parallel,
  AutomaticForm: automatic,
  DeliverForm: deliver,
  DossierForm: dossier,
};
