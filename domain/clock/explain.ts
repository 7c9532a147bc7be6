/** A ledger in sentences, for the control slip, the timeline and the command line. */
import type { Calendar } from '../calendar/calendar.js';
import { formatCivil } from '../time/civil-time.js';
import type { CivilDate } from '../time/instant.js';
import type { Ledger, LedgerLine, LedgerRule, TermUnit } from './term.js';

export type Language = 'vi' | 'en';

/** What a sentence may say of a line: its day, its moment (day and hour), its length and its note. */
interface Told {
  readonly day: string;
  readonly moment: string;
  readonly length: string;
  readonly note: string;
}

type Sentence = (told: Told) => string;

const UNIT_NAMES: Readonly<Record<Language, Readonly<Record<TermUnit, (count: number) => string>>>> = {
  vi: {
    'working days': (count) => `${count} ngày làm việc`,
    'working hours': (count) => hoursAndMinutes(count, 'giờ làm việc', 'phút'),
    'calendar days': (count) => `${count} ngày`,
    months: (count) => `${count} tháng`,
  },
  en: {
    'working days': (count) => plural(count, 'working day'),
    'working hours': (count) => hoursAndMinutes(count, 'working h', 'min'),
    'calendar days': (count) => plural(count, 'calendar day'),
    months: (count) => plural(count, 'month'),
  },
};

const SENTENCES: Readonly<Record<Language, Readonly<Record<LedgerRule, Sentence>>>> = {
  vi: {
    term: ({ length, note }) => `Thời hạn ${length}${inBrackets(note)}.`,
    extended: ({ length, note }) => `Gia hạn thêm ${length}${inBrackets(note)}.`,
    arrived: ({ moment }) => `Hồ sơ đến lúc ${moment}.`,
    'after cut-off': ({ moment }) => `Đến sau giờ chốt hoặc vào ngày nghỉ: tính như đến lúc ${moment}.`,
    'day zero': ({ day }) => `Ngày ${day} là ngày bắt đầu, không tính (Bộ luật Dân sự 2015, Điều 147).`,
    counted: ({ day, length }) => `${day}: tính, đã được ${length}.`,
    'make-up day': ({ day, length, note }) => `${day}: ngày làm bù, tính, đã được ${length}${inBrackets(note)}.`,
    'day off': ({ day, note }) => `${day}: ngày nghỉ, không tính${inBrackets(note)}.`,
    suspended: ({ moment, note }) => `Tạm dừng từ ${moment}${inBrackets(note)}.`,
    'used up': ({ length }) => `Đến lúc tạm dừng đã dùng ${length}.`,
    restarted: ({ moment, note }) => `Tính lại từ đầu từ ${moment}${inBrackets(note)}.`,
    resumed: ({ moment, length, note }) => `Tiếp tục từ ${moment}, ${length}${inBrackets(note)}.`,
    rolled: ({ day }) => `Ngày cuối rơi vào ngày nghỉ: chuyển sang ngày làm việc tiếp theo ${day} (Bộ luật Dân sự 2015, Điều 148).`,
    moved: ({ moment, note }) => `Hạn trước đó là ${moment}; tính lại theo lịch làm việc sửa đổi${inBrackets(note)}.`,
    provisional: ({ day }) => `Ngày ${day} là dự kiến: lịch làm việc đến ngày đó chưa chính thức.`,
    due: ({ moment, note }) => `Hạn ${moment}${inBrackets(note)}.`,
  },
  en: {
    term: ({ length, note }) => `Term of ${length}${inBrackets(note)}.`,
    extended: ({ length, note }) => `Extended by ${length}${inBrackets(note)}.`,
    arrived: ({ moment }) => `Arrived at ${moment}.`,
    'after cut-off': ({ moment }) => `After the cut-off or on a day off: counts as arrived at ${moment}.`,
    'day zero': ({ day }) => `${day} is the starting day and is not counted (Civil Code 2015, art. 147).`,
    counted: ({ day, length }) => `${day}: counted, ${length} so far.`,
    'make-up day': ({ day, length, note }) => `${day}: make-up day, counted, ${length} so far${inBrackets(note)}.`,
    'day off': ({ day, note }) => `${day}: day off, not counted${inBrackets(note)}.`,
    suspended: ({ moment, note }) => `Suspended from ${moment}${inBrackets(note)}.`,
    'used up': ({ length }) => `${length} used up by then.`,
    restarted: ({ moment, note }) => `Counted from zero again from ${moment}${inBrackets(note)}.`,
    resumed: ({ moment, length, note }) => `Resumed at ${moment}, ${length}${inBrackets(note)}.`,
    rolled: ({ day }) => `The last day is a day off: moved to the next working day, ${day} (Civil Code 2015, art. 148).`,
    moved: ({ moment, note }) => `It was due at ${moment}; counted again by a revised calendar${inBrackets(note)}.`,
    provisional: ({ day }) => `${day} is provisional: the calendar up to it is not official yet.`,
    due: ({ moment, note }) => `Due at ${moment}${inBrackets(note)}.`,
  },
};

const LEFT: Readonly<Record<Language, (length: string) => string>> = { vi: (length) => `còn ${length}`, en: (length) => `${length} left` };
const MOVED: Readonly<Record<Language, (days: number) => string>> = {
  vi: (days) => `ngày đến hạn lùi ${days} ngày`,
  en: (days) => `due day moved by ${plural(days, 'day')}`,
};
const STANDS_STILL: Readonly<Record<Language, (left: string | null) => string>> = {
  vi: (left) => (left === null ? 'Đang tạm dừng, chưa có hạn.' : `Đang tạm dừng, chưa có hạn; còn ${left}.`),
  en: (left) => (left === null ? 'Suspended, no due date.' : `Suspended, no due date; ${left} left.`),
};

/** One sentence for each line of a ledger, in order, with dates as `23/02/2026` and `23/02/2026 17:30`; one more while the clock stands still. */
export function explainLedger(calendar: Calendar, ledger: Ledger, language: Language): string[] {
  let unit: TermUnit = 'working days';
  const sentences = ledger.lines.map((line) => {
    unit = line.unit ?? unit;
    return SENTENCES[language][line.rule](toldOf(calendar, line, unit, language));
  });
  const left = ledger.left === undefined ? null : UNIT_NAMES[language][unit](ledger.left);
  // a promise made by hand has a date and no lines; only a clock that stands still has no date
  return ledger.dueAt === null ? [...sentences, STANDS_STILL[language](left)] : sentences;
}

function toldOf(calendar: Calendar, line: LedgerLine, unit: TermUnit, language: Language): Told {
  const count = line.count ?? 0;
  const length = UNIT_NAMES[language][unit](count);
  return {
    day: dayText(line.date),
    moment: line.at === undefined ? dayText(line.date) : momentText(formatCivil(line.at, calendar.utcOffset)),
    length: line.rule !== 'resumed' ? length : unit === 'months' ? MOVED[language](count) : LEFT[language](length),
    note: line.note ?? '',
  };
}

function dayText(date: CivilDate): string {
  return date.split('-').reverse().join('/');
}

function momentText(civil: string): string {
  const [date, time] = civil.split('T');
  return `${dayText(date!)} ${time}`;
}

function inBrackets(note: string): string {
  return note === '' ? '' : ` (${note})`;
}

function plural(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? '' : 's'}`;
}

function hoursAndMinutes(minutes: number, hour: string, minute: string): string {
  const hours = Math.floor(minutes / 60);
  const rest = Math.round(minutes - hours * 60);
  return rest === 0 ? `${hours} ${hour}` : `${hours} ${hour} ${rest} ${minute}`;
}
