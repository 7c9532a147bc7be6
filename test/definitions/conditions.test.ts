import { Environment } from '@marcbachmann/cel-js';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { lowerCondition, type ConditionScope } from '../../definitions/load/conditions.js';
import { evaluate, EvaluationError, type Choices } from '../../domain/procedure/evaluate.js';
import type { Scalar } from '../../domain/procedure/expression.js';

const label = { vi: 'x' };
const scope: ConditionScope = {
  fields: {
    kinship: { type: 'boolean', label },
    price: { type: 'integer', label },
    kind: { type: 'string', label },
    floors: { type: 'integer', label },
    owner: { type: 'string', label, personal: true },
  },
  required: new Set(['kinship', 'price', 'kind']),
};

function valueOf(text: string, choices: Choices): Scalar {
  for (const wanted of ['bool', 'int'] as const) {
    const result = lowerCondition(text, scope, wanted);
    if ('expression' in result) return evaluate(result.expression, choices);
  }
  throw new Error(`neither bool nor int: ${text}`);
}

describe('conditions', () => {
  it.each([
    ['-7 / 2', -3],
    ['-7 % 3', -1],
    ['7 / -2', -3],
    ['size("ắn 😀")', 4],
    ['min(200000, 2000 * data.price)', 6000],
    ['max(1, data.price, 2)', 3],
    ['has(data.floors) && data.floors >= 7', false],
    ['!has(data.floors) || data.floors >= 7', true],
    ['has(data.floors) ? data.floors : 0', 0],
    ['data.kind in ["gift", "sale"]', true],
    ['"a" + data.kind == "agift"', true],
    ['data.kinship ? 1 : 2', 2],
  ])('%s is %j', (text, expected) => {
    expect(valueOf(text, { kinship: false, price: 3, kind: 'gift' })).toBe(expected);
  });

  it('a field of the prototype is no field', () => {
    expect(lowerCondition('data.constructor == "x"', scope, 'bool')).toMatchObject({ code: 'CONDITION_UNKNOWN_FIELD' });
    expect(() => evaluate({ op: 'field', path: 'toString' }, {})).toThrow(EvaluationError);
    expect(evaluate({ op: 'has', path: 'constructor' }, {})).toBe(false);
  });

  it.each(['data.price / 0', 'data.price % 0', '9007199254740991 + data.price', '9007199254740991 * data.price'])(
    '%s fails and does not lie',
    (text) => {
      const lowered = lowerCondition(text, scope, 'int');
      if (!('expression' in lowered)) throw new Error(lowered.message.en);
      expect(() => evaluate(lowered.expression, { price: 3 })).toThrow(EvaluationError);
    },
  );

  it.each([
    'data[data.kind]',
    'data["price"] > 1',
    '[1, 2]',
    '{"a": 1}.a == 1',
    'data',
    'timestamp("2026-01-01T00:00:00Z") > timestamp("2025-01-01T00:00:00Z")',
    'dyn(data.price) == 1',
    'type(data.price) == int',
    'null == null',
    'b"a" == b"a"',
    'data.kind.startsWith("g")',
    '1u == 1u',
    'true ? 1 : "a"',
    '1 == 1.0',
    'data.price == "3"',
    'data.kind > 3',
    '-data.kind',
    '!data.price',
    '1.5 / 2.0 > 0.0',
    '9223372036854775807 == 1',
  ])('%s is refused', (text) => {
    expect(lowerCondition(text, scope, 'bool')).toHaveProperty('code');
  });

  it('reads are the fields that may enter the workflow', () => {
    expect(lowerCondition('data.kinship || has(data.floors) && data.price > 1', scope, 'bool')).toMatchObject({
      reads: ['floors', 'kinship', 'price'],
    });
  });

  it('a condition nested without end is refused', () => {
    expect(lowerCondition(`${'('.repeat(500)}data.kinship${')'.repeat(500)}`, scope, 'bool')).toMatchObject({ code: 'CONDITION_SYNTAX' });
    expect(lowerCondition(Array(600).fill('data.kinship').join(' && '), scope, 'bool')).toMatchObject({ code: 'CONDITION_SYNTAX' });
  });
});

const integer = fc.integer({ min: -50, max: 50 });
const { bool } = fc.letrec<{ bool: string; int: string; text: string }>((tie) => ({
  int: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    integer.map((each) => (each < 0 ? `(${each})` : String(each))),
    fc.constant('data.price'),
    fc.tuple(tie('int'), fc.constantFrom('+', '-', '*', '/', '%'), tie('int')).map(([a, op, b]) => `(${a} ${op} ${b})`),
    fc.tuple(tie('bool'), tie('int'), tie('int')).map(([test, a, b]) => `(${test} ? ${a} : ${b})`),
    fc.tuple(fc.constantFrom('min', 'max'), tie('int'), tie('int')).map(([name, a, b]) => `${name}(${a}, ${b})`),
    tie('text').map((each) => `size(${each})`),
  ),
  text: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    fc.constantFrom('"gift"', '"Bán"', '""', '"😀"'),
    fc.constant('data.kind'),
    fc.tuple(tie('text'), tie('text')).map(([a, b]) => `(${a} + ${b})`),
  ),
  bool: fc.oneof(
    { maxDepth: 5, withCrossShrink: true },
    fc.constantFrom('true', 'false', 'data.kinship', 'has(data.floors)'),
    fc.tuple(tie('int'), fc.constantFrom('==', '!=', '<', '<=', '>', '>='), tie('int')).map(([a, op, b]) => `(${a} ${op} ${b})`),
    fc.tuple(tie('text'), fc.constantFrom('==', '!=', '<', '>='), tie('text')).map(([a, op, b]) => `(${a} ${op} ${b})`),
    fc.tuple(tie('bool'), fc.constantFrom('&&', '||'), tie('bool')).map(([a, op, b]) => `(${a} ${op} ${b})`),
    fc.tuple(tie('int'), fc.array(tie('int'), { minLength: 1, maxLength: 3 })).map(([a, list]) => `(${a} in [${list.join(', ')}])`),
    tie('bool').map((each) => `!${each}`),
  ),
}));

describe('the evaluator in the workflow', () => {
  it('agrees with cel-js on every generated condition, failures included', () => {
    fc.assert(
      fc.property(
        bool,
        fc.record({ kinship: fc.boolean(), price: integer, kind: fc.constantFrom('gift', 'sale', 'Bán', '') }),
        fc.option(integer, { nil: undefined }),
        (text, base, floors) => {
          const choices: Choices = { ...base, ...(floors !== undefined && { floors }) };
          const lowered = lowerCondition(text, scope, 'bool');
          if (!('expression' in lowered)) throw new Error(`${text}: ${lowered.message.en}`);
          expect(attempt(() => evaluate(lowered.expression, choices))).toBe(attempt(() => celValue(text, choices)));
        },
      ),
      { numRuns: 1500 },
    );
  });
});

function celValue(text: string, choices: Choices): unknown {
  const environment = new Environment()
    .registerVariable({ name: 'data', schema: { kinship: 'bool', price: 'int', kind: 'string', floors: 'int' } })
    .registerFunction('min(int, int): int', (a: bigint, b: bigint) => (a < b ? a : b))
    .registerFunction('max(int, int): int', (a: bigint, b: bigint) => (a > b ? a : b));
  const data = Object.fromEntries(Object.entries(choices).map(([key, value]) => [key, typeof value === 'number' ? BigInt(value) : value]));
  return environment.evaluate(text, { data });
}

function attempt(run: () => unknown): unknown {
  try {
    return run();
  } catch {
    return 'fails';
  }
}
