import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { ProcedureDefinition } from '../../../domain/procedure/definition.js';
import { graphOf } from '../../../domain/procedure/flow-graph.js';
import type { Leg } from '../../../domain/procedure/plan.js';
import { waysFromReception } from '../../../domain/proofs/ways-from-reception.js';

function waysOf(code: string): string[] {
  const { steps, term, ...rest } = parse(readFileSync(`definitions/procedures/${code}.procedure.yaml`, 'utf8')) as ProcedureDefinition;
  return waysFromReception(graphOf({ ...rest, term, steps }), term.starts).map((legs) => legs.map(words).join(' → '));
}

const words = (leg: Leg): string =>
  'step' in leg ? leg.step : `(${leg.parallel.map((branch) => branch.map(words).join(' → ')).join(' ∥ ')})`;

describe('the ways promised at reception', () => {
  it('begin where the term does: a mortgage is not counted before the land office has it', () => {
    expect(new Set(waysOf('1.011441'))).toEqual(new Set(['check → record → sign']));
  });

  it('are counted on paper, too, where papers go one way after the other', () => {
    const first = 'post-result → prepare-referral';
    expect(waysOf('1.013978').slice(-2)).toEqual([`receive → (extract ∥ verify) → ${first}`, `receive → extract → verify → ${first}`]);
  });
});
