/** Files made from the schemas: JSON Schemas for editors, TypeScript types for the domain. */
import { compile, type JSONSchema } from 'json-schema-to-typescript';
import { SCHEMAS, type Kind } from '../schema/kinds.js';

const BANNER =
  '/**\n * Definitions as written in YAML, after the schema has accepted them.\n * Made by `npm run codegen` from definitions/schema; do not edit.\n */\n/* eslint-disable */';

/** Path in the repository to content. */
export async function generatedFiles(): Promise<Map<string, string>> {
  const files = new Map<string, string>();
  for (const [kind, schema] of Object.entries(SCHEMAS))
    files.set(`definitions/schemas/${kind.toLowerCase()}.schema.json`, `${JSON.stringify(schema, null, 2)}\n`);
  files.set('domain/procedure/definition.ts', await typesText());
  return files;
}

/** All kinds in one compilation, so that shared pieces become one type. */
async function typesText(): Promise<string> {
  const kinds = Object.entries(SCHEMAS) as [Kind, object][];
  const defs = Object.assign({}, ...kinds.map(([, schema]) => (plain(schema) as { $defs?: object }).$defs ?? {})) as Record<
    string,
    JSONSchema
  >;
  const roots = kinds.map(([, schema]) => {
    const { $schema: _schema, $defs: _defs, ...root } = plain(schema) as Record<string, unknown>;
    return root;
  });
  const all: JSONSchema = { title: 'AnyDefinition', anyOf: roots, $defs: defs };
  const style = { printWidth: 140, singleQuote: true, semi: true } as const;
  const source = await compile(formsAsUnion(all) as JSONSchema, 'AnyDefinition', {
    bannerComment: BANNER,
    style,
    additionalProperties: false,
    ignoreMinAndMaxItems: true,
  });
  return oneNameEach(source);
}

/** Without the markers TypeBox keeps on its objects. */
function plain(schema: object): object {
  return JSON.parse(JSON.stringify(schema)) as object;
}

/** `if/then` says nothing to a type printer; a union of the forms does. */
function formsAsUnion(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(formsAsUnion);
  if (typeof node !== 'object' || node === null) return node;
  const entries = node as Record<string, unknown>;
  const branches = entries['allOf'] as { then?: unknown }[] | undefined;
  if (branches?.[0]?.then) return { title: entries['title'], anyOf: branches.map((each) => each.then) };
  return Object.fromEntries(Object.entries(entries).map(([key, value]) => [key, formsAsUnion(value)]));
}

/** The printer makes `Label1`, `Label2`… for equal pieces met again; equal bodies keep one name. */
function oneNameEach(source: string): string {
  const bodies = new Map<string, string>();
  const renamed = new Map<string, string>();
  const kept = source.replace(
    /(?:\/\*\*(?:(?!\*\/)[\s\S])*\*\/\n)?export interface (\w+) (\{[\s\S]*?\n\})\n/g,
    (whole, name: string, body: string) => {
      const stem = name.replace(/\d+$/, '');
      const key = `${stem} ${body}`;
      const first = bodies.get(key);
      if (first === undefined) {
        bodies.set(key, name);
        return whole;
      }
      renamed.set(name, first);
      return '';
    },
  );
  const text = [...renamed].reduce((current, [from, to]) => current.replace(new RegExp(`\\b${from}\\b`, 'g'), to), kept);
  return text === source ? text : oneNameEach(text);
}
