/** What has been recorded of an officer's days: duties and absences, never changed, each later entry correcting the earlier. */
import type { Weekday } from '../calendar/calendar.js';
import type { AgencyId, OfficerId } from '../engine/event.js';
import type { CivilDate, Instant } from '../time/instant.js';

export const ABSENCE_REASONS = ['leave', 'sick', 'mission', 'training', 'other'] as const;
export type AbsenceReason = (typeof ABSENCE_REASONS)[number];

interface EntryHead {
  readonly id: string;
  readonly officer: OfficerId;
  /** Who recorded it and when. */
  readonly by: OfficerId;
  readonly at: Instant;
}

/** Days on duty at one agency, from a day on: these days of the week when the office works, and these dates. */
export interface DutyEntry extends EntryHead {
  readonly kind: 'duty';
  readonly agency: AgencyId;
  readonly from: CivilDate;
  /** Last day; absent: until the next entry. */
  readonly until?: CivilDate;
  readonly weekdays?: readonly Weekday[];
  readonly dates?: readonly CivilDate[];
}

export interface AbsenceEntry extends EntryHead {
  readonly kind: 'absence';
  readonly from: CivilDate;
  /** Last day. */
  readonly to: CivilDate;
  readonly reason: AbsenceReason;
  /** Who acts on what the officer holds. */
  readonly substitute?: OfficerId;
}

/** An absence ended otherwise than was recorded: its last day now; before its first, it never was. */
export interface AbsenceEndEntry extends EntryHead {
  readonly kind: 'absence ended';
  readonly absence: string;
  readonly to: CivilDate;
}

export type RosterEntry = DutyEntry | AbsenceEntry | AbsenceEndEntry;

/** The absences as they stand after all entries, given oldest first. */
export function absencesIn(entries: readonly RosterEntry[]): readonly AbsenceEntry[] {
  const ends = new Map(entries.flatMap((entry) => (entry.kind === 'absence ended' ? [[entry.absence, entry.to] as const] : [])));
  return entries.flatMap((entry) => (entry.kind === 'absence' ? [{ ...entry, to: ends.get(entry.id) ?? entry.to }] : []));
}

/** The absence on a day; of several the one recorded last. */
export function absenceOn(entries: readonly RosterEntry[], officer: OfficerId, day: CivilDate): AbsenceEntry | undefined {
  return absencesIn(entries).findLast((each) => each.officer === officer && each.from <= day && day <= each.to);
}

/** The duty entry in force on a day at an agency: the one recorded last. */
export function dutyOn(entries: readonly RosterEntry[], officer: OfficerId, agency: AgencyId, day: CivilDate): DutyEntry | undefined {
  return entries.findLast(
    (entry): entry is DutyEntry =>
      entry.kind === 'duty' && entry.officer === officer && entry.agency === agency && entry.from <= day && day <= (entry.until ?? day),
  );
}
