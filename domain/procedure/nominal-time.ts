import type { Term } from '../clock/term.js';

/** Minutes of a working day in the proofs; a working day of the offices has eight hours. */
export const DAY = 480;

/** A term in working minutes, a calendar day as five sevenths of a working day. Exact among working days and hours, an average across calendar days. */
export function nominalMinutes({ length, unit }: Pick<Term, 'length' | 'unit'>): number {
  switch (unit) {
    case 'working hours':
      return length * 60;
    case 'working days':
      return length * DAY;
    case 'calendar days':
      return (length * DAY * 5) / 7;
    case 'months':
      return (length * DAY * 30 * 5) / 7;
  }
}

/** Terms that are counted in one way add up exactly. */
export function familyOf({ unit }: Pick<Term, 'unit'>): 'working' | 'calendar' {
  return unit === 'working days' || unit === 'working hours' ? 'working' : 'calendar';
}

export function termWords({ length, unit }: Pick<Term, 'length' | 'unit'>): { vi: string; en: string } {
  const name = { 'working days': 'ngày làm việc', 'working hours': 'giờ làm việc', 'calendar days': 'ngày', months: 'tháng' }[unit];
  return { vi: `${length} ${name}`, en: `${length} ${length === 1 ? unit.replace(/s$/, '') : unit}` };
}
