/** Epoch milliseconds. */
export type Instant = number;

/** `YYYY-MM-DD` on the calendar of the office; no zone. */
export type CivilDate = string;

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
