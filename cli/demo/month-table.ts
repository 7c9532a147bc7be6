/** What happened in the month, for people: Vietnamese first, English beside. */
import type { Label } from '../../domain/procedure/definition.js';
import { inColumns } from '../columns.js';
import type { Finished } from './play-month.js';

const TIMELINESS: Words = {
  early: { vi: 'trước hạn', en: 'early' },
  'on time': { vi: 'đúng hạn', en: 'on time' },
  late: { vi: 'TRỄ HẸN', en: 'late' },
};
const OUTCOMES: Words = {
  granted: { vi: 'giải quyết', en: 'granted' },
  refused: { vi: 'từ chối', en: 'refused' },
  withdrawn: { vi: 'rút hồ sơ', en: 'withdrawn' },
  stopped: { vi: 'dừng', en: 'stopped' },
  'not accepted': { vi: 'không tiếp nhận', en: 'not accepted' },
};
/** Marks a dossier that did not go as it should; why is told below the table. */
const WRONG = '✗';
const HEADERS = [
  ['Mã hồ sơ', 'Number'],
  ['Thủ tục', 'Procedure'],
  ['Nhận', 'Received'],
  ['Hẹn trả', 'Promised'],
  ['Xong', 'Finished'],
  ['Đúng hẹn?', 'In time?'],
  ['Kết quả', 'Outcome'],
  ['Diễn biến', 'What happened'],
] as const;

type Words = Readonly<Record<string, { readonly vi: string; readonly en: string }>>;

/** One line a dossier, in columns. A second promised date is the first one moved by a pause, a restart or an extension. */
export function monthTable(dossiers: readonly Finished[]): string {
  const heads = [HEADERS.map(([vi]) => vi), HEADERS.map(([, en]) => en)];
  const rows = dossiers.map(cells);
  const rule = HEADERS.map((_, column) => '─'.repeat(Math.max(...[...heads, ...rows].map((row) => row[column]!.length))));
  return inColumns([...heads, rule, ...rows]).join('\n');
}

/** The words of the table in English, and the names of its procedures. */
export function legend(dossiers: readonly Finished[], names: Readonly<Record<string, Label>>): string {
  const words = [TIMELINESS, OUTCOMES]
    .flatMap((known) => Object.values(known))
    .filter(({ vi }) => dossiers.some((each) => cells(each).includes(vi)));
  const procedures = [...new Set(dossiers.map(({ procedure }) => procedure))]
    .sort()
    .map((code) => `  ${code}  ${both(names[code] ?? { vi: code })}`);
  return [...procedures, `  ${words.map(({ vi, en }) => `${vi} = ${en}`).join(' · ')}`].join('\n');
}

function cells({ number, procedure, received, promised, moved, finished, timeliness, outcome, title, wrong }: Finished): string[] {
  const dates = [short(promised), ...(moved ? [short(moved)] : [])].join(' → ');
  return [
    number ?? '—',
    procedure,
    short(received),
    dates,
    short(finished),
    words(TIMELINESS, timeliness),
    words(OUTCOMES, outcome),
    told(title, wrong),
  ];
}

/** One line about a dossier that has just ended. */
export function progressLine(dossier: Finished, done: number, all: number): string {
  const { number, procedure, timeliness, outcome, title, wrong } = dossier;
  return `${String(done).padStart(String(all).length)}/${all}  ${number ?? '—'}  ${procedure}  ${words(OUTCOMES, outcome)}, ${words(TIMELINESS, timeliness)}  ${told(title, wrong)}`;
}

/** Where each named case of the month is to be found. */
export function namedCases(dossiers: readonly Finished[]): string {
  const named = dossiers.filter(({ shows, title }, index) => shows && dossiers.findIndex((each) => each.title === title) === index);
  const width = Math.max(...named.map(({ title }) => both(title).length));
  return named.map(({ title, number }) => `  ${both(title).padEnd(width)}  ${number}`).join('\n');
}

export function totals(dossiers: readonly Finished[], seconds: number): string {
  const { received, early, onTime, late, granted, refused, withdrawn } = totalsOf(dossiers);
  return (
    `${received} hồ sơ: ${early} trước hạn, ${onTime} đúng hạn, ${late} trễ hẹn; ${granted} đã giải quyết, ${refused} từ chối, ${withdrawn} rút. ` +
    `Một tháng trong ${seconds.toFixed(0)} giây.\n` +
    `${received} dossiers: ${early} early, ${onTime} on time, ${late} late; ${granted} granted, ${refused} refused, ${withdrawn} withdrawn. ` +
    `A month in ${seconds.toFixed(0)} seconds.`
  );
}

export function totalsOf(
  dossiers: readonly Finished[],
): Readonly<Record<'received' | 'early' | 'onTime' | 'late' | 'granted' | 'refused' | 'withdrawn', number>> {
  const count = (key: 'timeliness' | 'outcome', value: string): number => dossiers.filter((dossier) => dossier[key] === value).length;
  return {
    received: dossiers.filter(({ number }) => number !== null).length,
    early: count('timeliness', 'early'),
    onTime: count('timeliness', 'on time'),
    late: count('timeliness', 'late'),
    granted: count('outcome', 'granted'),
    refused: count('outcome', 'refused'),
    withdrawn: count('outcome', 'withdrawn'),
  };
}

const told = ({ vi }: Label, wrong: Finished['wrong']): string => (wrong.length > 0 ? `${WRONG} ${vi}` : vi);
const both = ({ vi, en }: Label): string => (en === undefined ? vi : `${vi} / ${en}`);
const words = (known: Words, value: string | null): string => (value === null ? '—' : (known[value]?.vi ?? value));

/** `05/10 08:14`, as people here write it. */
function short(civil: string | null): string {
  return civil === null ? '—' : `${civil.slice(8, 10)}/${civil.slice(5, 7)} ${civil.slice(11)}`;
}
