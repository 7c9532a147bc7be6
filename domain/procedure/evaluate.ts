import type { BinaryOperator, Expression, Scalar } from './expression.js';

export type Choices = Readonly<Record<string, Scalar>>;

/** A condition met a field the dossier does not have, a division by zero, or a number too large to be exact. */
export class EvaluationError extends Error {
  override readonly name = 'EvaluationError';
}

/** The value of a checked condition for the dossier's data. Pure. Integers divide towards zero, as in CEL. Throws EvaluationError. */
export function evaluate(expression: Expression, choices: Choices): Scalar {
  switch (expression.op) {
    case 'literal':
      return expression.value;
    case 'field':
      return field(choices, expression.path);
    case 'has':
      return Object.hasOwn(choices, expression.path);
    case 'not':
      return evaluate(expression.of, choices) !== true;
    case 'negate':
      return whole(0 - number(evaluate(expression.of, choices)));
    case 'if':
      return evaluate(evaluate(expression.test, choices) === true ? expression.then : expression.else, choices);
    case 'in':
      return membership(expression.of, expression.list, choices);
    case 'size':
      return [...String(evaluate(expression.of, choices))].length;
    case 'min':
    case 'max':
      return Math[expression.op](...expression.of.map((each) => number(evaluate(each, choices))));
    default:
      return binary(expression.op, expression.left, expression.right, choices);
  }
}

function field(choices: Choices, path: string): Scalar {
  const value = Object.hasOwn(choices, path) ? choices[path] : undefined;
  if (value === undefined) throw new EvaluationError(`no value for ${path}`);
  return value;
}

/** The whole list is evaluated: an entry that fails makes the test fail, found before it or not. */
function membership(of: Expression, list: readonly Expression[], choices: Choices): boolean {
  const value = evaluate(of, choices);
  return list.map((each) => evaluate(each, choices)).includes(value);
}

function binary(op: BinaryOperator, leftSide: Expression, rightSide: Expression, choices: Choices): Scalar {
  if (op === 'and') return either(leftSide, rightSide, false, choices);
  if (op === 'or') return either(leftSide, rightSide, true, choices);
  return OPERATORS[op](evaluate(leftSide, choices), evaluate(rightSide, choices));
}

/** `and` is decided by one false side, `or` by one true side, even when the other side cannot be evaluated (CEL, "Logical operators"). */
function either(leftSide: Expression, rightSide: Expression, deciding: boolean, choices: Choices): Scalar {
  let failure: Error | undefined;
  for (const side of [leftSide, rightSide]) {
    try {
      if (evaluate(side, choices) === deciding) return deciding;
    } catch (error) {
      failure ??= error as Error;
    }
  }
  if (failure) throw failure;
  return !deciding;
}

const OPERATORS: Readonly<Record<Exclude<BinaryOperator, 'and' | 'or'>, (left: Scalar, right: Scalar) => Scalar>> = {
  '==': (left, right) => left === right,
  '!=': (left, right) => left !== right,
  '<': (left, right) => left < right,
  '<=': (left, right) => left <= right,
  '>': (left, right) => left > right,
  '>=': (left, right) => left >= right,
  '+': (left, right) => (typeof left === 'string' ? left + String(right) : whole(number(left) + number(right))),
  '-': (left, right) => whole(number(left) - number(right)),
  '*': (left, right) => whole(number(left) * number(right)),
  '/': (left, right) => whole(Math.trunc(number(left) / divisor(right))),
  '%': (left, right) => whole(number(left) % divisor(right)),
};

function divisor(value: Scalar): number {
  const divided = number(value);
  if (divided === 0) throw new EvaluationError('division by zero');
  return divided;
}

/** Whole numbers stay exact; there is one zero. */
function whole(value: number): number {
  if (Number.isInteger(value) && !Number.isSafeInteger(value)) throw new EvaluationError(`${value} is too large`);
  return value === 0 ? 0 : value;
}

function number(value: Scalar): number {
  if (typeof value !== 'number') throw new EvaluationError(`${String(value)} is not a number`);
  return value;
}
