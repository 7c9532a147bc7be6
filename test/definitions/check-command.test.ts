import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { Command } from 'commander';
import { checkCommand, type FileCheck } from '../../cli/check.js';
import { compileCommand } from '../../cli/compile.js';
import { graphCommand } from '../../cli/graph.js';
import { budgetText } from '../../cli/history-budget.js';

const LAND = 'definitions/procedures/1.013831.procedure.yaml';
let printed: string[] = [];

beforeEach(() => {
  printed = [];
  jest.spyOn(console, 'log').mockImplementation((line: unknown) => void printed.push(String(line)));
  jest.spyOn(console, 'error').mockImplementation((line: unknown) => void printed.push(String(line)));
});
afterEach(() => {
  process.exitCode = undefined;
  jest.restoreAllMocks();
});

async function run(command: Command, ...args: string[]): Promise<{ out: string; exitCode: number }> {
  await command.parseAsync(args, { from: 'user' });
  return { out: printed.join('\n'), exitCode: Number(process.exitCode ?? 0) };
}

function broken(): string {
  const file = join(mkdtempSync(join(tmpdir(), 'motcua-check-')), 'broken.yaml');
  writeFileSync(file, 'apiVersion: motcua/v1\nkind: Procedur\n');
  return file;
}

describe('motcua check', () => {
  it('says that a right file is right', async () => {
    expect(await run(checkCommand(), LAND)).toEqual({ out: `${LAND}: Procedure đúng`, exitCode: 0 });
  });

  it('prints file, line, column, code, message and hint, and ends with 1', async () => {
    const file = broken();
    const { out, exitCode } = await run(checkCommand(), '--language', 'en', file);
    expect(out).toBe(
      `${file}:2:7 error KIND_UNKNOWN kind: Procedur; expected Regime | Procedure | Calendar | Organisation | Scenario\n    → Did you mean "Procedure"?`,
    );
    expect(exitCode).toBe(1);
  });

  it('prints the same as JSON', async () => {
    const { out } = await run(checkCommand(), '--json', broken());
    expect((JSON.parse(out) as FileCheck[])[0]?.problems[0]).toMatchObject({ code: 'KIND_UNKNOWN', line: 2, column: 7, severity: 'error' });
  });

  it('names a file that is not there', async () => {
    const { out, exitCode } = await run(checkCommand(), 'no-such-file.yaml');
    expect([out, exitCode]).toEqual(['no-such-file.yaml:1:1 error FILE_UNREADABLE không có tệp này', 1]);
  });
});

describe('motcua check --sweep', () => {
  /** The land transfer with fifteen calendar days in place of eight working days: enough, but not before Tết. */
  function shortBeforeTet(): string {
    const file = join(mkdtempSync(join(tmpdir(), 'motcua-check-')), 'tet.yaml');
    const text = readFileSync(LAND, 'utf8').replace('length: 8\n  unit: working days', 'length: 15\n  unit: calendar days');
    writeFileSync(file, text.replace(/^ {2}statutory:.*\n/m, ''));
    return file;
  }

  it('counts from every start slot and finds nothing in a term of working days', async () => {
    const { out, exitCode } = await run(checkCommand(), '--sweep', '--language', 'en', LAND);
    expect(out).toContain('start slots of 2023–2027, 0 where the legs need longer than the term');
    expect(exitCode).toBe(0);
  });

  it('lists the dates that break as a warning, which is no error', async () => {
    const file = shortBeforeTet();
    const { out, exitCode } = await run(checkCommand(), '--sweep', '--language', 'en', file);
    const lines = out.split('\n').slice(1);
    expect(lines[0]).toBe(`${file}: warning 6758 start slots of 2023–2027, 172 where the legs need longer than the term: first`);
    expect(lines[5]).toBe('    2026-02-05 – 2026-02-13 (34): received 2026-02-05T17:29, due 2026-02-23T17:30, legs end 2026-02-24T17:30');
    expect(exitCode).toBe(0);
  });

  it('gives counts and spans as JSON, and sweeps no file that has errors or is no procedure', async () => {
    const { out } = await run(checkCommand(), '--sweep', '--json', shortBeforeTet(), broken(), 'definitions/calendars/vn.calendar.yaml');
    const [swept, ...others] = JSON.parse(out) as FileCheck[];
    expect(swept?.sweep).toMatchObject({ years: { first: 2023, last: 2027 }, spans: expect.any(Array) });
    expect(swept!.sweep!.overruns).toBeGreaterThan(0);
    expect(others.map((each) => each.sweep)).toEqual([undefined, undefined]);
  });
});

describe('motcua check --history', () => {
  it('says how many events a dossier can cost, of procedures without errors only', async () => {
    const { out, exitCode } = await run(checkCommand(), '--history', '--language', 'en', LAND, 'definitions/calendars/vn.calendar.yaml');
    expect(out).toMatch(/: at most \d+ Temporal events; no fresh history is needed \(from 4096 on\)\n/);
    expect(out.match(/Temporal events/g)).toHaveLength(1);
    expect(exitCode).toBe(0);
  });

  it('names the steps at which a fresh history may begin, and gives the same as JSON', async () => {
    const file = join(mkdtempSync(join(tmpdir(), 'motcua-check-')), 'often.yaml');
    writeFileSync(file, readFileSync(LAND, 'utf8').replaceAll(/atMost: \d/g, 'atMost: 40'));
    const { out } = await run(checkCommand(), '--history', '--json', file, broken());
    const [often, wrong] = JSON.parse(out) as FileCheck[];
    expect(often!.history!.events).toBeGreaterThan(4096);
    expect(budgetText(file, often!.history!, 'en')).toContain(`may begin at ${often!.history!.freshAt.join(', ')}`);
    const fromTheLoopOn = ['refer-tax', 'correct-referral', 'pay-tax', 'register', 'record', 'sign', 'return-result'];
    expect(often!.history!.freshAt).toEqual(fromTheLoopOn);
    expect(wrong!.history).toBeUndefined();
  });
});

describe('motcua compile', () => {
  it('prints the plan and its hash', async () => {
    const { out } = await run(compileCommand(), '--json', LAND);
    expect(JSON.parse(out)).toMatchObject({ planHash: expect.stringMatching(/^[0-9a-f]{64}$/), plan: { code: '1.013831', format: 1 } });
  });

  it('prints the problems of a wrong file and ends with 1', async () => {
    expect(await run(compileCommand(), broken())).toMatchObject({ exitCode: 1, out: expect.stringContaining('KIND_UNKNOWN') });
  });
});

describe('motcua graph', () => {
  it('draws steps, branches and ways back', async () => {
    const { out } = await run(graphCommand(), LAND);
    expect(out).toContain('flowchart TD');
    expect(out).toContain('s_refer_tax');
  });

  it('prints what is wrong as JSON when asked for JSON', async () => {
    const { out, exitCode } = await run(graphCommand(), '--json', broken());
    expect(exitCode).toBe(1);
    expect(JSON.parse(out)).toMatchObject([{ line: expect.any(Number), code: expect.any(String) }]);
  });

  it.each([
    ['2.002621', 's_birth[("Birth registration<br/>⧉ 1.001193<br/>1 working day<br/>✓ taken up within 2 working hours")]'],
    ['2.002621', 's_residence -.->|"else it goes on all the same"| s_after_birth__join'],
    ['1.011441', 's_check["Check, search for blocks and seizures<br/>▶ the term begins here<br/>2 working hours"]'],
    ['1.013978', 's_examine[\\"Extract and origin of the land<br/>on paper: one after the other"/]'],
    ['0.000001.H99', 's_publish(["The organisation publishes the loss three times<br/>3 times<br/>15 calendar days ⏸"])'],
  ])('shows in %s what the road between agencies asks for', async (code, drawn) => {
    const { out } = await run(graphCommand(), '--language', 'en', `definitions/procedures/${code}.procedure.yaml`);
    expect(out).toContain(drawn);
  });
});
