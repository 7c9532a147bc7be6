import type { Calendar, Weekday } from '../calendar/calendar.js';
import { WEEKDAYS } from '../calendar/office-day.js';
import { workingTime } from '../calendar/working-time.js';
import type { AgencyId, OfficerId } from '../engine/event.js';
import { civilDate, dayNumber, weekdayIndex } from '../time/civil-date.js';
import type { CivilDate, Instant } from '../time/instant.js';
import { type Post, postsOn } from './posts.js';
import { absenceOn, dutyOn, type RosterEntry } from './roster.js';

/** `no post`: not, or no longer, of the agency. */
export type Presence = 'on duty' | 'off duty' | 'absent' | 'no post';

export interface Officer {
  readonly id: OfficerId;
  /** A switched-off account has none. */
  readonly posts: readonly Post[];
}

/** What is known of the days of officers: the working calendar, and entries of the roster, oldest first. */
export interface Days {
  readonly calendar: Calendar;
  readonly entries: readonly RosterEntry[];
}

/** Who does not come back within this time is not waited for. */
const SEARCH_DAYS = 60;

/** Whether an officer is at work at an agency on a day. */
export function presenceOn({ calendar, entries }: Days, { id, posts }: Officer, agency: AgencyId, day: CivilDate): Presence {
  const here = postsOn(posts, day).filter((post) => post.agency === agency);
  if (here.length === 0) return 'no post';
  if (absenceOn(entries, id, day)) return 'absent';
  const roster = dutyOn(entries, id, agency, day);
  if (roster?.dates?.includes(day)) return 'on duty';
  const weekdays = roster ? (roster.weekdays ?? []) : dutyOfPosts(here);
  return worksOn(calendar, day) && weekdays.includes(weekdayOf(calendar, day)) ? 'on duty' : 'off duty';
}

/** Where an open task is, and until when it is to be done. */
export interface HeldTask {
  readonly agency: AgencyId;
  readonly dueAt: Instant | null;
}

/**
 * Whether a task can wait for an officer: who is off duty today keeps it when back before it is due. Nothing waits for one who is absent, or whose post has ended
 * (domain.md, D3: a dossier must not stall on one person).
 */
export function canWaitFor(days: Days, officer: Officer, task: HeldTask, today: CivilDate): boolean {
  const presence = presenceOn(days, officer, task.agency, today);
  if (presence !== 'off duty') return presence === 'on duty';
  if (task.dueAt === null) return true;
  const back = nextDuty(days, officer, task.agency, today);
  return back !== null && back <= workingTime(days.calendar).dateOf(task.dueAt);
}

/** The next day on duty after today; null: none within two months. */
function nextDuty(days: Days, officer: Officer, agency: AgencyId, today: CivilDate): CivilDate | null {
  const from = dayNumber(today) + 1;
  for (let day = from; day < from + SEARCH_DAYS; day += 1)
    if (presenceOn(days, officer, agency, civilDate(day)) === 'on duty') return civilDate(day);
  return null;
}

function dutyOfPosts(posts: readonly Post[]): readonly Weekday[] {
  return posts.flatMap(({ duty }) => duty ?? WEEKDAYS);
}

/** Whether the offices are open on a day. */
export function worksOn(calendar: Calendar, day: CivilDate): boolean {
  return workingTime(calendar).isWorkingDay(dayNumber(day));
}

/** A make-up day is worked as the weekday it stands for. */
function weekdayOf({ makeUpDays }: Calendar, day: CivilDate): Weekday {
  return makeUpDays.find(({ date }) => date === day)?.worksAs ?? WEEKDAYS[weekdayIndex(dayNumber(day))]!;
}
