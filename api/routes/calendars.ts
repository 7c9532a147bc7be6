/** A revised calendar and the dossiers that are open: what would move, who decided, what came of it. Numbers and dates only, nothing of people. */
import { Type } from 'typebox';
import type { Calendar } from '../../domain/calendar/calendar.js';
import { type CalendarMove, daysMoved } from '../../domain/engine/calendar-moves.js';
import type { CalendarChange, DossierChanged } from '../../store/calendar-changes-kept.js';
import type { Store, StoredDossier } from '../../store/store.js';
import type { Deps } from '../deps.js';
import { toIso, toIsoOrNull } from '../instants.js';
import { deadlineWords } from '../messages/deadline-words.js';
import { ok, operation, readerOf } from '../operation.js';
import { namesFor } from '../present/timeline.js';
import { noteSchema } from '../schema/act-schema.js';
import { changeSchema, dossierChangedSchema, previewSchema } from '../schema/calendar-schema.js';
import { closed, id, pageOf, paging, shortText } from '../schema/parts.js';
import { calendarBy } from '../use-cases/calendars-of.js';
import { approveCalendar, calendarChange, proposeCalendar, publishedCalendar } from '../use-cases/change-calendar.js';
import { movingBy, openUnderCalendar } from '../use-cases/open-under-calendar.js';
import { nextLink, pageRequest } from './dossiers.js';

const tag = 'Calendars';

export const previewCalendar = operation({
  id: 'previewCalendar',
  method: 'get',
  path: '/calendars/{id}/preview',
  tag,
  summary: { vi: 'Lịch đã công bố sẽ dời hạn của những hồ sơ nào đang mở', en: 'Which open dossiers the published calendar would move' },
  params: { id },
  query: paging,
  answers: { 200: { json: previewSchema } },
  handle: async ({ deps, params, query, request }) => {
    const hash = await publishedCalendar(deps, params.id!);
    const calendar = await calendarBy(deps.store, hash);
    const { items, next } = await openUnderCalendar(deps.store, params.id!, pageRequest(query));
    const all = await Promise.all(items.map(async (dossier) => ({ dossier, ...(await movingBy(deps.store, dossier, calendar)) })));
    const moving = await Promise.all(
      all.flatMap(({ dossier, moves, reissue }) =>
        moves.length > 0 ? [presentMoving(deps.store, calendar, dossier, moves).then((row) => ({ ...row, reissue }))] : [],
      ),
    );
    return ok({ calendar: hash, looked: items.length, items: moving, next }, nextLink(request, next));
  },
});

export const proposeCalendarChange = operation({
  id: 'proposeCalendarChange',
  method: 'post',
  path: '/calendar-changes',
  tag,
  summary: { vi: 'Đề nghị áp dụng lịch đã công bố cho hồ sơ đang mở', en: 'Propose the published calendar for open dossiers' },
  body: closed({
    calendar: id,
    moveDates: Type.Boolean({ description: 'Whether dates that run are counted again; they only ever move later' }),
    decision: shortText,
    note: noteSchema,
  }),
  write: true,
  answers: { 201: { json: changeSchema } },
  handle: async (call) => {
    const change = await proposeCalendar(call.deps, readerOf(call), call.body, call.key);
    return { status: 201, body: await present(call.deps, change), headers: { Location: `/calendar-changes/${change.id}` } };
  },
});

export const approveCalendarChange = operation({
  id: 'approveCalendarChange',
  method: 'post',
  path: '/calendar-changes/{id}/approve',
  tag,
  summary: { vi: 'Duyệt, do người khác với người đề nghị', en: 'Approve, by another than who proposed it' },
  params: { id },
  write: true,
  answers: { 200: { json: changeSchema } },
  handle: async (call) => ok(await present(call.deps, await approveCalendar(call.deps, readerOf(call), call.params.id!))),
});

export const readCalendarChange = operation({
  id: 'readCalendarChange',
  method: 'get',
  path: '/calendar-changes/{id}',
  tag,
  summary: { vi: 'Một đề nghị áp dụng lịch và tiến độ', en: 'A calendar change and how far it has come' },
  params: { id },
  answers: { 200: { json: changeSchema } },
  handle: async ({ deps, params }) => ok(await present(deps, await calendarChange(deps, params.id!))),
});

export const listCalendarChanges = operation({
  id: 'listCalendarChanges',
  method: 'get',
  path: '/calendar-changes',
  tag,
  summary: { vi: 'Các đề nghị áp dụng lịch, mới nhất trước', en: 'Calendar changes, newest first' },
  query: paging,
  answers: { 200: { json: pageOf(changeSchema) } },
  handle: async ({ deps, query, request }) => {
    const { items, next } = await deps.store.calendarChanges.list(pageRequest(query));
    return ok({ items: await Promise.all(items.map((change) => present(deps, change))), next }, nextLink(request, next));
  },
});

export const listChangedDossiers = operation({
  id: 'listChangedDossiers',
  method: 'get',
  path: '/calendar-changes/{id}/dossiers',
  tag,
  summary: { vi: 'Kết quả ở từng hồ sơ', en: 'What came of each dossier' },
  params: { id },
  query: paging,
  answers: { 200: { json: pageOf(dossierChangedSchema) } },
  handle: async ({ deps, params, query, request }) => {
    const change = await calendarChange(deps, params.id!);
    const calendar = await calendarBy(deps.store, change.calendar);
    const { items, next } = await deps.store.calendarChanges.results(change.id, pageRequest(query));
    return ok({ items: await Promise.all(items.map((row) => presentChanged(deps.store, calendar, row))), next }, nextLink(request, next));
  },
});

async function present({ store }: Pick<Deps, 'store'>, change: CalendarChange) {
  const { id, calendarId, calendar, moveDates, decision, state, proposedBy, approvedBy } = change;
  const [counts, notes] = await Promise.all([store.calendarChanges.counts(id), store.notes.many([change.note])]);
  return {
    ...{ id, calendarId, calendar, moveDates, decision, note: notes.get(change.note), state, proposedBy, approvedBy },
    proposedAt: toIso(change.proposedAt),
    approvedAt: toIsoOrNull(change.approvedAt),
    doneAt: toIsoOrNull(change.doneAt),
    dossiers: counts,
  };
}

async function presentChanged(store: Store, calendar: Calendar, { dossierId, outcome, moves, reissue, why, at }: DossierChanged) {
  const dossier = (await store.dossiers.get(dossierId))!;
  return { ...(await presentMoving(store, calendar, dossier, moves)), reissue, outcome, why, at: toIso(at) };
}

async function presentMoving(store: Store, calendar: Calendar, dossier: StoredDossier, moves: readonly CalendarMove[]) {
  const names = await namesFor(store, dossier);
  const { id: dossierId, number, procedure, rehearsal } = dossier;
  return {
    ...{ dossierId, number, procedure, rehearsal },
    moves: moves.map((move) => ({
      deadline: move.deadline,
      name: deadlineWords(move.deadline, names.step),
      from: toIso(move.from),
      to: toIso(move.to),
      days: daysMoved(calendar, move),
    })),
  };
}
