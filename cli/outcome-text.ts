import type { TimelineEntry } from '../domain/simulate/timeline.js';

/** How a scenario went. */
export interface Outcome {
  readonly file: string;
  readonly name: string;
  readonly timeline: readonly TimelineEntry[];
  readonly mismatches: readonly { readonly line: number; readonly expected: string; readonly found: string }[];
  /** Why it was not played; absent when it was. */
  readonly skipped?: string;
}

/** The outcome for people: a line, what happened unless `quiet`, and what is not as expected. */
export function outcomeText({ file, name, timeline, mismatches, skipped }: Outcome, quiet: boolean): string {
  if (skipped !== undefined) return `– ${name} (${file}): ${skipped}`;
  const told = quiet ? [] : timeline.map(({ at, by, fact }) => `  ${at.replace('T', ' ')}  ${(by ?? '—').padEnd(14)} ${fact}`);
  const wrong = mismatches.map(({ line, expected, found }) => `${file}:${line} expected ${expected}\n    found ${found}`);
  return [`${mismatches.length === 0 ? '✓' : '✗'} ${name} (${file})`, ...told, ...wrong].join('\n');
}

/** `3 passed, 1 failed`. */
export function summary(outcomes: readonly Outcome[]): string {
  const failed = outcomes.filter(({ mismatches }) => mismatches.length > 0).length;
  const skipped = outcomes.filter((outcome) => outcome.skipped !== undefined).length;
  return `${outcomes.length - failed - skipped} passed, ${failed} failed${skipped > 0 ? `, ${skipped} not played` : ''}`;
}
