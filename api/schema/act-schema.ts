/** Acts as they come over HTTP: the engine's acts with free text and instants spelled out. */
import { Type, type Static } from 'typebox';
import { closed, id, instantIn, longText, oneOf, part, record, shortText } from './parts.js';

export const noteSchema = part(
  'Note',
  closed(
    { text: longText, legalBasis: Type.Optional(shortText), nextStep: Type.Optional(longText), items: Type.Optional(record(longText)) },
    { description: 'Reason or remark. `items`: what is wrong or missing with each document.' },
  ),
);
const refusalNote = part(
  'RefusalNote',
  closed(
    { text: longText, legalBasis: shortText, nextStep: longText },
    { description: 'Reason, legal basis and what the applicant can do next: all three are mandatory' },
  ),
);

const note = { note: noteSchema };
const optionalNote = { note: Type.Optional(noteSchema) };
const run = { run: Type.String({ minLength: 3, maxLength: 100, description: 'Open run of a step', examples: ['appraise#1'] }) };
const amount = Type.Integer({ minimum: 1, maximum: 1_000_000_000_000_000, description: 'Whole đồng' });
const documents = Type.Array(id, { minItems: 1, maxItems: 100 });

const obligation = closed({ reference: id, amount, item: Type.Optional(shortText) });
const answerBy = { answerBy: instantIn };

export const extensionRequest = {
  ...run,
  length: Type.Integer({ minimum: 1, maximum: 365, description: 'In the unit of the term' }),
  ...note,
};
export const extensionRuling = { granted: Type.Boolean(), decision: shortText, ...note };
/** By document that a national database's data stand in for: how the lookup ended. */
const lookups = record(oneOf(['not found', 'incomplete', 'unavailable']));
export const supplementRequest = { run: Type.Optional(run.run), documents, lookups: Type.Optional(lookups), ...note };
export const supplement = { documents };
export const completion = { outcome: Type.Optional(id), results: Type.Optional(record(id)), ...optionalNote };
export const wayBack = { to: Type.Optional(id), ...note };
export const reassignment = { officer: id };

const FIELDS = {
  accept: {},
  decline: note,
  claim: run,
  release: run,
  reassign: { ...run, ...reassignment },
  complete: { ...run, ...completion },
  return: { ...run, ...wayBack },
  'request supplement': supplementRequest,
  'receive supplement': supplement,
  refuse: { ...run, ground: id, note: refusalNote },
  withdraw: note,
  stop: note,
  'ask extension': extensionRequest,
  'rule extension': extensionRuling,
  apologise: { ...note, newAppointmentAt: Type.Optional(instantIn) },
  reply: {
    ...run,
    reply: id,
    obligations: Type.Optional(Type.Array(obligation, { minItems: 1, maxItems: 20 })),
    value: Type.Optional(shortText),
    ...optionalNote,
  },
  'give opinion': { ...run, party: id, opinion: oneOf(['agree', 'disagree']), ...optionalNote },
  pay: { reference: id, amount },
  'state obligation': { reference: id, amount, item: Type.Optional(shortText) },
  'settle obligation': { reference: id, how: oneOf(['exempt', 'deferred']), ...optionalNote },
  fulfil: { ...run, ...optionalNote },
  object: { ...run, ...note },
  'finish automatic': { ...run, ok: Type.Boolean(), value: Type.Optional(shortText) },
  deliver: {
    ...run,
    method: oneOf(['desk', 'post', 'online']),
    reference: Type.Optional(Type.String({ minLength: 1, maxLength: 100, description: 'Number of the postal item; needed by post' })),
    evidence: Type.Optional(id),
    ...optionalNote,
  },
  acknowledge: { ...run, state: oneOf(['received', 'accepted']) },
  transfer: { run: Type.Optional(run.run), agency: id, ...note },
  'order branches': { ...run, branches: Type.Array(id, { minItems: 2, maxItems: 50 }) },
  suspend: { cause: id, ...note },
  resume: { cause: id, ...optionalNote },
  endorse: { to: closed({ agency: id, officer: Type.Optional(id) }), ...answerBy, ...note },
  'ask instruction': { ...run, ...answerBy, ...note },
  answer: { matter: Type.Integer({ minimum: 1 }), ...note },
  'rule entry': { entry: Type.Integer({ minimum: 1 }), granted: Type.Boolean(), ...optionalNote },
};

type ActType = keyof typeof FIELDS;
export const ACT_TYPES = Object.keys(FIELDS) as ActType[];

/** `request supplement` -> `RequestSupplementAct`. */
const partName = (type: string): string => `${type.replace(/(^| )(\w)/g, (_, __, letter: string) => letter.toUpperCase())}Act`;

const acts = ACT_TYPES.map((type) => part(partName(type), closed({ type: oneOf([type]), ...FIELDS[type] })));

/** Any act an officer can send; `type` decides which. */
export const actSchema = part(
  'Act',
  Type.Unsafe<ActBody>({
    type: 'object',
    required: ['type'],
    oneOf: acts,
    discriminator: {
      propertyName: 'type',
      mapping: Object.fromEntries(ACT_TYPES.map((type) => [type, `#/components/schemas/${partName(type)}`])),
    },
  }),
);

export type NoteBody = Static<typeof noteSchema>;

/** An act of any type, loosely: the validator has checked it against its own schema. */
export type ActBody = {
  readonly type: ActType | 'enter';
  readonly note?: NoteBody;
  readonly newAppointmentAt?: string;
  readonly answerBy?: string;
} & Readonly<Record<string, unknown>>;
