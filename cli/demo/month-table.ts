/** What happened in the month, for people: Vietnamese first, English beside. */
import type { Label } from '../../domain/procedure/definition.js';
import type { Finished } from './play-month.js';

const TIMELINESS: Readonly<Record<string, string>> = {
  early: 'trước hạn / early',
  'on time': 'đúng hạn / on time',
  late: 'TRỄ HẸN / late',
};
const OUTCOMES: Readonly<Record<string, string>> = {
  granted: 'đã giải quyết / granted',
  refused: 'từ chối / refused',
  withdrawn: 'người nộp rút / withdrawn',
  stopped: 'dừng / stopped',
  'not accepted': 'không tiếp nhận / not accepted',
};
const HEADERS = [
  'Mã hồ sơ / Number',
  'Thủ tục',
  'Nhận / Received',
  'Hẹn trả / Promised',
  'Xong / Finished',
  'Đúng hẹn?',
  'Kết quả / Outcome',
  'Diễn biến / What happened',
];

/** One line a dossier, in columns. */
export function monthTable(dossiers: readonly Finished[]): string {
  const rows = [HEADERS, ...dossiers.map(cells)];
  const widths = HEADERS.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  const lines = rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column]!))
      .join('  ')
      .trimEnd(),
  );
  return [lines[0], widths.map((width) => '─'.repeat(width)).join('  '), ...lines.slice(1)].join('\n');
}

function cells({ number, procedure, received, promised, moved, finished, timeliness, outcome, title }: Finished): string[] {
  const dates = [short(promised), ...(moved ? [short(moved)] : [])].join(' → ');
  return [number, procedure, short(received), dates, short(finished), words(TIMELINESS, timeliness), words(OUTCOMES, outcome), title.vi];
}

/** One line about a dossier that has just ended. */
export function progressLine(dossier: Finished, done: number, all: number): string {
  const { number, procedure, timeliness, outcome, title } = dossier;
  return `${String(done).padStart(String(all).length)}/${all}  ${number}  ${procedure}  ${words(OUTCOMES, outcome)}, ${words(TIMELINESS, timeliness)}  ${title.vi}`;
}

/** Where each named case of the month is to be found. */
export function namedCases(dossiers: readonly Finished[]): string {
  const named = dossiers.filter(({ shows }) => shows);
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
    received: dossiers.length,
    early: count('timeliness', 'early'),
    onTime: count('timeliness', 'on time'),
    late: count('timeliness', 'late'),
    granted: count('outcome', 'granted'),
    refused: count('outcome', 'refused'),
    withdrawn: count('outcome', 'withdrawn'),
  };
}

const both = ({ vi, en }: Label): string => (en === undefined ? vi : `${vi} / ${en}`);
const words = (known: Readonly<Record<string, string>>, value: string | null): string => (value === null ? '—' : (known[value] ?? value));

/** `05/10 08:14`, as people here write it. */
function short(civil: string | null): string {
  return civil === null ? '—' : `${civil.slice(8, 10)}/${civil.slice(5, 7)} ${civil.slice(11)}`;
}
