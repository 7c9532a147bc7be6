import { Type } from 'typebox';
import { sentMessageId } from '../../notifications/archive.js';
import type { Note, StoredDossier, StoredNotice } from '../../store/store.js';
import { toIso } from '../instants.js';
import { type Call, ok, operation, readerOf, showing } from '../operation.js';
import { readsAll } from '../policy.js';
import { hiddenFrom, openNote } from '../present/secrecy.js';
import { notFound } from '../problem.js';
import { closed, id, instant, nullable, pageOf, paging, part } from '../schema/parts.js';
import { nextLink, pageRequest } from './dossiers.js';

const deadCommandSchema = part(
  'DeadCommand',
  closed({
    id: Type.String(),
    dossierId: Type.String(),
    type: Type.String(),
    attempts: Type.Integer(),
    lastError: nullable(Type.String()),
    createdAt: instant,
  }),
);

export const listDeadCommands = operation({
  id: 'listDeadCommands',
  method: 'get',
  path: '/outbox/dead',
  tag: 'Outbox',
  summary: { vi: 'Việc gửi đi không thành', en: 'Commands that could not be carried out' },
  query: paging,
  answers: { 200: { json: pageOf(deadCommandSchema) } },
  handle: async ({ deps, query, request }) => {
    const { items, next } = await deps.store.outbox.dead(pageRequest(query));
    const rows = items.map(({ id, dossierId, command, attempts, lastError, createdAt }) => ({
      id,
      dossierId,
      type: command.type,
      attempts,
      lastError: lastError ?? null,
      createdAt: toIso(createdAt),
    }));
    return ok({ items: rows, next }, nextLink(request, next));
  },
});

export const resendCommand = operation({
  id: 'resendCommand',
  method: 'post',
  path: '/outbox/dead/{id}/resend',
  tag: 'Outbox',
  summary: { vi: 'Gửi lại', en: 'Send again' },
  params: { id },
  write: true,
  answers: { 204: 'empty' },
  handle: async ({ deps, params }) => {
    const row = await deps.store.outbox.get(params.id!);
    if (!row || !(await deps.store.outbox.revive(row.id, 'waiting')))
      throw notFound({ vi: 'việc gửi hỏng', en: 'dead command' }, params.id!);
    const message = sentMessageId(row);
    if (message !== null) await deps.store.messages.resend(message);
    return { status: 204 };
  },
});

const noticeSchema = part(
  'Notice',
  closed({
    id: Type.String(),
    dossierId: Type.String(),
    number: nullable(Type.String()),
    run: nullable(Type.String()),
    kind: Type.String(),
    about: Type.String(),
    to: Type.String(),
    agency: nullable(Type.String()),
    role: nullable(Type.String()),
    form: nullable(Type.String()),
    text: nullable(Type.String({ description: 'What was said with it: the words of a partner, or of who wrote it' })),
    at: instant,
  }),
);

export const listNotices = operation({
  id: 'listNotices',
  method: 'get',
  path: '/notices',
  tag: 'Notices',
  summary: { vi: 'Thông báo cho vai trò của tôi', en: 'Notices for my roles' },
  query: paging,
  answers: { 200: { json: pageOf(noticeSchema) } },
  handle: async (call) => {
    const reader = readerOf(call);
    const seats = readsAll(reader) ? undefined : reader.posts;
    const { items, next } = await call.deps.store.notices.list(seats, pageRequest(call.query));
    const ids = [...new Set(items.map(({ dossierId }) => dossierId))];
    const dossiers = (await Promise.all(ids.map((each) => call.deps.store.dossiers.get(each)))).filter((found) => found !== null);
    const notes = await call.deps.store.notes.many(items.flatMap(({ note }) => note ?? []));
    const rows = items.map((notice) =>
      present(
        call,
        notice,
        dossiers.find((dossier) => dossier.id === notice.dossierId),
        notes.get(notice.note ?? ''),
      ),
    );
    return showing(dossiers, ok({ items: await Promise.all(rows), next }, nextLink(call.request, next)));
  },
});

async function present(call: Call<unknown, unknown>, notice: StoredNotice, dossier: StoredDossier | undefined, note: Note | undefined) {
  const { id, dossierId, kind, about, to, agency, role, form, run, at } = notice;
  // without its dossier nobody can say what of it is secret
  const said = note && dossier && openNote(note, await hiddenFrom(call.deps.store, readerOf(call), dossier));
  return {
    ...{ id, dossierId, number: dossier?.number ?? null, run: run ?? null, kind, about, to },
    ...{ agency: agency ?? null, role: role ?? null, form: form ?? null, text: said?.text ?? null, at: toIso(at) },
  };
}
