import { HOUR, type Instant } from '../domain/time/instant.js';

/** Viet Nam has one fixed offset and no daylight saving time. */
const OFFSET = 7 * HOUR;

/** `yyyyMMddHHmmss` in Vietnamese civil time, the form in which agencies' systems write instants. */
export function toWireTime(at: Instant): string {
  return new Date(at + OFFSET).toISOString().slice(0, 19).replace(/\D/g, '');
}

/** Inverse of `toWireTime`. */
export function fromWireTime(text: string): Instant {
  const [, year, month, day, hour, minute, second] = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)$/.exec(text)!;
  return Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second)) - OFFSET;
}

/** `17:30 ngày 04/03/2026`, for people. */
export function civilText(text: string): string {
  return text.replace(/^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)\d\d$/, '$4:$5 ngày $3/$2/$1');
}
