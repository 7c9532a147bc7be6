import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { mermaidOf } from '../../definitions/compile/mermaid.js';
import { loadProcedure, type LoadedProcedure } from '../../definitions/load/load-procedure.js';
import { canonical } from '../../domain/canonical.js';
import { catalogueSurroundings, procedureFiles } from './catalogue-files.js';

/** `UPDATE_PLANS=1` writes the golden plans again; the difference is then read in review. */
const update = process.env['UPDATE_PLANS'] === '1';
const surroundings = await catalogueSurroundings();

function load(text: string): LoadedProcedure {
  const loaded = loadProcedure(text, surroundings);
  if (!loaded.ok) throw new Error(loaded.problems.map((each) => each.message.en).join('\n'));
  return loaded;
}

describe.each(procedureFiles)('the plan of $code', ({ code, text }) => {
  const golden = join(process.cwd(), 'test/plans', `${code}.plan.json`);

  it('is the golden one', () => {
    const { plan, planHash } = load(text);
    const found = `${JSON.stringify({ planHash, plan }, null, 2)}\n`;
    if (update) writeFileSync(golden, found);
    expect(JSON.parse(found)).toEqual(JSON.parse(readFileSync(golden, 'utf8')));
  });

  it('has no warning', () => {
    expect(load(text).warnings).toEqual([]);
  });

  it('is the same read back from its canonical text, key for key', () => {
    const { plan } = load(text);
    expect(JSON.stringify(JSON.parse(canonical(plan)))).toBe(JSON.stringify(plan));
  });

  it('cannot be changed', () => {
    const { plan } = load(text);
    expect(() => Object.assign(plan.steps, { more: 1 })).toThrow(TypeError);
  });

  it('carries no label and no personal field', () => {
    const { plan, definition } = load(text);
    const personal = Object.entries(definition.data?.properties ?? {}).filter(([, field]) => field.personal);
    expect(personal.filter(([name]) => name in plan.choices)).toEqual([]);
    expect(JSON.stringify(plan)).not.toContain(definition.name.vi);
  });

  it('does not depend on comments, indentation or the order of keys within a step', () => {
    const { planHash } = load(text);
    expect(load(`# another comment\n${text}\n\n`).planHash).toBe(planHash);
  });

  it('can be drawn', () => {
    const drawing = mermaidOf(load(text).definition, 'vi');
    expect(drawing).toMatch(/^flowchart TD\n/);
    expect(drawing.split('\n').filter((line) => line.includes('undefined'))).toEqual([]);
  });
});
