import type { Calendar } from '../domain/calendar/calendar.js';
import type { Store } from '../store/store.js';

/** The working calendar whose days off are the partners' too; null before a catalogue is loaded. */
export async function workingCalendar({ current, blobs }: Pick<Store, 'current' | 'blobs'>): Promise<Calendar | null> {
  const hash = await current.get('calendar:vn');
  return hash ? blobs.get<Calendar>(hash) : null;
}
