import type { Calendar } from '../../domain/calendar/calendar.js';
import type { World } from '../../domain/engine/engine.js';
import type { DossierView } from '../../domain/engine/view.js';
import type { Hash, Store, StoredDossier } from '../../store/store.js';

export type Calendars = Pick<World, 'calendar' | 'calendars'>;

/** The calendar in force for a dossier, and those by which its dates may have been counted before it was revised. */
export async function calendarsOf(store: Store, { calendarHash, view }: Pick<StoredDossier, 'calendarHash' | 'view'>): Promise<Calendars> {
  const revised = view?.calendars ?? [];
  const first = await calendarBy(store, calendarHash);
  if (revised.length === 0) return { calendar: first };
  const found = await Promise.all(revised.map(async (hash) => [hash, await calendarBy(store, hash)] as const));
  return { calendar: found.at(-1)![1], calendars: { '': first, ...Object.fromEntries(found) } };
}

/** The same as they were when a view was made: what was said then was said by the calendar of that day. */
export function inForceFor(world: World, { calendars }: Pick<DossierView, 'calendars'>): World {
  return { ...world, calendar: world.calendars?.[calendars?.at(-1) ?? ''] ?? world.calendar };
}

/** Throws when nobody has stored it. */
export async function calendarBy(store: Pick<Store, 'blobs'>, hash: Hash): Promise<Calendar> {
  const calendar = await store.blobs.get<Calendar>(hash);
  if (!calendar) throw new Error(`The calendar ${hash} is not in the store.`);
  return calendar;
}
