import { civilDate, dayNumber } from './civil-date.js';
import { DAY, type Instant, MINUTE } from './instant.js';

const TIME_OF_DAY = /^(?:([01]\d|2[0-3]):([0-5]\d)|24:00)$/;
const OFFSET = /^([+-])(0\d|1[0-4]):([0-5]\d)$/;
const INSTANT = /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2})(?::(\d{2})(?:\.(\d{3}))?)?(Z|[+-]\d{2}:\d{2})?)?$/;

/** Milliseconds from midnight of `HH:MM` (`24:00` is the end of the day). Throws RangeError for anything else. */
export function timeOfDay(text: string): number {
  const parts = TIME_OF_DAY.exec(text);
  if (!parts) throw new RangeError(`"${text}" is no time of day; expected HH:MM, for example 15:00`);
  return parts[1] === undefined ? DAY : (Number(parts[1]) * 60 + Number(parts[2])) * MINUTE;
}

/** Milliseconds by which civil time is ahead of UTC, from `+07:00`. Throws RangeError for anything else. */
export function offsetMillis(utcOffset: string): number {
  const parts = OFFSET.exec(utcOffset);
  if (!parts) throw new RangeError(`"${utcOffset}" is no UTC offset; expected for example +07:00`);
  const millis = (Number(parts[2]) * 60 + Number(parts[3])) * MINUTE;
  return parts[1] === '-' ? -millis : millis;
}

/**
 * The instant of `2026-02-10T09:12` (seconds and milliseconds may follow), read at `utcOffset` unless the text ends in `Z` or an offset of its own.
 * A date alone is its midnight. Throws RangeError for anything else.
 */
export function parseInstant(text: string, utcOffset: string): Instant {
  const parts = INSTANT.exec(text);
  if (!parts) throw new RangeError(`"${text}" is no instant; expected YYYY-MM-DDTHH:MM, for example 2026-02-10T09:12`);
  const [, date, time, seconds, millis, own] = parts;
  const offset = own === 'Z' ? 0 : offsetMillis(own ?? utcOffset);
  if (Number(seconds ?? 0) > 59) throw new RangeError(`"${text}" is no instant; seconds go from 00 to 59`);
  return dayNumber(date!) * DAY + timeOfDay(time ?? '00:00') + Number(seconds ?? 0) * 1000 + Number(millis ?? 0) - offset;
}

/** `2026-02-10T09:12` at the offset; seconds are left out. */
export function formatCivil(at: Instant, utcOffset: string): string {
  const local = at + offsetMillis(utcOffset);
  const day = Math.floor(local / DAY);
  const minutes = Math.floor((local - day * DAY) / MINUTE);
  return `${civilDate(day)}T${twoDigits(Math.floor(minutes / 60))}:${twoDigits(minutes % 60)}`;
}

/** `2026-02-10T09:12:00+07:00`. */
export function formatInstant(at: Instant, utcOffset: string): string {
  const seconds = Math.floor((((at % MINUTE) + MINUTE) % MINUTE) / 1000);
  return `${formatCivil(at, utcOffset)}:${twoDigits(seconds)}${utcOffset}`;
}

function twoDigits(value: number): string {
  return value < 10 ? `0${value}` : String(value);
}
