/** Pieces the kinds of file share. */
import { Type } from 'typebox';
import type { TProperties, TSchema, TSchemaOptions } from 'typebox';

/** Keys of steps, parties, documents…: integer-like keys would be reordered by JavaScript. */
export const KEY = '^[a-z][a-z0-9-]*$';

/** An object that accepts no key it does not know: a key without effect is a mistake. */
export function closed<P extends TProperties>(properties: P, options: TSchemaOptions = {}) {
  return Type.Object(properties, { additionalProperties: false, ...options });
}

/** A map from keys an author chooses. */
export function mapOf<S extends TSchema>(value: S, options: TSchemaOptions = {}) {
  return Type.Unsafe<Record<string, Record<never, never>>>({
    type: 'object',
    propertyNames: { pattern: KEY },
    additionalProperties: value,
    ...options,
  });
}

export function ref(name: string) {
  return Type.Unsafe<unknown>({ $ref: `#/$defs/${name}` });
}

export function oneOf(...values: string[]) {
  return Type.Unsafe<string>({ type: 'string', enum: values });
}

export const key = Type.String({ pattern: KEY, maxLength: 60 });
export const words = Type.String({ minLength: 1, maxLength: 2000 });
export const text = closed({ vi: words, en: Type.Optional(words) }, { title: 'Label', description: 'Vietnamese first; English beside.' });
export const basis = Type.String({ pattern: KEY, maxLength: 60, description: 'Key of an entry of legalBasis, here or in the regime.' });
export const date = Type.String({ pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}$', description: 'Civil date YYYY-MM-DD.' });
export const timeOfDay = Type.String({
  pattern: '^([01][0-9]|2[0-3]):[0-5][0-9]$',
  description: 'Civil time of day HH:MM, always quoted.',
});
export const localTime = Type.String({
  pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}T([01][0-9]|2[0-3]):[0-5][0-9]$',
  description: 'Civil time YYYY-MM-DDTHH:MM.',
});
export const unit = oneOf('working days', 'working hours', 'calendar days', 'months');
export const length = Type.Integer({ minimum: 0, maximum: 3650 });

export const span = closed({ length, unit }, { title: 'Span' });
export const term = closed({ length, unit, basis: Type.Optional(basis) }, { title: 'TermText' });
export const acknowledge = closed(
  {
    within: span,
    receivedWithinMinutes: Type.Optional(
      Type.Integer({
        minimum: 1,
        maximum: 1440,
        description: 'The system of that agency has it within so many minutes of the act; past them both sides are told. Not of papers.',
      }),
    ),
    basis,
  },
  {
    title: 'AcknowledgeText',
    description: 'The agency that gets the step says within this time that it has taken it up; past it both sides are told.',
  },
);
export const period = closed({ from: date, to: Type.Optional(date) }, { title: 'Period' });
export const cutOff = closed(
  { at: timeOfDay, effect: oneOf('count', 'forward'), basis: Type.Optional(basis) },
  { title: 'CutOffText', description: 'count: a later dossier counts as arrived the next working day. forward: only the papers wait.' },
);
export const legalBasis = mapOf(
  closed({ cite: text, validFrom: Type.Optional(date), validTo: Type.Optional(date), note: Type.Optional(text) }, { title: 'LegalBasis' }),
);

/** `due`, `2 working days before due`, `half of term`, `75% of term`. */
export const moment = Type.String({
  pattern:
    '^(due|half of term|[1-9][0-9]?% of term|[1-9][0-9]{0,2} (working days?|working hours?|calendar days?|months?) (before|after) due)$',
  description: 'due | half of term | 75% of term | 2 working days before due | 1 working day after due',
});
/** `holder`, `head`, `centre`, a party, or the head of a party: `land.head`. */
export const addressee = Type.String({
  pattern: '^[a-z][a-z0-9-]*([.]head)?$',
  maxLength: 70,
  description: 'holder | head | centre | a party | the head of a party, as land.head',
});

export const header = (kind: string) => ({ apiVersion: oneOf('motcua/v1'), kind: oneOf(kind) });

/**
 * An object that takes exactly one of several forms, told apart by the presence of one key each. Written as `if/then`, so that only the form meant is checked.
 */
export function forms(title: string, byKey: Readonly<Record<string, string>>) {
  const keys = Object.keys(byKey);
  return {
    title,
    type: 'object',
    oneOf: keys.map((each) => ({ required: [each] })),
    allOf: keys.map((each) => ({ if: { required: [each] }, then: { $ref: `#/$defs/${byKey[each]}` } })),
  };
}
