import { Type } from 'typebox';
import {
  basis,
  closed,
  KEY,
  cutOff,
  header,
  key,
  legalBasis,
  length,
  mapOf,
  oneOf,
  period,
  ref,
  span,
  term,
  text,
  unit,
  words,
} from './parts.js';
import { stepDefs } from './steps.js';

const optional = Type.Optional;
const count = Type.Integer({ minimum: 1, maximum: 99 });
const limit = Type.Integer({ minimum: 0, maximum: 100_000 });

const field = closed(
  {
    type: oneOf('boolean', 'integer', 'number', 'string'),
    label: text,
    labels: optional(
      Type.Unsafe<Record<string, unknown>>({ type: 'object', additionalProperties: text, description: 'Labels of the enum values.' }),
    ),
    personal: optional(Type.Boolean({ description: 'Personal data: never in conditions, sent only to connectors that may have it.' })),
    secret: optional(Type.Boolean({ description: 'Shown only to the parties that secrecy names.' })),
    unit: optional(words),
    enum: optional(Type.Array(words, { minItems: 1, uniqueItems: true })),
    pattern: optional(Type.String({ maxLength: 200 })),
    minLength: optional(limit),
    maxLength: optional(limit),
    minimum: optional(Type.Number()),
    maximum: optional(Type.Number()),
    format: optional(oneOf('date', 'email')),
  },
  { title: 'DataField' },
);

const data = closed(
  {
    type: oneOf('object'),
    required: optional(Type.Array(Type.String(), { uniqueItems: true })),
    properties: Type.Unsafe<Record<string, unknown>>({
      type: 'object',
      propertyNames: { pattern: '^[A-Za-z_][A-Za-z0-9_]*$' },
      additionalProperties: field,
      maxProperties: 200,
    }),
  },
  { title: 'DataText', description: 'What the application carries.' },
);

const document = closed(
  {
    name: text,
    original: optional(count),
    copy: optional(count),
    kept: optional(Type.Boolean()),
    showOnly: optional(Type.Boolean()),
    secret: optional(Type.Boolean({ description: 'Never digitised; shown only to the parties that secrecy names.' })),
    required: optional(
      Type.Unsafe<boolean | string>({
        type: ['boolean', 'string'],
        minLength: 1,
        maxLength: 2000,
        description: 'A condition; false: optional. Without it: always required.',
      }),
    ),
    replaceableBy: optional(key),
    basis: optional(basis),
  },
  { title: 'DocumentText' },
);

const fee = closed(
  {
    name: text,
    amount: Type.Unsafe<number | string>({
      type: ['integer', 'string'],
      minimum: 0,
      maximum: 1_000_000_000_000,
      minLength: 1,
      maxLength: 2000,
      description: 'Whole đồng, or an expression.',
    }),
    due: oneOf('on reception', 'on return'),
    basis: optional(basis),
  },
  { title: 'FeeText' },
);

const party = closed({ agency: key, role: optional(key), head: optional(key), connector: optional(key) }, { title: 'PartyText' });

const supplement = closed(
  {
    allowed: optional(Type.Boolean()),
    policy: optional(oneOf('restart', 'pause')),
    withoutApproval: optional(Type.Integer({ minimum: 0, maximum: 99 })),
    atMost: optional(Type.Integer({ minimum: 0, maximum: 99 })),
    noticeWithin: optional(span),
    expires: optional(span),
    basis,
  },
  { title: 'SupplementOverride', minProperties: 2 },
);

const extension = closed(
  {
    atMost: optional(Type.Integer({ minimum: 0, maximum: 99 })),
    max: optional(Type.Integer({ minimum: 1, maximum: 3650 })),
    askBefore: optional(span),
    basis,
  },
  { title: 'ExtensionOverride', minProperties: 2 },
);

export const ground = closed({ name: text, basis: optional(basis) }, { title: 'Ground' });

const refusal = closed({ basis, grounds: mapOf(ground, { minProperties: 1 }) }, { title: 'RefusalAddition' });

export const suspension = mapOf(closed({ name: text, basis }, { title: 'SuspensionCause' }), {
  minProperties: 1,
  description: 'Causes for which the clock may be suspended by hand.',
});

const secrecy = closed(
  { to: Type.Array(key, { minItems: 1, uniqueItems: true }), basis },
  { title: 'SecrecyText', description: 'Which parties see the data and documents that are marked secret.' },
);

export const procedureSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  ...closed(
    {
      ...header('Procedure'),
      code: Type.String({ pattern: '^[0-9][.][0-9]{6}([.]H[0-9]{2})?$', description: 'National code, always quoted.' }),
      name: text,
      field: key,
      regime: key,
      effective: period,
      legalBasis: optional(legalBasis),
      calendar: key,
      term: closed(
        {
          length,
          unit,
          basis: optional(basis),
          statutory: optional(term),
          starts: optional(
            Type.String({ pattern: KEY, maxLength: 60, description: 'The step with which the term begins; without it: acceptance.' }),
          ),
        },
        { title: 'DossierTerm' },
      ),
      cutOff: optional(cutOff),
      receipt: optional(oneOf('always', 'on request')),
      applicants: Type.Array(oneOf('person', 'household', 'organisation'), { minItems: 1, uniqueItems: true }),
      channels: Type.Array(oneOf('desk', 'post', 'online'), { minItems: 1, uniqueItems: true }),
      data: optional(data),
      documents: optional(mapOf(document)),
      fees: optional(mapOf(fee)),
      parties: mapOf(party, { minProperties: 1 }),
      steps: ref('Steps'),
      supplement: optional(supplement),
      extension: optional(extension),
      refusal: optional(refusal),
      suspension: optional(suspension),
      secrecy: optional(secrecy),
    },
    { title: 'ProcedureDefinition' },
  ),
  $defs: stepDefs,
};
