import { Type } from 'typebox';
import { sentMessageId } from '../../notifications/archive.js';
import { toIso } from '../instants.js';
import { ok, operation, readerOf } from '../operation.js';
import { readsAll } from '../policy.js';
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
    kind: Type.String(),
    about: Type.String(),
    to: Type.String(),
    agency: nullable(Type.String()),
    role: nullable(Type.String()),
    form: nullable(Type.String()),
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
    const rows = items.map(({ id, dossierId, kind, about, to, agency: at, role, form, ...more }) => ({
      id,
      dossierId,
      kind,
      about,
      to,
      agency: at ?? null,
      role: role ?? null,
      form: form ?? null,
      at: toIso(more.at),
    }));
    return ok({ items: rows, next }, nextLink(call.request, next));
  },
});
