import type { BinaryOperator, Expression, Scalar } from './expression.js';

export type Choices = Readonly<Record<string, Scalar>>;

/** A condition met a field the dossier does not have, or a division by zero. */
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
      return expression.path in choices;
    case 'not':
      return evaluate(expression.of, choices) !== true;
    case 'negate':
      return -number(evaluate(expression.of, choices));
    case 'if':
      return evaluate(evaluate(expression.test, choices) === true ? expression.then : expression.else, choices);
    case 'in':
      return expression.list.some((each) => evaluate(each, choices) === evaluate(expression.of, choices));
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
  const value = choices[path];
  if (value === undefined) throw new EvaluationError(`no value for ${path}`);
  return value;
}

function binary(op: BinaryOperator, leftSide: Expression, rightSide: Expression, choices: Choices): Scalar {
  const left = evaluate(leftSide, choices);
  if (op === 'and' && left !== true) return false;
  if (op === 'or' && left === true) return true;
  return OPERATORS[op](left, evaluate(rightSide, choices));
}

const OPERATORS: Readonly<Record<BinaryOperator, (left: Scalar, right: Scalar) => Scalar>> = {
  and: (_left, right) => right === true,
  or: (_left, right) => right === true,
  '==': (left, right) => left === right,
  '!=': (left, right) => left !== right,
  '<': (left, right) => left < right,
  '<=': (left, right) => left <= right,
  '>': (left, right) => left > right,
  '>=': (left, right) => left >= right,
  '+': (left, right) => (typeof left === 'string' ? left + String(right) : number(left) + number(right)),
  '-': (left, right) => number(left) - number(right),
  '*': (left, right) => number(left) * number(right),
  '/': (left, right) => Math.trunc(number(left) / divisor(right)),
  '%': (left, right) => number(left) % divisor(right),
};

function divisor(value: Scalar): number {
  const divided = number(value);
  if (divided === 0) throw new EvaluationError('division by zero');
  return divided;
}

function number(value: Scalar): number {
  if (typeof value !== 'number') throw new EvaluationError(`${String(value)} is not a number`);
  return value;
}
