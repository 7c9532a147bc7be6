import type { Collections } from './collections.js';
import { pageOf, startOf } from './lists/page.js';
import { instantKey } from './lists/sort-key.js';
import { type ReminderDocument, REMINDERS_BY_LIST, remindersSought } from './schemas/reminder-schema.js';
import type { ReminderQuery, RemindersStore, StoredReminder } from './asked.js';

export function remindersIn({ reminders }: Collections): RemindersStore {
  return {
    async of(dossierId) {
      // every id is the dossier's id, a full stop, and more
      const own = await reminders
        .find({ _id: { $gt: `${dossierId}.`, $lt: `${dossierId}/` } })
        .sort({ order: 1 })
        .lean();
      return own.map(toReminder);
    },
    async list(query, page) {
      const rows = reminders.collection.find(reminderFilter(query, startOf(page)) as never, {
        sort: { order: -1 },
        hint: REMINDERS_BY_LIST,
        limit: page.limit + 1,
      });
      return pageOf((await rows.toArray()) as unknown as ReminderDocument[], page, (row) => row.order, toReminder);
    },
  };
}

export function reminderFilter({ from, to, ...whose }: ReminderQuery, after?: string): object {
  const upper = [after, to === undefined ? undefined : instantKey(to)].filter((key) => key !== undefined).sort();
  const order = { ...(upper[0] !== undefined && { $lt: upper[0] }), ...(from !== undefined && { $gte: instantKey(from) }) };
  return { lists: { $in: remindersSought(whose) }, ...(Object.keys(order).length > 0 && { order }) };
}

function toReminder({ _id, lists: _lists, order: _order, ...reminder }: ReminderDocument): StoredReminder {
  return { id: _id, ...reminder };
}
