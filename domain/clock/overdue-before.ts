import type { Calendar } from '../calendar/calendar.js';
import { DAY, type Instant } from '../time/instant.js';
import { dueAt } from './due.js';
import type { Term } from './term.js';

/** Long enough for every term a list is made by; a calendar need not know older years. */
const SEARCH = 120 * DAY;

/**
 * The instant before which a wait must have begun for the term to be over now: a list finds what is overdue by one comparison, without counting each row. A term that
 * begins later never ends earlier, so the boundary is found by halving.
 */
export function overdueBefore(calendar: Calendar, term: Term, now: Instant): Instant {
  let over = now - SEARCH;
  let running = now + 1;
  while (running - over > 1) {
    const middle = Math.floor((over + running) / 2);
    const due = dueAt(calendar, { term, start: middle });
    if (due !== null && due < now) over = middle;
    else running = middle;
  }
  return running;
}
