import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { computeDue, dueAt } from '../../../domain/clock/due.js';
import type { Suspension, TermRun, TermUnit } from '../../../domain/clock/term.js';
import { formatInstant } from '../../../domain/time/civil-time.js';
import { VN, at } from './calendar-vn.js';

interface Vector {
  readonly name?: string;
  readonly start: string;
  readonly length: number;
  readonly unit: TermUnit;
  readonly cutOff?: string;
  readonly extension?: number;
  readonly suspensions?: readonly { readonly from: string; readonly to: string | null; readonly policy: Suspension['policy'] }[];
  readonly due: string | null;
}

const OWN = 'test/vectors/clock.json';
const SHARED = '../shared/vectors/clock.json';
const { vectors } = JSON.parse(readFileSync(OWN, 'utf8')) as { readonly vectors: readonly Vector[] };

describe('the vectors of an independent implementation', () => {
  it.each(vectors.map((vector, index) => [vector.name ?? `vector ${index}`, vector] as const))('%s', (_name, vector) => {
    const run = runOf(vector);
    const ledger = computeDue(VN, run);
    expect(ledger.dueAt === null ? null : formatInstant(ledger.dueAt, '+07:00')).toBe(vector.due);
    expect(dueAt(VN, run)).toBe(ledger.dueAt);
  });

  (existsSync(SHARED) ? it : it.skip)('are the same file as the shared one', () => {
    expect(JSON.parse(readFileSync(OWN, 'utf8'))).toEqual(JSON.parse(readFileSync(SHARED, 'utf8')));
  });
});

function runOf(vector: Vector): TermRun {
  return {
    term: { length: vector.length, unit: vector.unit },
    start: at(vector.start),
    ...(vector.cutOff && { cutOff: { at: vector.cutOff, effect: 'count' } }),
    ...(vector.extension && { extension: vector.extension }),
    suspensions: (vector.suspensions ?? []).map((each) => ({ ...each, from: at(each.from), to: each.to === null ? null : at(each.to) })),
  };
}
