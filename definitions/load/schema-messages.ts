/** What ajv finds, said to an author: where, what was found, what was expected. */
import type { ErrorObject } from 'ajv';
import { nearest } from '../../domain/procedure/nearest.js';
import type { DefinitionCode } from '../../domain/procedure/problem-codes.js';
import { type Finding, pathText, type Path, type Text } from '../../domain/procedure/problem.js';

interface Said {
  readonly code: DefinitionCode;
  readonly path: Path;
  readonly message: Text;
  readonly hint?: Text;
  readonly at?: 'key';
}

/** Gives the text of a scalar as typed. */
export type Typed = (path: Path) => string | undefined;

type Params = Readonly<Record<string, unknown>>;
interface Found {
  readonly path: Path;
  readonly params: Params;
  readonly schema: Params;
  readonly data: unknown;
  readonly typed: Typed;
}
type Say = (found: Found) => Said;

/** Findings of the errors that say something by themselves; the branches ajv tried on the way are left out. */
export function schemaFindings(errors: readonly ErrorObject[], root: unknown, typed: Typed): Finding[] {
  const telling = errors.filter(
    (error) => error.keyword !== 'if' && !/\/(oneOf|anyOf)\//.test(error.schemaPath) && error.propertyName === undefined,
  );
  const findings = telling.map((error): Finding => {
    const path = pathOf(error.instancePath, root);
    const say = SAY[error.keyword];
    if (!say) throw new Error(`no words for the schema keyword ${error.keyword}`);
    return {
      severity: 'error',
      ...say({ path, params: error.params as Params, schema: error.parentSchema ?? {}, data: error.data, typed }),
    };
  });
  return withoutEchoes(findings);
}

/** Of a thing of no form, or of two, nothing else is worth saying. */
function withoutEchoes(findings: readonly Finding[]): Finding[] {
  const formless = findings.filter(({ code }) => code === 'FORM_MISSING' || code === 'FORM_AMBIGUOUS').map(({ path }) => pathText(path));
  return findings.filter(({ code, path }) => code.startsWith('FORM_') || !formless.some((each) => pathText(path).startsWith(`${each}.`)));
}

/** JSON pointer to path, with numbers where the data hold a list. */
export function pathOf(pointer: string, root: unknown): Path {
  let node = root;
  return pointer
    .split('/')
    .slice(1)
    .map((raw) => {
      const part = raw.replace(/~1/g, '/').replace(/~0/g, '~');
      const isList = Array.isArray(node);
      node = (node as Record<string, unknown> | null | undefined)?.[part];
      return isList ? Number(part) : part;
    });
}

/** Words for every keyword that the schemas, and the data fields of a procedure, use; a test keeps them in step. */
export const SAY: Readonly<Record<string, Say>> = {
  type: wrongType,
  required: ({ path, params }) => said('KEY_MISSING', path, 'thiếu khóa', 'missing', `${String(params['missingProperty'])}`, 'key'),
  dependentRequired: ({ path, params }) => {
    const where = [...path, String(params['property'])];
    return {
      code: 'KEY_ALONE',
      path: where,
      at: 'key',
      message: both(
        where,
        `chỉ có tác dụng cùng ${String(params['missingProperty'])}`,
        `has an effect only beside ${String(params['missingProperty'])}`,
      ),
    };
  },
  additionalProperties: unknownKey,
  enum: ({ path, params, data }) => unknownValue(path, data, params['allowedValues'] as unknown[]),
  pattern: (found) => expected('TEXT_MALFORMED', found, formOf(found.schema)),
  format: (found) => expected('TEXT_MALFORMED', found, formOf(found.schema)),
  minimum: (found) => expected('OUT_OF_RANGE', found, rangeOf(found.schema)),
  maximum: (found) => expected('OUT_OF_RANGE', found, rangeOf(found.schema)),
  minLength: (found) => expected('TEXT_TOO_SHORT', found, { vi: 'một văn bản không rỗng', en: 'a text that is not empty' }),
  maxLength: ({ path, params, data }) =>
    sized('TEXT_TOO_LONG', path, String(data).length, {
      vi: `tối đa ${String(params['limit'])} ký tự`,
      en: `at most ${String(params['limit'])} characters`,
    }),
  minItems: ({ path, params, data }) =>
    sized('TOO_FEW', path, (data as unknown[]).length, {
      vi: `ít nhất ${String(params['limit'])} mục`,
      en: `at least ${String(params['limit'])} entries`,
    }),
  maxItems: ({ path, params, data }) =>
    sized('TOO_MANY', path, (data as unknown[]).length, {
      vi: `tối đa ${String(params['limit'])} mục`,
      en: `at most ${String(params['limit'])} entries`,
    }),
  minProperties: ({ path, params, data }) =>
    sized('TOO_FEW', path, Object.keys(data as object).length, {
      vi: `ít nhất ${String(params['limit'])} khóa`,
      en: `at least ${String(params['limit'])} keys`,
    }),
  maxProperties: ({ path, params, data }) =>
    sized('TOO_MANY', path, Object.keys(data as object).length, {
      vi: `tối đa ${String(params['limit'])} khóa`,
      en: `at most ${String(params['limit'])} keys`,
    }),
  uniqueItems: ({ path, params, data }) => {
    const twice = shown((data as unknown[])[Number(params['i'])]);
    return { code: 'ENTRY_REPEATED', path, message: both(path, `${twice} được viết hai lần`, `${twice} is written twice`) };
  },
  propertyNames: ({ path, params }) => {
    const name = String(params['propertyName']);
    const where = [...path, name];
    return {
      code: 'KEY_MALFORMED',
      path: where,
      at: 'key',
      message: both(
        where,
        'khóa viết bằng chữ thường không dấu, số và gạch nối, bắt đầu bằng chữ',
        'a key is written in lower-case letters, digits and hyphens, starting with a letter',
      ),
    };
  },
  oneOf: forms,
  anyOf: (found) => expected('TEXT_MALFORMED', found, formOf(found.schema)),
};

function said(code: DefinitionCode, path: Path, vi: string, en: string, name: string, at?: 'key'): Said {
  return { code, path, message: both(path, `${vi} ${name}`, `${en} ${name}`), ...(at && { at }) };
}

function wrongType({ path, params, data, typed }: Found): Said {
  const wanted = [params['type']].flat().map(String);
  const asTyped = typed(path);
  const found = asTyped !== undefined && typeof data !== 'string' ? asTyped : shown(data);
  const message = both(
    path,
    `${found} (${kindOf(data).vi}); cần ${wanted.map((each) => TYPES[each]?.vi).join(' hoặc ')}`,
    `${found} (${kindOf(data).en}); expected ${wanted.map((each) => TYPES[each]?.en).join(' or ')}`,
  );
  const quote = wanted.includes('string') && (typeof data === 'number' || typeof data === 'boolean');
  const hint = quote ? { vi: `Viết trong dấu nháy: "${found}"`, en: `Write it in quotes: "${found}"` } : undefined;
  return { code: 'WRONG_TYPE', path, message, ...(hint && { hint }) };
}

function unknownKey({ path, params, schema }: Found): Said {
  const name = String(params['additionalProperty']);
  const known = Object.keys((schema['properties'] as object | undefined) ?? {});
  const where = [...path, name];
  const near = nearest(name, known);
  const hint = near
    ? { vi: `Ý bạn là "${near}"?`, en: `Did you mean "${near}"?` }
    : { vi: `Các khóa dùng được ở đây: ${known.join(', ')}`, en: `Keys that can stand here: ${known.join(', ')}` };
  return {
    code: 'UNKNOWN_KEY',
    path: where,
    at: 'key',
    hint,
    message: both(where, 'khóa không có ở đây và sẽ không có tác dụng', 'no such key here; it would have no effect'),
  };
}

function unknownValue(path: Path, data: unknown, allowed: readonly unknown[]): Said {
  const words = allowed.map(String);
  const near = nearest(String(data), words);
  const hint = near ? { vi: `Ý bạn là "${near}"?`, en: `Did you mean "${near}"?` } : undefined;
  const message = both(path, `${shown(data)}; cần ${words.join(' | ')}`, `${shown(data)}; expected ${words.join(' | ')}`);
  return { code: 'VALUE_UNKNOWN', path, message, ...(hint && { hint }) };
}

function forms({ path, schema, data }: Found): Said {
  const keys = (schema['oneOf'] as { required: string[] }[]).map((each) => each.required[0]!);
  const present = Object.keys(data as object);
  const chosen = keys.filter((each) => present.includes(each));
  if (chosen.length > 1)
    return {
      code: 'FORM_AMBIGUOUS',
      path,
      message: both(path, `có cả ${chosen.join(' và ')}; chỉ được một`, `has ${chosen.join(' and ')}; only one can stand`),
    };
  const near = present.map((each) => nearest(each, keys)).find((each) => each !== null);
  const hint = near ? { vi: `Ý bạn là "${near}"?`, en: `Did you mean "${near}"?` } : undefined;
  return {
    code: 'FORM_MISSING',
    path,
    at: 'key',
    message: both(path, `cần đúng một trong: ${keys.join(', ')}`, `expected exactly one of: ${keys.join(', ')}`),
    ...(hint && { hint }),
  };
}

function expected(code: DefinitionCode, { path, data }: Found, wanted: Text): Said {
  return { code, path, message: both(path, `${shown(data)}; cần ${wanted.vi}`, `${shown(data)}; expected ${wanted.en}`) };
}

function sized(code: DefinitionCode, path: Path, count: number, wanted: Text): Said {
  return { code, path, message: both(path, `có ${count}; cần ${wanted.vi}`, `has ${count}; expected ${wanted.en}`) };
}

function formOf(schema: Params): Text {
  const format = FORMATS[String(schema['format'])];
  if (format) return format;
  const described = schema['description'];
  if (typeof described === 'string') return { vi: described, en: described };
  return { vi: `dạng ${String(schema['pattern'])}`, en: `the form ${String(schema['pattern'])}` };
}

const FORMATS: Readonly<Record<string, Text>> = {
  date: { vi: 'ngày dạng NĂM-THÁNG-NGÀY', en: 'a date YYYY-MM-DD' },
  email: { vi: 'địa chỉ thư điện tử', en: 'an e-mail address' },
};

function rangeOf(schema: Params): Text {
  const { minimum, maximum } = schema as { minimum?: number; maximum?: number };
  if (minimum !== undefined && maximum !== undefined) return { vi: `${minimum} đến ${maximum}`, en: `${minimum} to ${maximum}` };
  return minimum !== undefined
    ? { vi: `${minimum} trở lên`, en: `${minimum} or more` }
    : { vi: `${maximum} trở xuống`, en: `${maximum} or less` };
}

const TYPES: Readonly<Record<string, Text>> = {
  object: { vi: 'một nhóm khóa', en: 'a group of keys' },
  array: { vi: 'một danh sách', en: 'a list' },
  string: { vi: 'văn bản', en: 'a text' },
  integer: { vi: 'số nguyên', en: 'a whole number' },
  number: { vi: 'số', en: 'a number' },
  boolean: { vi: 'true hoặc false', en: 'true or false' },
  null: { vi: 'để trống', en: 'nothing' },
};

function kindOf(data: unknown): Text {
  if (data === null || data === undefined) return TYPES['null']!;
  return TYPES[Array.isArray(data) ? 'array' : typeof data] ?? { vi: 'giá trị', en: 'a value' };
}

/** A value, short enough for one line. */
function shown(data: unknown): string {
  const text = typeof data === 'string' && data !== '' ? data : (JSON.stringify(data) ?? 'nothing');
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}

function both(path: Path, vi: string, en: string): Text {
  return { vi: `${pathText(path)}: ${vi}`, en: `${pathText(path)}: ${en}` };
}
