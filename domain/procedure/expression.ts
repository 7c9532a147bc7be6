/**
 * A condition after checking: CEL lowered to a closed tree. Only what this type can say can run; there is no clock, no randomness, no
 * regular expression and no loop in it.
 */
export type Expression =
  | { readonly op: 'literal'; readonly value: Scalar }
  /** A field of the application data, after the leading `data.`. */
  | { readonly op: 'field'; readonly path: string }
  | { readonly op: 'has'; readonly path: string }
  | { readonly op: 'not' | 'negate'; readonly of: Expression }
  | { readonly op: BinaryOperator; readonly left: Expression; readonly right: Expression }
  | { readonly op: 'if'; readonly test: Expression; readonly then: Expression; readonly else: Expression }
  | { readonly op: 'in'; readonly of: Expression; readonly list: readonly Expression[] }
  | { readonly op: 'size'; readonly of: Expression }
  | { readonly op: 'min' | 'max'; readonly of: readonly Expression[] };

export type BinaryOperator = 'and' | 'or' | '==' | '!=' | '<' | '<=' | '>' | '>=' | '+' | '-' | '*' | '/' | '%';

/** Integers are whole and safe; money is whole đồng. */
export type Scalar = boolean | number | string;
