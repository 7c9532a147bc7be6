/** `motcua due`: when a term ends, and why; or a file of vectors against this implementation. */
import { Command } from 'commander';
import type { Calendar } from '../domain/calendar/calendar.js';
import { computeDue } from '../domain/clock/due.js';
import { explainLedger, type Language } from '../domain/clock/explain.js';
import type { Ledger, Suspension, Term, TermRun, TermUnit } from '../domain/clock/term.js';
import { formatInstant, parseInstant, timeOfDay } from '../domain/time/civil-time.js';
import { BadInput, readingFrom } from './bad-input.js';
import { languageOption } from './language-option.js';
import { readCalendar } from './read-calendar.js';
import { runVectors } from './vectors.js';

interface DueOptions {
  readonly calendar?: string;
  readonly start?: string;
  readonly term?: string;
  readonly cutOff?: string;
  readonly extension?: string;
  readonly suspend: readonly string[];
  readonly language: Language;
  readonly vectors?: string;
  readonly json?: boolean;
}

const TERM = /^(\d+(?:\.\d+)?)\s+(working days?|working hours?|calendar days?|months?)$/;

export function dueCommand(): Command {
  return new Command('due')
    .description('Tính ngày hẹn trả và giải thích từng ngày / compute a due date and explain it')
    .option('--calendar <id|file>', 'lịch làm việc, mặc định vn / working calendar, vn unless told')
    .option('--start <instant>', 'lúc nhận, ví dụ 2026-02-12T10:00 / when it arrived')
    .option('--term <term>', 'thời hạn / term: "10 working days", "4 working hours", "30 calendar days", "1 month"')
    .option('--cut-off <HH:MM>', 'nhận sau giờ này tính sang ngày làm việc sau / later counts as arrived the next working day')
    .option('--extension <length>', 'gia hạn thêm, theo đơn vị của thời hạn / added length, in the unit of the term')
    .option(
      '--suspend <FROM/TO/policy>',
      'tạm dừng, pause hoặc restart; bỏ trống TO khi chưa hết; lặp lại được / a suspension; TO empty while it lasts; may be repeated',
      (value, all: string[]) => [...all, value],
      [],
    )
    .addOption(languageOption())
    .option('--vectors <file>', 'chạy tệp vector và đếm chỗ lệch / run a file of vectors instead and count those that differ')
    .option('--json', 'in ra JSON / print JSON')
    .action((options: DueOptions) => (options.vectors === undefined ? printDue(options) : runVectors(options.vectors, options)));
}

function printDue(options: DueOptions): void {
  const calendar = readCalendar(options.calendar ?? 'vn');
  const run = runOf(options, calendar);
  const ledger = readingFrom('due', () => computeDue(calendar, run));
  console.log(options.json ? JSON.stringify(jsonOf(calendar, run, ledger), null, 2) : textOf(calendar, ledger, options.language));
}

function runOf(options: DueOptions, calendar: Calendar): TermRun {
  const start = required('--start', options.start, 'an instant such as 2026-02-12T10:00');
  const term = parseTerm(required('--term', options.term, 'a term such as "10 working days"'));
  const { cutOff, extension, suspend } = options;
  if (cutOff !== undefined) readingFrom('--cut-off', () => timeOfDay(cutOff));
  return {
    term,
    start: readingFrom('--start', () => parseInstant(start, calendar.utcOffset)),
    ...(cutOff !== undefined && { cutOff: { at: cutOff, effect: 'count' } }),
    ...(extension !== undefined && { extension: parseLength('--extension', extension) }),
    suspensions: suspend.map((each) => parseSuspension(each, calendar)),
  };
}

function required(option: string, value: string | undefined, expected: string): string {
  if (value === undefined) throw new BadInput(`${option} is missing; expected ${expected}, or --vectors FILE`);
  return value;
}

function parseTerm(text: string): Term {
  const [, length, unit] = TERM.exec(text.trim()) ?? [];
  if (length === undefined || unit === undefined) {
    throw new BadInput(`--term: "${text}" is no term; expected a number and "working days", "working hours", "calendar days" or "months"`);
  }
  return { length: Number(length), unit: (unit.endsWith('s') ? unit : `${unit}s`) as TermUnit };
}

function parseLength(option: string, text: string): number {
  if (!/^\d+(\.\d+)?$/.test(text)) throw new BadInput(`${option}: "${text}" is no length; expected a number of 0 or more`);
  return Number(text);
}

function parseSuspension(text: string, calendar: Calendar): Suspension {
  const [from, to, policy, ...rest] = text.split('/');
  if (from === undefined || to === undefined || rest.length > 0 || (policy !== 'pause' && policy !== 'restart')) {
    throw new BadInput(`--suspend: "${text}" is no suspension; expected FROM/TO/pause or FROM/TO/restart, with TO empty while it lasts`);
  }
  const read = (instant: string) => readingFrom('--suspend', () => parseInstant(instant, calendar.utcOffset));
  const suspension = { from: read(from), to: to === '' ? null : read(to), policy } as const;
  if (suspension.to !== null && suspension.to < suspension.from)
    throw new BadInput(`--suspend: "${text}" ends before it begins; expected FROM before TO`);
  return suspension;
}

function textOf(calendar: Calendar, ledger: Ledger, language: Language): string {
  const due = ledger.dueAt === null ? [] : [formatInstant(ledger.dueAt, calendar.utcOffset)];
  return [...explainLedger(calendar, ledger, language), ...due].join('\n');
}

function jsonOf(calendar: Calendar, run: TermRun, ledger: Ledger) {
  const civil = (at: number) => formatInstant(at, calendar.utcOffset);
  return {
    calendar: calendar.id,
    start: civil(run.start),
    term: run.term,
    dueAt: ledger.dueAt === null ? null : civil(ledger.dueAt),
    provisional: ledger.provisional,
    ...(ledger.left !== undefined && { left: ledger.left }),
    lines: ledger.lines.map((line) => ({ ...line, ...(line.at !== undefined && { at: civil(line.at) }) })),
    explanation: { vi: explainLedger(calendar, ledger, 'vi'), en: explainLedger(calendar, ledger, 'en') },
  };
}
