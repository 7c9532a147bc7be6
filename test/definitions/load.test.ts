import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { loadFile } from '../../definitions/load/load-file.js';
import type { Surroundings } from '../../definitions/load/load-procedure.js';
import { SAY } from '../../definitions/load/schema-messages.js';
import { SCHEMAS } from '../../definitions/schema/kinds.js';
import type { OrganisationDefinition, RegimeDefinition } from '../../domain/procedure/definition.js';
import { LOAD_CASES, sampleText, textOf } from './load-cases.js';

const surroundings: Surroundings = {
  regimes: { sample: parse(sampleText('regime')) as RegimeDefinition },
  calendars: ['vn'],
  organisation: parse(sampleText('organisation')) as OrganisationDefinition,
};

describe('loading', () => {
  it.each(['procedure', 'regime', 'organisation', 'calendar', 'scenario'] as const)('the sample %s loads', (sample) => {
    expect(loadFile(sampleText(sample), surroundings)).toEqual([]);
  });

  it.each(LOAD_CASES.map((each) => [each.name, each] as const))('%s is refused with its place', (_name, each) => {
    const found = loadFile(textOf(each), surroundings).map(({ line, column, code, message }) => `${line}:${column} ${code} ${message.en}`);
    expect(found).toEqual(each.problems);
  });

  it('says everything in Vietnamese too', () => {
    const texts = LOAD_CASES.flatMap((each) => loadFile(textOf(each), surroundings));
    expect(texts.filter(({ message }) => message.vi === '' || message.vi === message.en)).toEqual([]);
  });

  it('guesses what was meant', () => {
    const hints = LOAD_CASES.flatMap((each) => loadFile(textOf(each), surroundings)).flatMap(({ hint }) => hint?.en ?? []);
    expect(hints).toEqual(
      expect.arrayContaining([
        'Did you mean "may"?',
        'Did you mean "task"?',
        'Did you mean "Procedure"?',
        'Did you mean data.kinship?',
        'Write it in quotes: "1.013831"',
        'Write it in quotes: "08"',
      ]),
    );
  });

  it.each([
    '',
    '# nothing',
    '[]',
    'a',
    '- 1',
    'null',
    '{',
    '\u0000',
    '%YAML 9',
    '&a [*a]',
    '? [a, b]\n: c',
    '<<: *x',
    '!!js/function x',
    'kind: {}',
    'kind: Procedure',
  ])('takes %j without falling over', (text) => {
    expect(loadFile(text, surroundings).length).toBeGreaterThan(0);
  });

  it('has words for every keyword the schemas use', () => {
    const silent = ['$ref', '$schema', '$defs', 'properties', 'allOf', 'if', 'then', 'items', 'description', 'title'];
    const keywords = new Set(Object.values(SCHEMAS).flatMap((schema) => keywordsOf(JSON.parse(JSON.stringify(schema)))));
    expect([...keywords].filter((each) => !silent.includes(each) && !(each in SAY))).toEqual([]);
  });
});

function keywordsOf(schema: unknown): string[] {
  if (Array.isArray(schema)) return schema.flatMap(keywordsOf);
  if (typeof schema !== 'object' || schema === null) return [];
  return Object.entries(schema).flatMap(([key, value]) => {
    if (key === 'properties' || key === '$defs') return [key, ...Object.values(value as object).flatMap(keywordsOf)];
    if (key === 'dependentRequired') return [key];
    return [key, ...keywordsOf(value)];
  });
}
