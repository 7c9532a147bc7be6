/** Who is at work today, as far as posts, calendar and roster tell. */
import type { Calendar } from '../domain/calendar/calendar.js';
import type { AgencyId, OfficerId } from '../domain/engine/event.js';
import { type Days, type Officer, type Presence, presenceOn } from '../domain/organisation/presence.js';
import { type AbsenceEntry, absenceOn } from '../domain/organisation/roster.js';
import type { CivilDate } from '../domain/time/instant.js';
import type { Account } from '../store/people.js';
import type { Store } from '../store/store.js';

/** The working calendar of the offices; procedures may name another for their terms. */
const OFFICE_CALENDAR = 'vn';

type DaysStore = Pick<Store, 'accounts' | 'roster' | 'current' | 'blobs'>;

export interface KnownDays {
  readonly days: Days;
  readonly today: CivilDate;
  officer(id: OfficerId): Officer;
  presence(id: OfficerId, agency: AgencyId): Presence;
  absence(id: OfficerId): AbsenceEntry | undefined;
}

/** What is known of these officers from today on, and of those who stand in for them. */
export async function knownDays(store: DaysStore, ids: readonly OfficerId[], today: CivilDate): Promise<KnownDays> {
  const [calendar, own] = await Promise.all([officeCalendar(store), store.roster.of(ids, today)]);
  const substitutes = own.flatMap((entry) => (entry.kind === 'absence' && entry.substitute ? [entry.substitute] : []));
  const others = substitutes.filter((id) => !ids.includes(id));
  const [accounts, more] = await Promise.all([
    store.accounts.many([...new Set([...ids, ...others])]),
    others.length > 0 ? store.roster.of(others, today) : [],
  ]);
  return known({ calendar, entries: [...own, ...more] }, accounts, today);
}

function known(days: Days, accounts: readonly Account[], today: CivilDate): KnownDays {
  const officers = new Map(accounts.map(({ id, active, posts }) => [id, { id, posts: active ? posts : [] }]));
  const officer = (id: OfficerId): Officer => officers.get(id) ?? { id, posts: [] };
  return {
    days,
    today,
    officer,
    presence: (id, agency) => presenceOn(days, officer(id), agency, today),
    absence: (id) => absenceOn(days.entries, id, today),
  };
}

export async function officeCalendar(store: Pick<Store, 'current' | 'blobs'>): Promise<Calendar> {
  const hash = await store.current.get(`calendar:${OFFICE_CALENDAR}`);
  const calendar = hash && (await store.blobs.get<Calendar>(hash));
  if (!calendar) throw new Error(`The calendar ${OFFICE_CALENDAR} is not loaded.`);
  return calendar;
}
