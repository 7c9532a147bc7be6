import { Ajv2020, type ErrorObject } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import type { Static, TSchema } from 'typebox';
import { PermanentFailure } from './failure.js';

const ajv = new Ajv2020({ allErrors: true, strict: true, strictRequired: false });
addFormats.default(ajv);

/** Gives the value back as what the schema says it is, or throws a sentence naming each place, what was found and what was expected. */
export type Check<T> = (value: unknown) => T;

/** @param what the thing checked, for the sentence: `callback of tax`. */
export function checkOf<S extends TSchema>(what: string, schema: S): Check<Static<S>> {
  const validate = ajv.compile(schema);
  return (value) => {
    if (validate(value)) return value as Static<S>;
    throw new PermanentFailure(`${what}: ${(validate.errors ?? []).map((error) => sentence(error, value)).join('; ')}`);
  };
}

function sentence(error: ErrorObject, value: unknown): string {
  const place = error.instancePath.slice(1).replaceAll('/', '.') || 'the message';
  if (error.keyword === 'required') return `${place} lacks ${String(error.params.missingProperty)}`;
  if (error.keyword === 'additionalProperties')
    return `${place} has ${String(error.params.additionalProperty)}, which the contract does not know`;
  // a number where a text belongs may be somebody's
  const misplaced = error.keyword === 'type' && error.params.type === 'string';
  return `${place} is ${found(value, error.instancePath, misplaced)}; expected ${expected(error)}`;
}

function expected(error: ErrorObject): string {
  if (error.keyword === 'enum') return `one of ${(error.params.allowedValues as unknown[]).join(', ')}`;
  if (error.keyword === 'const') return String(error.params.allowedValue);
  if (error.keyword === 'type') return `a value of type ${String(error.params.type)}`;
  return (error.message ?? error.keyword).replace(/^must (be )?/, '');
}

/** Only the kind of a text is told: what is wrong may be personal data, and the sentence goes to logs. */
function found(value: unknown, pointer: string, misplaced: boolean): string {
  const at = pointer
    .split('/')
    .slice(1)
    .reduce<unknown>((inside, key) => (inside as Record<string, unknown> | undefined)?.[key], value);
  if (typeof at === 'string') return at === '' ? 'empty text' : `text of ${at.length} characters`;
  if (misplaced && typeof at === 'number') return 'a number';
  return at !== null && typeof at === 'object' ? (Array.isArray(at) ? 'a list' : 'an object') : String(at);
}
