/** YAML text to plain data that still knows where everything stands. */
import {
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  parseDocument,
  visit,
  type Alias,
  type Document,
  type Node,
  type Pair,
  type YAMLError,
} from 'yaml';
import type { DefinitionCode } from '../../domain/procedure/problem-codes.js';
import type { Finding, Path, Problem } from '../../domain/procedure/problem.js';
import { pathText } from '../../domain/procedure/problem.js';

/** One definition never needs more; a larger file is a mistake or an attack. */
export const MAX_BYTES = 1_000_000;
const MAX_ALIASES = 50;

export interface Source {
  readonly data: unknown;
  /** Adds line and column to what is known by path. */
  locate(finding: Finding): Problem;
  /** The scalar as typed, e.g. `08` where the data say 8. */
  typed(path: Path): string | undefined;
}

/** Parses one YAML 1.2 document; every syntax problem is listed. */
export function parseSource(text: string): Source | Problem[] {
  const size = Buffer.byteLength(text, 'utf8');
  if (size > MAX_BYTES) return [tooLarge(size)];
  const lines = new LineCounter();
  const document = parseDocument(text, {
    lineCounter: lines,
    version: '1.2',
    schema: 'core',
    uniqueKeys: true,
    merge: false,
    prettyErrors: false,
    logLevel: 'error',
  });
  const problems = telling([...document.errors, ...document.warnings]).map((error) => syntaxProblem(error, lines));
  problems.push(...aliasProblems(document, lines));
  if (problems.length > 0) return problems;
  try {
    return sourceOf(document, document.toJS({ maxAliasCount: MAX_ALIASES }), lines);
  } catch {
    return [
      problemAt(
        lines,
        firstAlias(document),
        'ALIAS_BOMB',
        `các bí danh (*) mở rộng quá ${MAX_ALIASES} lần`,
        `the aliases (*) expand more than ${MAX_ALIASES} times`,
      ),
    ];
  }
}

function sourceOf(document: Document, data: unknown, lines: LineCounter): Source {
  return {
    data,
    typed: (path) => {
      const node = nodeAt(document, path)?.value;
      return isScalar(node) ? (node.source ?? undefined) : undefined;
    },
    locate: ({ code, severity, path, message, hint, at, offset }) => {
      const place = nodeAt(document, path);
      const node = at === 'key' ? (place?.key ?? place?.value) : (place?.value ?? place?.key);
      const { line, col } = lines.linePos(startOf(node) + offsetWithin(node, offset));
      return { code, severity, path: pathText(path), line: Math.max(1, line), column: Math.max(1, col), message, ...(hint && { hint }) };
    },
  };
}

interface Place {
  readonly key?: Node;
  readonly value?: Node;
}

/** The deepest node on the way to the path that exists. */
function nodeAt(document: Document, path: Path): Place | undefined {
  let place: Place = document.contents ? { value: document.contents } : {};
  for (const part of path) {
    const node = isAlias(place.value) ? place.value.resolve(document) : place.value;
    const next = isMap(node) ? pairOf(node.items, part) : isSeq(node) ? { value: node.items[Number(part)] as Node | undefined } : undefined;
    if (!next || (!next.value && !next.key)) return place;
    place = next;
  }
  return place;
}

function pairOf(items: Pair[], part: string | number): Place | undefined {
  const pair = items.find((each) => isScalar(each.key) && String(each.key.value) === String(part));
  return pair && { key: pair.key as Node, ...(pair.value ? { value: pair.value as Node } : {}) };
}

function startOf(node: Node | undefined): number {
  return node?.range?.[0] ?? 0;
}

/** Exact in plain and quoted scalars on one line; in a block scalar the place is its beginning. */
function offsetWithin(node: Node | undefined, offset: number | undefined): number {
  if (offset === undefined || !isScalar(node)) return 0;
  if (node.type === 'PLAIN') return offset;
  return node.type === 'QUOTE_DOUBLE' || node.type === 'QUOTE_SINGLE' ? offset + 1 : 0;
}

const SYNTAX: Readonly<Record<string, readonly [DefinitionCode, string, string]>> = {
  DUPLICATE_KEY: [
    'DUPLICATE_KEY',
    'khóa này đã có ở trên; mỗi khóa chỉ viết một lần',
    'this key is already written above; a key is written once',
  ],
  TAB_AS_INDENT: ['TAB_INDENT', 'thụt dòng bằng phím tab; hãy dùng dấu cách', 'indented with a tab; use spaces'],
  MULTIPLE_DOCS: [
    'SEVERAL_DOCUMENTS',
    'tệp có nhiều tài liệu (---); mỗi tệp chỉ một định nghĩa',
    'the file holds several documents (---); one definition a file',
  ],
};

function syntaxProblem(error: YAMLError, lines: LineCounter): Problem {
  const [code, vi, en] = SYNTAX[error.code] ?? ['YAML_SYNTAX', `YAML sai cú pháp: ${error.message}`, `not valid YAML: ${error.message}`];
  return problemAt(lines, error.pos[0], code, vi, en);
}

/** What follows the first break of the syntax is its echo; keys written twice are not. */
function telling(errors: readonly YAMLError[]): YAMLError[] {
  const inOrder = [...errors].sort((a, b) => a.pos[0] - b.pos[0]);
  const broken = inOrder.findIndex((error) => error.code !== 'DUPLICATE_KEY' && error.code !== 'MULTIPLE_DOCS');
  return broken < 0 ? inOrder : inOrder.slice(0, broken + 1);
}

function firstAlias(document: Document): number {
  let first = 0;
  visit(document, {
    Alias: (_key, node: Alias) => {
      first = node.range?.[0] ?? 0;
      return visit.BREAK;
    },
  });
  return first;
}

function aliasProblems(document: Document, lines: LineCounter): Problem[] {
  const problems: Problem[] = [];
  visit(document, {
    Alias: (_key, node: Alias) => {
      if (node.resolve(document)) return;
      const at = node.range?.[0] ?? 0;
      problems.push(
        problemAt(
          lines,
          at,
          'ALIAS_UNKNOWN',
          `bí danh *${node.source} chưa được đặt ở trên bằng &${node.source}`,
          `the alias *${node.source} is not set above by &${node.source}`,
        ),
      );
    },
  });
  return problems;
}

function problemAt(lines: LineCounter, offset: number, code: DefinitionCode, vi: string, en: string): Problem {
  const { line, col } = lines.linePos(offset);
  return { code, severity: 'error', path: '(file)', line: Math.max(1, line), column: Math.max(1, col), message: { vi, en } };
}

function tooLarge(size: number): Problem {
  const message = {
    vi: `tệp có ${size} byte; cho phép tối đa ${MAX_BYTES}`,
    en: `the file has ${size} bytes; at most ${MAX_BYTES} are allowed`,
  };
  return { code: 'FILE_TOO_LARGE', severity: 'error', path: '(file)', line: 1, column: 1, message };
}
