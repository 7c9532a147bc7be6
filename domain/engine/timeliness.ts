import type { Calendar } from '../calendar/calendar.js';
import { workingTime } from '../calendar/working-time.js';
import type { Instant } from '../time/instant.js';
import type { Timeliness } from './state.js';

/**
 * Early when the end falls on a day before the due day, on time on that day, late after the due instant (Circular 01/2020/TT-VPCP, form II.06).
 * A clock that stands still is not late.
 */
export function timelinessOf(calendar: Calendar, end: Instant, dueAt: Instant | null): Timeliness {
  if (dueAt === null) return 'early';
  if (end > dueAt) return 'late';
  const { dateOf } = workingTime(calendar);
  return dateOf(end) < dateOf(dueAt) ? 'early' : 'on time';
}
