import { describe, expect, it } from '@jest/globals';
import { RULES } from '../../../domain/rules/all.js';
import { pathText } from '../../../domain/procedure/problem.js';
import { run } from '../../../domain/rules/rule.js';
import { fixturesOf, loadFixture, modelOf, ruleFolders } from './fixture.js';

describe('every rule', () => {
  it('has a folder of fixtures, and every folder a rule', () => {
    expect(ruleFolders().sort()).toEqual(Object.keys(RULES).sort());
  });

  it('has a valid fixture and an invalid one', () => {
    for (const rule of Object.keys(RULES)) {
      const names = fixturesOf(rule).map((each) => each.name);
      expect([rule, names.includes('valid'), names.some((name) => name.startsWith('invalid-'))]).toEqual([rule, true, true]);
    }
  });
});

describe.each(Object.keys(RULES))('rule %s', (rule) => {
  it.each(fixturesOf(rule).map(({ name, fixture }) => [name, fixture.because, fixture] as const))('%s: %s', (name, _because, fixture) => {
    const found = run([RULES[rule]!], modelOf(fixture)).map(({ code, severity, path, message }) => ({
      code,
      severity,
      path: pathText(path),
      ...message,
    }));
    expect(found).toEqual(name === 'valid' ? [] : fixture.problems);
  });

  it('lets the valid fixture through the whole loader', () => {
    const { fixture } = fixturesOf(rule).find((each) => each.name === 'valid')!;
    const loaded = loadFixture(fixture);
    expect(loaded.ok ? [] : loaded.problems).toEqual([]);
  });
});
