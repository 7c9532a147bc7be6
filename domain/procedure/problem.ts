/** What is wrong with a definition, found by structure; rendering (command line, HTTP, editor) is done elsewhere. */

/** A text for people: Vietnamese first, English beside. */
export interface Text {
  readonly vi: string;
  readonly en: string;
}

export type Severity = 'error' | 'warning';

/** Keys from the root of the document to the place. */
export type Path = readonly (string | number)[];

/** A finding that knows its place by path only; the loader adds line and column. */
export interface Finding {
  /** Stable, one of `problem-codes.ts`; has a page under `docs/errors/`. */
  readonly code: string;
  readonly severity: Severity;
  readonly path: Path;
  readonly message: Text;
  readonly hint?: Text;
  /** `key`: the finding is about the key at the path, not about its value. */
  readonly at?: 'key';
  /** Characters into a scalar at which the finding lies (conditions). */
  readonly offset?: number;
}

/** A finding with its place in the file, both counted from 1. */
export interface Problem {
  readonly code: string;
  readonly severity: Severity;
  /** `steps.appraise.term.length`. */
  readonly path: string;
  readonly line: number;
  readonly column: number;
  readonly message: Text;
  readonly hint?: Text;
}

/** `['steps', 'ask', 'of', 0]` as `steps.ask.of[0]`; the root as `(file)`. */
export function pathText(path: Path): string {
  if (path.length === 0) return '(file)';
  return path.map((part, index) => (typeof part === 'number' ? `[${part}]` : index === 0 ? part : `.${part}`)).join('');
}
