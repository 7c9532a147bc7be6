import type { CalendarChange, CalendarChangeOutcome, CalendarChangesStore, DossierChanged } from './calendar-changes-kept.js';
import type { Collections } from './collections.js';
import { pageOf, startOf } from './lists/page.js';
import { sortKey } from './lists/sort-key.js';
import type { CalendarChangeDocument, DossierChangedDocument } from './schemas/calendar-change-schemas.js';
import type { Page, PageRequest } from './store.js';

export function calendarChangesIn(collections: Collections): CalendarChangesStore {
  const { calendarChanges, calendarChanged } = collections;
  return {
    async propose({ id, ...change }) {
      const blank = { state: 'proposed', approvedBy: null, approvedAt: null, doneAt: null, order: sortKey(change.proposedAt, id) };
      await calendarChanges.updateOne({ _id: id }, { $setOnInsert: { ...change, ...blank } }, { upsert: true });
    },
    async get(id) {
      const found = await calendarChanges.findById(id).lean();
      return found && toChange(found);
    },
    async approve(id, approvedBy, approvedAt) {
      const passed = await calendarChanges.updateOne(
        { _id: id, state: 'proposed' },
        { $set: { state: 'approved', approvedBy, approvedAt } },
      );
      return passed.modifiedCount === 1;
    },
    underWay: async () => (await calendarChanges.find({ state: 'approved' }).sort({ order: 1 }).lean()).map(toChange),
    async finish(id, doneAt) {
      await calendarChanges.updateOne({ _id: id, state: 'approved' }, { $set: { state: 'done', doneAt } });
    },
    list: (page) => list(collections, page),
    async note(changed) {
      await calendarChanged.updateOne({ _id: `${changed.change}.${changed.dossierId}` }, { $setOnInsert: changed }, { upsert: true });
    },
    async noted(change, dossierIds) {
      const found = await calendarChanged.find({ _id: { $in: dossierIds.map((id) => `${change}.${id}`) } }, { dossierId: 1 }).lean();
      return new Set(found.map(({ dossierId }) => dossierId));
    },
    results: (change, page) => results(collections, change, page),
    async counts(change) {
      const count = (outcome: CalendarChangeOutcome): Promise<number> => calendarChanged.countDocuments({ change, outcome });
      const [moved, unmoved, failed] = await Promise.all([count('moved'), count('unmoved'), count('failed')]);
      return { moved, unmoved, failed };
    },
  };
}

async function list({ calendarChanges }: Collections, page: PageRequest): Promise<Page<CalendarChange>> {
  const after = startOf(page);
  const found = calendarChanges.find(after ? { order: { $lt: after } } : {}).sort({ order: -1 });
  return pageOf(await found.limit(page.limit + 1).lean(), page, (row) => row.order, toChange);
}

async function results({ calendarChanged }: Collections, change: string, page: PageRequest): Promise<Page<DossierChanged>> {
  const found = calendarChanged.find({ _id: { $gt: startOf(page) ?? `${change}.`, $lt: `${change}/` } }).sort({ _id: 1 });
  return pageOf(await found.limit(page.limit + 1).lean(), page, (row) => row._id, toChanged);
}

function toChange({ _id, order: _order, ...change }: CalendarChangeDocument): CalendarChange {
  return { id: _id, ...change };
}

function toChanged({ _id, ...changed }: DossierChangedDocument): DossierChanged {
  return changed;
}
