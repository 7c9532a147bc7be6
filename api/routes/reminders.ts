/** Who was told of which date, and when: each rung of the ladder to officer, head and centre once. */
import { Type } from 'typebox';
import { DAY } from '../../domain/time/instant.js';
import type { ReminderQuery, StoredReminder } from '../../store/asked.js';
import type { Deps } from '../deps.js';
import { toIso } from '../instants.js';
import { deadlineWords } from '../messages/deadline-words.js';
import { ok, operation, readerOf, type Call } from '../operation.js';
import { readsAll } from '../policy.js';
import { namesFor } from '../present/timeline.js';
import { closed, id, instant, instantIn, nullable, oneOf, pageOf, paging, part, text } from '../schema/parts.js';
import { seeDossier } from '../use-cases/see-dossier.js';
import { readInstant } from '../use-cases/spell-out-act.js';
import { nextLink, pageRequest } from './dossiers.js';

const tag = 'Reminders';
const LAST_DAYS = 30;

const reminderSchema = part(
  'Reminder',
  closed({
    id: Type.String(),
    dossierId: Type.String(),
    number: Type.String(),
    procedure: Type.String(),
    rehearsal: Type.Boolean(),
    centre: Type.String(),
    deadline: Type.String(),
    deadlineName: text,
    rung: Type.String({ description: 'Of the ladder of the deadline; each is reached once' }),
    do: oneOf(['remind', 'escalate'], 'escalate: told to a superior'),
    told: closed({
      agency: nullable(Type.String()),
      agencyName: nullable(text),
      role: nullable(Type.String()),
      officer: nullable(Type.String()),
    }),
    at: instant,
  }),
);

export const readReminders = operation({
  id: 'readReminders',
  method: 'get',
  path: '/dossiers/{id}/reminders',
  tag,
  summary: { vi: 'Đã nhắc, đã báo cáo ai về hồ sơ này', en: 'Who was told of the dates of the dossier' },
  params: { id },
  answers: { 200: { json: closed({ items: Type.Array(reminderSchema) }) } },
  handle: async ({ deps, params, ...call }) => {
    const dossier = await seeDossier(deps, readerOf(call), params.id!);
    return ok({ items: await presentAll(deps, await deps.store.reminders.of(dossier.id)) });
  },
});

export const listReminders = operation({
  id: 'listReminders',
  method: 'get',
  path: '/reminders',
  tag,
  summary: { vi: 'Danh sách đã nhắc, đã báo cáo', en: 'Those who were reminded, and those told as superiors' },
  query: {
    agency: Type.Optional(Type.String({ minLength: 1, maxLength: 200, description: 'Agency that was told' })),
    from: Type.Optional(Type.String({ ...instantIn, description: `Without it: the last ${LAST_DAYS} days` })),
    to: Type.Optional(instantIn),
    ...paging,
  },
  answers: { 200: { json: pageOf(reminderSchema) } },
  handle: async (call) => {
    const { items, next } = await call.deps.store.reminders.list(queryOf(call), pageRequest(call.query));
    return ok({ items: await presentAll(call.deps, items), next }, nextLink(call.request, next));
  },
});

type Asked = { readonly agency?: string; readonly from?: string; readonly to?: string };

/** Those told in the reader's offices, and all that were told of dossiers of the centre the reader leads. */
function queryOf(call: Call<unknown, Asked>): ReminderQuery {
  const { agency, from, to } = call.query;
  const reader = readerOf(call);
  return {
    ...(!readsAll(reader) && { seats: reader.seats }),
    ...(agency !== undefined && { agency }),
    from: from === undefined ? call.deps.now() - LAST_DAYS * DAY : readInstant('query/from', from),
    ...(to !== undefined && { to: readInstant('query/to', to) }),
  };
}

async function presentAll({ store }: Deps, reminders: readonly StoredReminder[]) {
  return Promise.all(reminders.map((reminder) => present(store, reminder)));
}

async function present(store: Deps['store'], { field: _field, agency, role, officer, at, ...reminder }: StoredReminder) {
  const dossier = await store.dossiers.get(reminder.dossierId);
  const names = await namesFor(store, dossier!);
  return {
    ...reminder,
    deadlineName: deadlineWords(reminder.deadline, names.step),
    told: { agency, agencyName: agency === null ? null : names.agency(agency), role, officer },
    at: toIso(at),
  };
}
