/** Named parts of the OpenAPI document. `part` registers a schema under components and hands out a reference to it. */
import { Type, type Static, type TSchema } from 'typebox';
import { INSTANT_PATTERN } from '../instants.js';

const parts = new Map<string, TSchema>();

/** A reference to `#/components/schemas/<name>`, typed like the schema itself. */
export function part<T extends TSchema>(name: string, schema: T): T {
  parts.set(name, schema);
  return Type.Unsafe<Static<T>>({ $ref: `#/components/schemas/${name}` }) as unknown as T;
}

/** All parts registered so far. */
export const allParts = (): Readonly<Record<string, TSchema>> => Object.fromEntries(parts);

const CLOSED = { additionalProperties: false } as const;

/** An object that knows all its keys. */
export const closed = <P extends Parameters<typeof Type.Object>[0]>(properties: P, options: { readonly description?: string } = {}) =>
  Type.Object(properties, { ...CLOSED, ...options });

/** String enumeration, as JSON Schema `enum` rather than `anyOf` of constants: shorter documents, better messages. */
export const oneOf = <const V extends readonly string[]>(values: V, description?: string) =>
  Type.Unsafe<V[number]>({ type: 'string', enum: [...values], ...(description && { description }) });

/** Nullable, the JSON Schema 2020-12 way. */
export const nullable = <T extends TSchema>(schema: T) => Type.Unsafe<Static<T> | null>(Type.Union([schema, Type.Null()]));

export const record = <T extends TSchema>(schema: T) =>
  Type.Unsafe<Record<string, Static<T>>>({ type: 'object', additionalProperties: schema });

export const id = Type.String({ minLength: 1, maxLength: 200 });
export const shortText = Type.String({ minLength: 1, maxLength: 500 });
export const longText = Type.String({ minLength: 1, maxLength: 10_000 });
export const instantIn = Type.String({
  pattern: INSTANT_PATTERN,
  description: 'ISO 8601; without an offset: civil time of Viet Nam (+07:00)',
  examples: ['2026-02-10T09:12'],
});
export const day = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$', description: 'Civil date', examples: ['2026-02-10'] });
export const instant = Type.String({ description: 'ISO 8601 with offset', examples: ['2026-02-23T17:30:00+07:00'] });
export const text = part(
  'Text',
  closed(
    { vi: Type.String(), en: Type.Optional(Type.String()) },
    { description: 'A text for people, in Vietnamese and perhaps in English' },
  ),
);

export const paging = {
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, default: 20, description: 'Items per page' })),
  cursor: Type.Optional(Type.String({ minLength: 1, maxLength: 500, description: 'The `next` of the page before' })),
};

/** One page of a list. */
export const pageOf = <T extends TSchema>(item: T) =>
  closed({ items: Type.Array(item), next: nullable(Type.String({ description: 'Cursor of the next page; null at the end' })) });
