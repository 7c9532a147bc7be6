import type { Finding, Path, Text } from '../procedure/problem.js';
import { isCivilDate } from '../time/civil-date.js';
import { offsetMillis, timeOfDay } from '../time/civil-time.js';
import type { Calendar, Window } from './calendar.js';
import { WEEKDAYS } from './office-day.js';

/**
 * What is wrong with a calendar beyond its shape: every defect for which a due date could not be counted, or would be counted wrongly.
 * An empty answer means that the legal clock accepts it.
 */
export function validateCalendar(calendar: Calendar): Finding[] {
  const findings = [...textFindings(calendar), ...weekFindings(calendar)];
  return findings.length > 0 ? findings : [...dayFindings(calendar), ...makeUpFindings(calendar)];
}

function textFindings(calendar: Calendar): Finding[] {
  const dates: [Path, string | undefined][] = [
    [['coversThrough'], calendar.coversThrough],
    [['projectedFrom'], calendar.projectedFrom],
    ...calendar.holidays.map((each, index): [Path, string] => [['holidays', index, 'date'], each.date]),
    ...calendar.makeUpDays.flatMap((each, index): [Path, string][] => [
      [['makeUpDays', index, 'date'], each.date],
      [['makeUpDays', index, 'insteadOf'], each.insteadOf],
    ]),
  ];
  const wrong = dates.filter(([, date]) => date !== undefined && !isCivilDate(date));
  const findings = wrong.map(([path, date]) => finding('CALENDAR_DATE', path, noDate(date!)));
  return reads(() => offsetMillis(calendar.utcOffset))
    ? findings
    : [...findings, finding('CALENDAR_OFFSET', ['utcOffset'], noOffset(calendar.utcOffset))];
}

function weekFindings(calendar: Calendar): Finding[] {
  const findings = WEEKDAYS.flatMap((weekday) => windowFindings(['week', weekday], calendar.week[weekday]));
  const opens = WEEKDAYS.some((weekday) => calendar.week[weekday].length > 0);
  return opens ? findings : [...findings, finding('CALENDAR_NEVER_OPEN', ['week'], NEVER_OPEN)];
}

function windowFindings(path: Path, windows: readonly Window[]): Finding[] {
  let end = -1;
  return windows.flatMap((window, index) => {
    const at = [...path, index];
    if (!reads(() => timeOfDay(window.from)) || !reads(() => timeOfDay(window.to))) return [finding('CALENDAR_TIME', at, noTime(window))];
    const [from, to] = [timeOfDay(window.from), timeOfDay(window.to)];
    const inOrder = from < to && from >= end;
    end = to;
    return inOrder ? [] : [finding('CALENDAR_WINDOWS', at, notInOrder(window))];
  });
}

function dayFindings(calendar: Calendar): Finding[] {
  return (['holidays', 'makeUpDays'] as const).flatMap((list) => {
    const seen = new Set<string>();
    return calendar[list].flatMap(({ date }, index) => {
      if (seen.has(date)) return [finding('CALENDAR_DAY_TWICE', [list, index, 'date'], dayTwice(date))];
      seen.add(date);
      return [];
    });
  });
}

function makeUpFindings(calendar: Calendar): Finding[] {
  const off = new Set(calendar.holidays.map((each) => each.date));
  return calendar.makeUpDays.flatMap((each, index) => {
    const findings: Finding[] = [];
    if (calendar.week[each.worksAs].length === 0)
      findings.push(finding('CALENDAR_MAKE_UP', ['makeUpDays', index, 'worksAs'], worksAsClosed(each.worksAs)));
    if (!off.has(each.insteadOf))
      findings.push(finding('CALENDAR_MAKE_UP', ['makeUpDays', index, 'insteadOf'], insteadOfOpen(each.insteadOf)));
    return findings;
  });
}

function reads(read: () => unknown): boolean {
  try {
    read();
    return true;
  } catch {
    return false;
  }
}

function finding(code: string, path: Path, message: Text): Finding {
  return { code, severity: 'error', path, message };
}

const NEVER_OPEN: Text = {
  vi: 'Cơ quan không làm việc ngày nào; cần ít nhất một khung giờ trong tuần',
  en: 'the office never opens; expected at least one window a week',
};

const noDate = (date: string): Text => ({
  vi: `"${date}" không phải là ngày; cần dạng NĂM-THÁNG-NGÀY, ví dụ 2026-02-10`,
  en: `"${date}" is no date; expected YYYY-MM-DD, for example 2026-02-10`,
});
const noOffset = (offset: string): Text => ({
  vi: `"${offset}" không phải là độ lệch giờ; cần ví dụ +07:00`,
  en: `"${offset}" is no UTC offset; expected for example +07:00`,
});
const noTime = ({ from, to }: Window): Text => ({
  vi: `khung giờ "${from}" đến "${to}" không đọc được; cần dạng GIỜ:PHÚT, ví dụ 07:30`,
  en: `window "${from}" to "${to}" cannot be read; expected HH:MM, for example 07:30`,
});
const notInOrder = ({ from, to }: Window): Text => ({
  vi: `khung giờ ${from} đến ${to} ngược hoặc chồng lên khung trước; cần các khung theo thứ tự, không chồng nhau`,
  en: `window ${from} to ${to} ends before it begins or overlaps the one before; expected windows in order, without overlap`,
});
const dayTwice = (date: string): Text => ({
  vi: `ngày ${date} ghi hai lần; cần mỗi ngày một lần`,
  en: `${date} is given twice; expected each day once`,
});
const worksAsClosed = (weekday: string): Text => ({
  vi: `ngày làm bù theo ${weekday}, mà ${weekday} không có giờ làm việc; cần một ngày có giờ làm việc`,
  en: `make-up day works as ${weekday}, which has no office hours; expected a weekday with office hours`,
});
const insteadOfOpen = (date: string): Text => ({
  vi: `ngày làm bù thay cho ${date}, mà ${date} không phải ngày nghỉ trong lịch; cần một ngày trong danh sách ngày nghỉ`,
  en: `make-up day stands for ${date}, which is no day off of this calendar; expected one of its holidays`,
});
