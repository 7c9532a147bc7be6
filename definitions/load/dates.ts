import { pathText, type Finding, type Path } from '../../domain/procedure/problem.js';

const DATE = /^(\d{4})-(\d{2})-(\d{2})(T\d{2}:\d{2})?$/;

/** Dates of the right form that no calendar has, such as 2026-02-30. */
export function impossibleDates(data: unknown, path: Path = []): Finding[] {
  if (typeof data === 'string') return isImpossible(data) ? [finding(data, path)] : [];
  if (Array.isArray(data)) return data.flatMap((each, index) => impossibleDates(each, [...path, index]));
  if (typeof data !== 'object' || data === null) return [];
  return Object.entries(data).flatMap(([key, value]) => impossibleDates(value, [...path, key]));
}

function isImpossible(text: string): boolean {
  const match = DATE.exec(text);
  if (!match) return false;
  const [year, month, day] = match.slice(1, 4).map(Number) as [number, number, number];
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const days = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1];
  return days === undefined || day < 1 || day > days;
}

function finding(text: string, path: Path): Finding {
  const where = pathText(path);
  return {
    code: 'DATE_IMPOSSIBLE',
    severity: 'error',
    path,
    message: { vi: `${where}: ${text} không có trong lịch`, en: `${where}: ${text} is not in the calendar` },
  };
}
