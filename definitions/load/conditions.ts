/**
 * CEL to the closed tree of conditions. An allow-list: what is not named here does not run. cel-js parses and has the last word on types; the common mistakes are
 * said in both languages before it.
 */
import { type ASTNode, Environment } from '@marcbachmann/cel-js';
import type { DataField } from '../../domain/procedure/definition.js';
import type { Expression } from '../../domain/procedure/expression.js';
import { nearest } from '../../domain/procedure/nearest.js';
import type { DefinitionCode } from '../../domain/procedure/problem-codes.js';
import type { Text } from '../../domain/procedure/problem.js';

export type Fields = Readonly<Record<string, DataField>>;
export type ValueType = 'bool' | 'int' | 'double' | 'string';

export interface ConditionFault {
  readonly code: DefinitionCode;
  /** Characters into the condition. */
  readonly offset: number;
  readonly message: Text;
  readonly hint?: Text;
}

/** What conditions may read: the data fields, and which of them every application has. */
export interface ConditionScope {
  readonly fields: Fields;
  readonly required: ReadonlySet<string>;
}

export interface Lowered {
  readonly expression: Expression;
  /** Fields the condition reads. */
  readonly reads: readonly string[];
}

const LIMITS = { maxAstNodes: 500, maxDepth: 40, maxListElements: 100, maxMapEntries: 0, maxCallArguments: 10 };
const TYPE_OF: Readonly<Record<DataField['type'], ValueType>> = { boolean: 'bool', integer: 'int', number: 'double', string: 'string' };

/** Thrown while walking; one fault a condition is enough for an author. */
class Fault extends Error {
  constructor(readonly fault: ConditionFault) {
    super(fault.message.en);
  }
}

/** Checks a condition and lowers it. `wanted` is the type it must have. */
export function lowerCondition(text: string, scope: ConditionScope, wanted: 'bool' | 'int'): Lowered | ConditionFault {
  try {
    return lowered(text, scope, wanted);
  } catch (error) {
    if (error instanceof Fault) return error.fault;
    throw error;
  }
}

function lowered(text: string, scope: ConditionScope, wanted: 'bool' | 'int'): Lowered {
  const environment = environmentOf(scope.fields);
  const ast = parse(environment, text);
  const walk: Walk = { scope, reads: new Set() };
  const result = lower(walk, ast, new Set());
  backstop(environment, text);
  if (result.type !== wanted)
    throw fault(
      'CONDITION_TYPE',
      ast,
      `điều kiện cho ra ${NAME[result.type].vi}; cần ${NAME[wanted].vi}`,
      `the condition gives a ${NAME[result.type].en}; expected a ${NAME[wanted].en}`,
    );
  return { expression: result.expression, reads: [...walk.reads].sort() };
}

const environments = new WeakMap<Fields, Environment>();

function environmentOf(fields: Fields): Environment {
  const known = environments.get(fields);
  if (known) return known;
  const made = newEnvironment(fields);
  environments.set(fields, made);
  return made;
}

function newEnvironment(fields: Fields): Environment {
  const schema = Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, TYPE_OF[field.type]]));
  const environment = new Environment({ unlistedVariablesAreDyn: false, limits: LIMITS }).registerVariable({ name: 'data', schema });
  for (const name of ['min', 'max']) {
    const pick = (...values: bigint[]) => values.reduce((a, b) => ((name === 'min' ? a < b : a > b) ? a : b));
    environment.registerFunction(`${name}(int, int): int`, pick).registerFunction(`${name}(int, int, int): int`, pick);
  }
  return environment;
}

function parse(environment: Environment, text: string): ASTNode {
  try {
    return environment.parse(text).ast;
  } catch (error) {
    const { summary, range, message } = error as { summary?: string; range?: { start: number }; message: string };
    const what = summary ?? message.split('\n')[0]!;
    throw new Fault({
      code: 'CONDITION_SYNTAX',
      offset: range?.start ?? 0,
      message: { vi: `điều kiện sai cú pháp: ${what}`, en: `not a valid condition: ${what}` },
    });
  }
}

/** cel-js' own type check, for what the walk has let through. */
function backstop(environment: Environment, text: string): void {
  const { valid, error } = environment.check(text);
  if (valid) return;
  const what = error?.summary ?? 'type';
  throw new Fault({
    code: 'CONDITION_TYPE',
    offset: error?.range?.start ?? 0,
    message: { vi: `điều kiện sai kiểu: ${what}`, en: `the types do not fit: ${what}` },
  });
}

interface Walk {
  readonly scope: ConditionScope;
  readonly reads: Set<string>;
}
interface Typed {
  readonly expression: Expression;
  readonly type: ValueType;
}
/** Fields a `has(...)` before this place has shown to be there. */
type Known = ReadonlySet<string>;

const BINARY = new Set(['==', '!=', '<', '<=', '>', '>=', '+', '-', '*', '/', '%']);

function lower(walk: Walk, node: ASTNode, known: Known): Typed {
  switch (node.op) {
    case 'value':
      return literal(node, node.args);
    case '.':
      return field(walk, node, known);
    case '!_':
      return { expression: { op: 'not', of: bool(walk, node.args, known) }, type: 'bool' };
    case '-_':
      return negation(walk, node.args, known);
    case '&&':
    case '||':
      return junction(walk, node.op, node.args, known);
    case '?:':
      return choice(walk, node, node.args, known);
    case 'in':
      return membership(walk, node, node.args, known);
    case 'call':
      return call(walk, node, node.args[0], node.args[1], known);
    default:
      if (BINARY.has(node.op)) return binary(walk, node, node.op as Operator, node.args as [ASTNode, ASTNode], known);
      throw notAllowed(node);
  }
}

function literal(node: ASTNode, value: unknown): Typed {
  if (typeof value === 'boolean') return { expression: { op: 'literal', value }, type: 'bool' };
  if (typeof value === 'string') return { expression: { op: 'literal', value: value.normalize('NFC') }, type: 'string' };
  if (typeof value === 'bigint' && value <= BigInt(Number.MAX_SAFE_INTEGER))
    return { expression: { op: 'literal', value: Number(value) }, type: 'int' };
  if (typeof value === 'number') return { expression: { op: 'literal', value }, type: 'double' };
  throw notAllowed(node);
}

function field(walk: Walk, node: ASTNode, known: Known): Typed {
  const path = pathOf(node);
  const { fields, required } = walk.scope;
  const found = Object.hasOwn(fields, path) ? fields[path] : undefined;
  if (!found) throw unknownField(node, path, Object.keys(fields));
  if (found.personal) {
    throw fault(
      'CONDITION_PERSONAL',
      node,
      `data.${path} là dữ liệu cá nhân; điều kiện không được đọc`,
      `data.${path} is personal data; conditions must not read it`,
    );
  }
  if (!required.has(path) && !known.has(path)) {
    const hint = {
      vi: `Viết has(data.${path}) && … hoặc đưa ${path} vào data.required`,
      en: `Write has(data.${path}) && … or list ${path} in data.required`,
    };
    throw fault(
      'CONDITION_FIELD_OPTIONAL',
      node,
      `data.${path} có thể không có trong hồ sơ`,
      `data.${path} may be missing from an application`,
      hint,
    );
  }
  walk.reads.add(path);
  return { expression: { op: 'field', path }, type: TYPE_OF[found.type] };
}

function pathOf(node: ASTNode): string {
  if (node.op !== '.') throw notAllowed(node);
  const [of, name] = node.args;
  if (of.op !== 'id' || of.args !== 'data')
    throw fault('CONDITION_UNKNOWN_FIELD', node, 'điều kiện chỉ đọc data.<tên trường>', 'a condition reads data.<field> only');
  return name;
}

function bool(walk: Walk, node: ASTNode, known: Known): Expression {
  const { expression, type } = lower(walk, node, known);
  if (type !== 'bool') throw mismatch(node, type, 'bool');
  return expression;
}

function negation(walk: Walk, node: ASTNode, known: Known): Typed {
  const { expression, type } = lower(walk, node, known);
  if (type !== 'int' && type !== 'double') throw mismatch(node, type, 'int');
  return { expression: { op: 'negate', of: expression }, type };
}

function junction(walk: Walk, op: '&&' | '||', [left, right]: [ASTNode, ASTNode], known: Known): Typed {
  const before = bool(walk, left, known);
  const after = bool(walk, right, new Set([...known, ...shownBy(before, op === '&&')]));
  return { expression: { op: op === '&&' ? 'and' : 'or', left: before, right: after }, type: 'bool' };
}

/** Fields that are there once the expression has turned out true (or, for `truth` false, once it has turned out false). */
function shownBy(expression: Expression, truth: boolean): string[] {
  if (expression.op === 'has') return truth ? [expression.path] : [];
  if (expression.op === 'not') return shownBy(expression.of, !truth);
  if (expression.op === (truth ? 'and' : 'or')) return [...shownBy(expression.left, truth), ...shownBy(expression.right, truth)];
  return [];
}

function choice(walk: Walk, node: ASTNode, [test, yes, no]: [ASTNode, ASTNode, ASTNode], known: Known): Typed {
  const tested = bool(walk, test, known);
  const then = lower(walk, yes, new Set([...known, ...shownBy(tested, true)]));
  const otherwise = lower(walk, no, new Set([...known, ...shownBy(tested, false)]));
  if (then.type !== otherwise.type) throw mismatch(node, otherwise.type, then.type);
  return { expression: { op: 'if', test: tested, then: then.expression, else: otherwise.expression }, type: then.type };
}

function membership(walk: Walk, node: ASTNode, [of, list]: [ASTNode, ASTNode], known: Known): Typed {
  if (list.op !== 'list') throw notAllowed(node);
  const wanted = lower(walk, of, known);
  const entries = list.args.map((each) => {
    const entry = lower(walk, each, known);
    if (entry.type !== wanted.type) throw mismatch(each, entry.type, wanted.type);
    return entry.expression;
  });
  return { expression: { op: 'in', of: wanted.expression, list: entries }, type: 'bool' };
}

function call(walk: Walk, node: ASTNode, name: string, args: readonly ASTNode[], known: Known): Typed {
  if (name === 'has' && args.length === 1) return presence(walk, args[0]!);
  if (name === 'size' && args.length === 1) return sizeOf(walk, args[0]!, known);
  if ((name === 'min' || name === 'max') && (args.length === 2 || args.length === 3)) {
    const of = args.map((each) => {
      const { expression, type } = lower(walk, each, known);
      if (type !== 'int') throw mismatch(each, type, 'int');
      return expression;
    });
    return { expression: { op: name, of }, type: 'int' };
  }
  throw notAllowed(node, name);
}

function presence(walk: Walk, node: ASTNode): Typed {
  const path = pathOf(node);
  if (!Object.hasOwn(walk.scope.fields, path)) throw unknownField(node, path, Object.keys(walk.scope.fields));
  if (walk.scope.fields[path]!.personal)
    throw fault(
      'CONDITION_PERSONAL',
      node,
      `data.${path} là dữ liệu cá nhân; điều kiện không được đọc`,
      `data.${path} is personal data; conditions must not read it`,
    );
  walk.reads.add(path);
  return { expression: { op: 'has', path }, type: 'bool' };
}

function sizeOf(walk: Walk, node: ASTNode, known: Known): Typed {
  const { expression, type } = lower(walk, node, known);
  if (type !== 'string') throw mismatch(node, type, 'string');
  return { expression: { op: 'size', of: expression }, type: 'int' };
}

type Operator = '==' | '!=' | '<' | '<=' | '>' | '>=' | '+' | '-' | '*' | '/' | '%';

function binary(walk: Walk, node: ASTNode, op: Operator, [leftNode, rightNode]: [ASTNode, ASTNode], known: Known): Typed {
  const left = lower(walk, leftNode, known);
  const right = lower(walk, rightNode, known);
  if (left.type !== right.type) throw mismatch(rightNode, right.type, left.type);
  if (!OPERANDS[op].includes(left.type)) {
    throw fault(
      'CONDITION_TYPE',
      node,
      `"${op}" không dùng được với ${NAME[left.type].vi}`,
      `"${op}" cannot stand between ${NAME[left.type].en}s`,
    );
  }
  const type = '=!<>'.includes(op[0]!) ? 'bool' : left.type;
  return { expression: { op, left: left.expression, right: right.expression }, type };
}

/** Numbers that are not whole are not divided: the tree does not say which division is meant. */
const OPERANDS: Readonly<Record<Operator, readonly ValueType[]>> = {
  '==': ['bool', 'int', 'double', 'string'],
  '!=': ['bool', 'int', 'double', 'string'],
  '<': ['int', 'double', 'string'],
  '<=': ['int', 'double', 'string'],
  '>': ['int', 'double', 'string'],
  '>=': ['int', 'double', 'string'],
  '+': ['int', 'double', 'string'],
  '-': ['int', 'double'],
  '*': ['int', 'double'],
  '/': ['int'],
  '%': ['int'],
};

const NAME: Readonly<Record<ValueType, Text>> = {
  bool: { vi: 'đúng/sai', en: 'true/false value' },
  int: { vi: 'số nguyên', en: 'whole number' },
  double: { vi: 'số thập phân', en: 'decimal number' },
  string: { vi: 'văn bản', en: 'text' },
};

/** Why a thing known to CEL is not allowed here; the list only feeds the message. */
const REASONS: Readonly<Record<string, Text>> = {
  matches: { vi: 'biểu thức chính quy có thể chạy không dứt', en: 'a regular expression can run for hours' },
  now: { vi: 'điều kiện không được đọc đồng hồ', en: 'a condition must not read the clock' },
  timestamp: { vi: 'điều kiện không được đọc đồng hồ', en: 'a condition must not read the clock' },
  duration: { vi: 'điều kiện không được đọc đồng hồ', en: 'a condition must not read the clock' },
  exists: { vi: 'điều kiện không có vòng lặp', en: 'a condition has no loops' },
  all: { vi: 'điều kiện không có vòng lặp', en: 'a condition has no loops' },
  map: { vi: 'điều kiện không có vòng lặp', en: 'a condition has no loops' },
  filter: { vi: 'điều kiện không có vòng lặp', en: 'a condition has no loops' },
  exists_one: { vi: 'điều kiện không có vòng lặp', en: 'a condition has no loops' },
};

function notAllowed(node: ASTNode, name = node.op === 'rcall' ? node.args[0] : String(node.op)): Fault {
  const reason = REASONS[name];
  const hint = {
    vi: 'Dùng được: data.<trường>, has(), size(), min(), max(), in [..], && || ! ?:, == != < <= > >=, + - * / %',
    en: 'Allowed: data.<field>, has(), size(), min(), max(), in [..], && || ! ?:, == != < <= > >=, + - * / %',
  };
  return fault(
    'CONDITION_NOT_ALLOWED',
    node,
    `"${name}" không dùng được trong điều kiện${reason ? `: ${reason.vi}` : ''}`,
    `"${name}" cannot be used in a condition${reason ? `: ${reason.en}` : ''}`,
    hint,
  );
}

function unknownField(node: ASTNode, path: string, known: readonly string[]): Fault {
  const near = nearest(path, known);
  const hint = near
    ? { vi: `Ý bạn là data.${near}?`, en: `Did you mean data.${near}?` }
    : { vi: `Các trường: ${known.join(', ') || '(không có)'}`, en: `Fields: ${known.join(', ') || '(none)'}` };
  return fault(
    'CONDITION_UNKNOWN_FIELD',
    node,
    `data.${path} không có trong data.properties`,
    `data.${path} is not in data.properties`,
    hint,
  );
}

function mismatch(node: ASTNode, found: ValueType, wanted: ValueType): Fault {
  return fault(
    'CONDITION_TYPE',
    node,
    `đây là ${NAME[found].vi}; cần ${NAME[wanted].vi}`,
    `this is a ${NAME[found].en}; expected a ${NAME[wanted].en}`,
  );
}

function fault(code: DefinitionCode, node: ASTNode, vi: string, en: string, hint?: Text): Fault {
  return new Fault({ code, offset: node.start, message: { vi, en }, ...(hint && { hint }) });
}
