/** A revised calendar for open dossiers: one administrator proposes it, another approves, the worker applies it (`apply-calendar-changes.ts`). */
import { createHash } from 'node:crypto';
import type { CalendarChange } from '../../store/calendar-changes-kept.js';
import type { Hash, Note } from '../../store/store.js';
import type { Deps } from '../deps.js';
import { notFound, Problem } from '../problem.js';
import type { Reader } from '../reader.js';

const CALENDAR = { vi: 'lịch làm việc', en: 'calendar' };
const CHANGE = { vi: 'đề nghị áp dụng lịch', en: 'calendar change' };

export interface Proposal {
  readonly calendar: string;
  readonly moveDates: boolean;
  readonly decision: string;
  readonly note: Note;
}

/** Hash of the revision in force. Throws NOT_FOUND for a calendar that nobody has published. */
export async function publishedCalendar({ store }: Pick<Deps, 'store'>, calendarId: string): Promise<Hash> {
  const hash = await store.current.get(`calendar:${calendarId}`);
  if (!hash) throw notFound(CALENDAR, calendarId);
  return hash;
}

/** The same key is the same proposal. It is about the revision published now, whatever is published later. @throws Problem NOT_FOUND. */
export async function proposeCalendar(deps: Deps, reader: Reader, proposal: Proposal, key: string): Promise<CalendarChange> {
  const { calendar: calendarId, moveDates, decision, note } = proposal;
  const id = createHash('sha256').update(`calendar ${key}`).digest('hex').slice(0, 24);
  const [calendar, noteId] = await Promise.all([publishedCalendar(deps, calendarId), deps.store.notes.put(note)]);
  const said = { calendarId, calendar, moveDates, decision, note: noteId, proposedBy: reader.id, proposedAt: deps.now() };
  await deps.store.calendarChanges.propose({ id, ...said });
  return calendarChange(deps, id);
}

/** @throws Problem NOT_FOUND, SECOND_PERSON_NEEDED for who proposed it, PROPOSAL_OUTDATED when the calendar was revised again since. */
export async function approveCalendar(deps: Deps, reader: Reader, id: string): Promise<CalendarChange> {
  const change = await calendarChange(deps, id);
  if (change.proposedBy === reader.id) throw new Problem('SECOND_PERSON_NEEDED', { found: reader.id });
  if (change.state !== 'proposed') return change;
  if ((await publishedCalendar(deps, change.calendarId)) !== change.calendar)
    throw new Problem('PROPOSAL_OUTDATED', { found: change.calendarId });
  await deps.store.calendarChanges.approve(id, reader.id, deps.now());
  return calendarChange(deps, id);
}

export async function calendarChange({ store }: Pick<Deps, 'store'>, id: string): Promise<CalendarChange> {
  const change = await store.calendarChanges.get(id);
  if (!change) throw notFound(CHANGE, id);
  return change;
}
