import { describe, expect, it } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..', '..');

/** What the lint walls say about a file of this name with this text: one word per finding, the name of its rule. */
function findingsIn(name: string, text: string): string[] {
  const program = `
    import { ESLint } from 'eslint';
    import tseslint from 'typescript-eslint';
    // The text belongs to no project, so the rules that need types are left out.
    const eslint = new ESLint({ overrideConfig: [{ files: ['**/*.ts'], ...tseslint.configs.disableTypeChecked }] });
    const [{ messages }] = await eslint.lintText(process.argv[2], { filePath: process.argv[1] });
    process.stdout.write(JSON.stringify(messages.map(({ ruleId, message }) => ruleId ?? message)));
  `;
  const output = execFileSync(process.execPath, ['--input-type=module', '--eval', program, '--', name, text], {
    cwd: root,
    encoding: 'utf8',
  });
  return JSON.parse(output) as string[];
}

const FORBIDDEN = [
  'export const now = Date.now();',
  'export const now = new Date();',
  "export const day = new Date('2026-02-12T10:00');",
  'export const day = new Date(2026, 1, 12);',
  'export const hour = (at: Date): number => at.getHours();',
  "export const text = (at: Date): string => at.toLocaleDateString('vi');",
  "export const format = new Intl.DateTimeFormat('vi');",
  'export const lot = Math.random();',
  "export const zone = process.env['TZ'];",
].join('\n');

describe('the lint walls', () => {
  it.each(['domain/forbidden.ts', 'workflows/forbidden.ts'])(
    'refuse ambient time, zone, locale, chance and environment in %s',
    (name) => {
      const findings = findingsIn(name, FORBIDDEN);
      expect(findings.filter((rule) => rule === 'no-restricted-syntax').length).toBe(7);
      expect(findings.filter((rule) => rule === 'no-restricted-globals').length).toBe(2);
    },
    60_000,
  );

  it('let the edges read the clock', () => {
    expect(findingsIn('api/allowed.ts', 'export const now = Date.now();\n')).toEqual([]);
  }, 60_000);
});
