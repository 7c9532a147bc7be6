import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { Calendar } from '../../../domain/calendar/calendar.js';
import { formatCivil, parseInstant } from '../../../domain/time/civil-time.js';

/** The product's own calendar: office hours 07:30-11:30 and 13:30-17:30, Tet 2026 from 16 to 20 February, projected from 2027. */
export const VN = parse(readFileSync('definitions/calendars/vn.calendar.yaml', 'utf8')) as Calendar;

/** `2026-02-10T09:12` in Viet Nam. */
export function at(civil: string): number {
  return parseInstant(civil, '+07:00');
}

/** The civil reading of an instant in Viet Nam; `none` while there is no instant. */
export function civil(instant: number | null): string {
  return instant === null ? 'none' : formatCivil(instant, '+07:00');
}
