/** What a revised calendar would do to the running dates of a dossier, before anybody decides: the same count that the act makes. */
import type { Calendar } from '../calendar/calendar.js';
import { workingTime } from '../calendar/working-time.js';
import type { Instant } from '../time/instant.js';
import { dueByRevised } from './deadline-ledger.js';
import type { DeadlineId } from './state.js';
import type { DossierView } from './view.js';

export interface CalendarMove {
  readonly deadline: DeadlineId;
  readonly from: Instant;
  readonly to: Instant;
}

/** Dates that would move, in the order in which they began. */
export function movesBy(calendar: Calendar, { deadlines }: Pick<DossierView, 'deadlines'>): CalendarMove[] {
  return Object.entries(deadlines).flatMap(([deadline, { status, dueAt, basis }]) => {
    const to = dueByRevised(calendar, { status, dueAt, basis });
    return to === null ? [] : [{ deadline, from: dueAt!, to }];
  });
}

/** By how many days on the wall calendar, days off included. */
export function daysMoved(calendar: Calendar, { from, to }: Pick<CalendarMove, 'from' | 'to'>): number {
  const { dayOf } = workingTime(calendar);
  return dayOf(to) - dayOf(from);
}
