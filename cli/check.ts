import { readFile } from 'node:fs/promises';
import { Command } from 'commander';
import type { Problem } from '../domain/procedure/problem.js';
import { kindOfText, loadFile } from '../definitions/load/load-file.js';
import { readSurroundings } from '../definitions/load/surroundings.js';
import { catalogueOption } from './catalogue-option.js';

type Language = 'vi' | 'en';
interface CheckOptions {
  readonly json?: boolean;
  readonly language: Language;
  readonly catalogue: string;
}
export interface FileCheck {
  readonly file: string;
  readonly kind: string | null;
  readonly problems: readonly Problem[];
}

/** `motcua check FILE…`: every problem of every file, as `file:line:column code message`; exit 1 when there is an error. */
export function checkCommand(): Command {
  return new Command('check')
    .description('check definition files: schema, conditions, rules, proofs')
    .argument('<file...>', 'YAML files of any kind')
    .option('--json', 'print the findings as JSON')
    .option('--language <vi|en>', 'language of the messages', 'vi')
    .addOption(catalogueOption())
    .action(async (files: string[], options: CheckOptions) => {
      const { surroundings } = await readSurroundings(options.catalogue);
      const checks = await Promise.all(files.map((file) => checkFile(file, surroundings)));
      console.log(options.json ? JSON.stringify(checks, null, 2) : checks.map((check) => checkText(check, options.language)).join('\n'));
      if (checks.some(({ problems }) => problems.some((each) => each.severity === 'error'))) process.exitCode = 1;
    });
}

async function checkFile(file: string, surroundings: Parameters<typeof loadFile>[1]): Promise<FileCheck> {
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

function checkText({ file, kind, problems }: FileCheck, language: Language): string {
  if (problems.length === 0) return `${file}: ${kind} ${language === 'en' ? 'is right' : 'đúng'}`;
  return problems.map((problem) => problemText(file, problem, language)).join('\n');
}

export function problemText(file: string, { line, column, severity, code, message, hint }: Problem, language: Language): string {
  const head = `${file}:${line}:${column} ${severity} ${code} ${message[language] ?? message.vi}`;
  return hint ? `${head}\n    → ${hint[language] ?? hint.vi}` : head;
}
