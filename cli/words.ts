import type { Command } from 'commander';

/** The parser's own words, Vietnamese first. */
const TITLES: Readonly<Record<string, string>> = {
  'Usage:': 'Cách dùng / Usage:',
  'Arguments:': 'Tham số / Arguments:',
  'Options:': 'Tuỳ chọn / Options:',
  'Commands:': 'Lệnh / Commands:',
};

/** What can be wrong with a command line: how the parser begins its sentence, and ours before it. Both quote what was typed. */
const SENTENCES: readonly (readonly [begin: RegExp, vi: string])[] = [
  [/^unknown command '(.*)'/, 'không có lệnh "$1"'],
  [/^unknown option '(.*)'/, 'không có tuỳ chọn "$1"'],
  [/^missing required argument '(.*)'/, 'thiếu tham số "$1"'],
  [/^option '(.*)' argument missing/, 'tuỳ chọn "$1" thiếu giá trị'],
  [/^option '(.*)' argument '(.*)' is invalid\./, 'tuỳ chọn "$1" không nhận giá trị "$2"'],
  [/^too many arguments for '(.*)'\./, 'lệnh "$1" có quá nhiều tham số'],
];

/** Has a command and those below it speak Vietnamese and English, and answer a wrong command line by what is wrong and where help is. */
export function inBothLanguages(command: Command): Command {
  command
    .helpOption('-h, --help', 'trợ giúp / display help')
    .configureHelp({ styleTitle: (title) => TITLES[title] ?? title, helpWidth: 110 })
    .configureOutput({ outputError: (sentence, write) => write(bothLanguages(sentence)) })
    .showHelpAfterError(`Xem / see: ${pathOf(command)} --help`);
  if (command.commands.length > 0) command.helpCommand('help [command]', 'trợ giúp về một lệnh / display help for a command');
  command.commands.forEach(inBothLanguages);
  return command;
}

function bothLanguages(text: string): string {
  const sentence = text.replace(/^error: /, '');
  const known = SENTENCES.find(([begin]) => begin.test(sentence));
  if (!known) return text === sentence ? text : `motcua: ${sentence}`;
  const [begin, vi] = known;
  return `motcua: ${begin.exec(sentence)![0].replace(begin, vi)} / ${sentence}`;
}

function pathOf(command: Command): string {
  return command.parent ? `${pathOf(command.parent)} ${command.name()}` : command.name();
}
