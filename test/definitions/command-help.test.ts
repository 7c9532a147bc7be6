import { describe, expect, it } from '@jest/globals';
import { type Command, CommanderError } from 'commander';
import { motcua } from '../../cli/program.js';

const all = (command: Command): Command[] => [command, ...command.commands.flatMap(all)];
const leaves = (command: Command): Command[] => (command.commands.length === 0 ? [command] : command.commands.flatMap(leaves));

/** What the program prints, and its exit code, for a command line that it does not carry out. */
async function answer(...args: string[]): Promise<{ out: string; exitCode: number }> {
  const program = motcua();
  let out = '';
  const write = (text: string): void => void (out += text);
  for (const each of all(program)) each.exitOverride().configureOutput({ writeOut: write, writeErr: write });
  try {
    await program.parseAsync(args, { from: 'user' });
  } catch (error) {
    if (error instanceof CommanderError) return { out, exitCode: error.exitCode };
    throw error;
  }
  throw new Error(`motcua ${args.join(' ')} was carried out`);
}

describe('motcua --help', () => {
  it('names every command, Vietnamese first', async () => {
    const { out, exitCode } = await answer('--help');
    const listed = [...out.matchAll(/^ {2}([a-z][a-z-]*)[^\n]*/gm)].map(([, name]) => name);
    expect(listed).toEqual([
      'check',
      'compile',
      'graph',
      'due',
      'simulate',
      'demo',
      'legs',
      'load-catalogue',
      'audit',
      'rebuild',
      'reconcile',
      'help',
    ]);
    expect(out).toContain('Cách dùng / Usage: motcua');
    expect(out).toContain('kiểm tra tệp định nghĩa / check definition files');
    expect(exitCode).toBe(0);
  });

  it('is there for each command, short, with its options, --json among them', async () => {
    for (const command of leaves(motcua())) {
      const path = command.parent?.parent ? [command.parent.name(), command.name()] : [command.name()];
      const { out, exitCode } = await answer(...path, '--help');
      expect(out).toContain(`Usage: motcua ${path.join(' ')}`);
      expect(out).toMatch(/^ {2}--json/m);
      expect(out.split('\n').length).toBeLessThan(30);
      expect(exitCode).toBe(0);
    }
  });
});

describe('a wrong command line', () => {
  it.each([
    [['chek'], `motcua: không có lệnh "chek" / unknown command 'chek'\n(Did you mean check?)\nXem / see: motcua --help\n`],
    [
      ['audit', 'verif'],
      `motcua: không có lệnh "verif" / unknown command 'verif'\n(Did you mean verify?)\nXem / see: motcua audit --help\n`,
    ],
    [
      ['check', '--swep', 'x'],
      `motcua: không có tuỳ chọn "--swep" / unknown option '--swep'\n(Did you mean --sweep?)\nXem / see: motcua check --help\n`,
    ],
    [['check'], `motcua: thiếu tham số "file" / missing required argument 'file'\nXem / see: motcua check --help\n`],
    [
      ['due', '--term'],
      `motcua: tuỳ chọn "--term <term>" thiếu giá trị / option '--term <term>' argument missing\nXem / see: motcua due --help\n`,
    ],
    [
      ['graph', '--language', 'fr', 'x'],
      `motcua: tuỳ chọn "--language <language>" không nhận giá trị "fr" / option '--language <language>' argument 'fr' is invalid. Allowed choices are vi, en.\nXem / see: motcua graph --help\n`,
    ],
    [
      ['rebuild', 'now'],
      `motcua: lệnh "rebuild" có quá nhiều tham số / too many arguments for 'rebuild'. Expected 0 arguments but got 1.\nXem / see: motcua rebuild --help\n`,
    ],
  ])('%j is answered by what is wrong and where help is, with exit code 1', async (args, out) => {
    expect(await answer(...args)).toEqual({ out, exitCode: 1 });
  });
});
