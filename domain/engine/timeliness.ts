import type { Calendar } from '../calendar/calendar.js';
import { formatCivil } from '../time/civil-time.js';
import type { Instant } from '../time/instant.js';
import type { Timeliness } from './state.js';

/**
 * Early when the end falls on a day before the due day, on time on that day, late after the due instant (Circular 01/2020/TT-VPCP, form II.06).
 * A clock that stands still is not late.
 */
export function timelinessOf(calendar: Calendar, end: Instant, dueAt: Instant | null): Timeliness {
  if (dueAt === null) return 'early';
  if (end > dueAt) return 'late';
  const dayOf = (at: Instant): string => formatCivil(at, calendar.utcOffset).slice(0, 'YYYY-MM-DD'.length);
  return dayOf(end) < dayOf(dueAt) ? 'early' : 'on time';
}
