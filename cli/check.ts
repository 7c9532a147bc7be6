import { readFile } from 'node:fs/promises';
import { Command } from 'commander';
import type { Problem } from '../domain/procedure/problem.js';
import type { HistoryBudget } from '../domain/proofs/history-budget.js';
import { kindOfText, loadFile } from '../definitions/load/load-file.js';
import { readCatalogue } from '../definitions/load-catalogue.js';
import type { Surroundings } from '../definitions/load/load-procedure.js';
import { readSurroundings } from '../definitions/load/surroundings.js';
import { catalogueOption } from './catalogue-option.js';
import { budgetOfFile, budgetText } from './history-budget.js';
import { languageOption } from './language-option.js';
import { type SweepFound, sweepFile, sweepText } from './sweep.js';

type Language = 'vi' | 'en';
interface CheckOptions {
  readonly json?: boolean;
  readonly sweep?: boolean;
  readonly history?: boolean;
  readonly language: Language;
  readonly catalogue: string;
}
export interface FileCheck {
  readonly file: string;
  readonly kind: string | null;
  readonly problems: readonly Problem[];
  /** With `--sweep`, of a procedure without errors. */
  readonly sweep?: SweepFound;
  /** With `--history`, of a procedure without errors. */
  readonly history?: HistoryBudget;
}

/** `motcua check FILE…`: every problem of every file, as `file:line:column code message`; exit 1 when there is an error. */
export function checkCommand(): Command {
  return new Command('check')
    .description(
      'kiểm tra tệp định nghĩa: cấu trúc, điều kiện, quy tắc, chứng minh / check definition files: schema, conditions, rules, proofs',
    )
    .argument('<file...>', 'tệp YAML, loại nào cũng được / YAML files of any kind')
    .option(
      '--sweep',
      'duyệt mọi thời điểm nhận hồ sơ trong lịch: hôm nào các bước cần lâu hơn thời hạn / count from every start slot of the calendar',
    )
    .option(
      '--history',
      'hồ sơ tốn nhiều nhất bao nhiêu sự kiện Temporal, có cần lịch sử mới không / the most Temporal events a dossier can cost, and where a fresh history may begin',
    )
    .option('--json', 'in kết quả ra JSON / print the findings as JSON')
    .addOption(languageOption())
    .addOption(catalogueOption())
    .action(async (files: string[], options: CheckOptions) => {
      const { surroundings } = await readSurroundings(options.catalogue);
      const plain = await Promise.all(files.map((file) => checkFile(file, surroundings)));
      const budgeted = options.history ? await withHistory(plain, surroundings) : plain;
      const checks = options.sweep ? await swept(budgeted, surroundings, options.catalogue) : budgeted;
      console.log(options.json ? JSON.stringify(checks, null, 2) : checks.map((check) => checkText(check, options.language)).join('\n'));
      if (checks.some(({ problems }) => problems.some((each) => each.severity === 'error'))) process.exitCode = 1;
    });
}

/** The sweeps are added to the procedures that have no errors. */
async function swept(checks: readonly FileCheck[], surroundings: Surroundings, catalogue: string): Promise<FileCheck[]> {
  const { calendars } = await readCatalogue(catalogue);
  const withSweep = async (check: FileCheck): Promise<FileCheck> => {
    if (check.kind !== 'Procedure') return check;
    const sweep = await sweepFile(check.file, surroundings, calendars);
    return sweep ? { ...check, sweep } : check;
  };
  return Promise.all(checks.map(withSweep));
}

async function withHistory(checks: readonly FileCheck[], surroundings: Surroundings): Promise<FileCheck[]> {
  const budgeted = async (check: FileCheck): Promise<FileCheck> => {
    const history = check.kind === 'Procedure' ? await budgetOfFile(check.file, surroundings) : null;
    return history ? { ...check, history } : check;
  };
  return Promise.all(checks.map(budgeted));
}

async function checkFile(file: string, surroundings: Surroundings): Promise<FileCheck> {
  try {
    const text = await readFile(file, 'utf8');
    return { file, kind: kindOfText(text), problems: loadFile(text, surroundings) };
  } catch (error) {
    return { file, kind: null, problems: [unreadable(error as NodeJS.ErrnoException)] };
  }
}

function unreadable({ code, message }: NodeJS.ErrnoException): Problem {
  const why = code === 'ENOENT' ? { vi: 'không có tệp này', en: 'there is no such file' } : { vi: message, en: message };
  return { code: 'FILE_UNREADABLE', severity: 'error', path: '(file)', line: 1, column: 1, message: why };
}

function checkText({ file, kind, problems, sweep, history }: FileCheck, language: Language): string {
  const right = `${file}: ${kind} ${language === 'en' ? 'is right' : 'đúng'}`;
  const found = problems.length === 0 ? [right] : problems.map((problem) => problemText(file, problem, language));
  const proofs = [...(history ? [budgetText(file, history, language)] : []), ...(sweep ? [sweepText(file, sweep, language)] : [])];
  return [...found, ...proofs].join('\n');
}

export function problemText(file: string, { line, column, severity, code, message, hint }: Problem, language: Language): string {
  const head = `${file}:${line}:${column} ${severity} ${code} ${message[language] ?? message.vi}`;
  return hint ? `${head}\n    → ${hint[language] ?? hint.vi}` : head;
}
