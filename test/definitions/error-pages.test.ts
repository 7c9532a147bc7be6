import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { validateCalendar } from '../../domain/calendar/validate-calendar.js';
import type { Calendar } from '../../domain/calendar/calendar.js';
import { DEFINITION_CODES } from '../../domain/procedure/problem-codes.js';
import { fixturesOf, ruleFolders } from '../domain/rules/fixture.js';
import { LOAD_CASES, sampleText } from './load-cases.js';

const PAGES = join(process.cwd(), 'docs/errors');

/** Codes the command line alone produces; `check-command.test.ts` does so. */
const BY_THE_COMMAND = ['FILE_UNREADABLE'];

/** Codes the schema refuses first when the calendar comes from a file; the calendar check alone produces them. */
function codesOfCalendars(): string[] {
  const calendar = parse(sampleText('calendar')) as Calendar;
  const wrong: Calendar[] = [
    { ...calendar, coversThrough: '31/12/2026' },
    { ...calendar, week: { ...calendar.week, monday: [{ from: '7h30', to: '11h30' }] } },
  ];
  return wrong.flatMap((each) => validateCalendar(each)).map((each) => each.code);
}

function producedCodes(): Set<string> {
  const byRules = ruleFolders().flatMap((rule) =>
    fixturesOf(rule).flatMap(({ fixture }) => (fixture.problems ?? []).map((each) => each.code)),
  );
  const byLoading = LOAD_CASES.flatMap(({ problems }) => problems.map((each) => each.split(' ')[1]!));
  return new Set([...byRules, ...byLoading, ...codesOfCalendars(), ...BY_THE_COMMAND]);
}

describe('codes of definitions', () => {
  it.each(DEFINITION_CODES)('%s has a page: what, why, wrong and right, in both languages', (code) => {
    const file = join(PAGES, `${code}.md`);
    expect(existsSync(file)).toBe(true);
    const page = readFileSync(file, 'utf8');
    expect(page.startsWith(`# ${code}\n`)).toBe(true);
    expect(page).toMatch(/Sai \/ wrong:[\s\S]*```[\s\S]*Đúng \/ right:[\s\S]*```/);
  });

  it('each is produced by an input, and every input produces a known one', () => {
    expect([...producedCodes()].sort()).toEqual([...DEFINITION_CODES].sort());
  });
});

describe('pages of errors', () => {
  it('are named like codes', () => {
    expect(readdirSync(PAGES).filter((name) => !/^[A-Z][A-Z0-9_]*\.md$/.test(name))).toEqual([]);
  });
});
