import type { Fact } from '../../domain/engine/fact.js';
import { sortKey } from '../lists/sort-key.js';
import { listsOfReminder, type ReminderDocument } from '../schemas/reminder-schema.js';
import type { RowHead } from './head.js';

/** Who was told of a date and when: one row for each rung reached among the facts. */
export function reminderRows(head: RowHead, centre: string, facts: readonly Fact[]): ReminderDocument[] {
  return facts.flatMap((fact) => (fact.type === 'rungReached' ? [rowOf(head, centre, fact)] : []));
}

function rowOf(
  { _id: dossierId, number, procedure, field, rehearsal }: RowHead,
  centre: string,
  fact: Extract<Fact, { type: 'rungReached' }>,
): ReminderDocument {
  const { no, deadline, rung, do: what, agency = null, role = null, officer = null, effectiveAt: at } = fact;
  const _id = `${dossierId}.${no}`;
  const row = { _id, dossierId, number, procedure, field, rehearsal, centre, deadline, rung, do: what, agency, role, officer, at };
  return { ...row, lists: listsOfReminder(row), order: sortKey(at, _id) };
}
