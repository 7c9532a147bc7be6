/** Messages between Motcua and other systems that had no effect: seen, understood, corrected, sent again or given up. */
import { Type } from 'typebox';
import type { RoadMessage } from '../../store/road.js';
import { toIso } from '../instants.js';
import { type Answer, type Call, ok, operation, readerOf } from '../operation.js';
import { seesDeadLettersOf } from '../policy.js';
import { presentMessage } from '../present/messages.js';
import { hiddenFrom, NOTHING, openMessage } from '../present/secrecy.js';
import { deadLetterSchema, messageSchema } from '../schema/message-schema.js';
import { closed, id, oneOf, pageOf, paging, record, shortText } from '../schema/parts.js';
import {
  correctable,
  correctDeadLetter as correct,
  giveUpDeadLetter as giveUp,
  historyOf,
  resendDeadLetter as resend,
  seeDeadLetter,
} from '../use-cases/dead-letters.js';
import { seeDossier } from '../use-cases/see-dossier.js';
import { nextLink, pageRequest } from './dossiers.js';

const tag = 'Dead letters';
const params = { id };
const answers = { 200: { json: messageSchema } };

export const listDeadLetters = operation({
  id: 'listDeadLetters',
  method: 'get',
  path: '/dead-letters',
  tag,
  summary: { vi: 'Thông điệp liên thông cần người xem', en: 'Messages to and from other systems that need somebody' },
  query: { connector: Type.Optional(id), direction: Type.Optional(oneOf(['in', 'out'])), ...paging },
  answers: { 200: { json: pageOf(messageSchema) } },
  handle: async (call) => {
    const { connector, direction } = call.query;
    const centres = seesDeadLettersOf(readerOf(call));
    const query = { ...(connector && { connector }), ...(direction && { direction }), ...(centres && { centres }) };
    return page(call, await call.deps.store.messages.dead(query, pageRequest(call.query)));
  },
});

export const readDeadLetter = operation({
  id: 'readDeadLetter',
  method: 'get',
  path: '/dead-letters/{id}',
  tag,
  summary: { vi: 'Một thông điệp: vì sao, làm gì, đã thử những gì', en: 'One of them: why, what to do, what was tried' },
  params,
  answers: { 200: { json: deadLetterSchema } },
  handle: async (call) => {
    const letter = await seeDeadLetter(call.deps, readerOf(call), call.params.id!);
    const [open, history] = await Promise.all([openTo(call, letter), historyOf(call.deps, letter)]);
    const fields = open === letter ? await correctable(call.deps, letter) : {};
    const tries = history.map(({ at, error }) => ({ at: toIso(at), error }));
    return ok({ ...presentMessage(open, call.language), fields, history: tries });
  },
});

export const correctDeadLetter = operation({
  id: 'correctDeadLetter',
  method: 'post',
  path: '/dead-letters/{id}/corrections',
  tag,
  summary: { vi: 'Sửa trường của thông điệp (hồ sơ không đổi)', en: 'Correct fields of the message; the application stays' },
  params,
  body: closed({
    fields: record(Type.Unknown({ description: 'By name; null: left out' })),
    reference: Type.Optional(Type.String({ minLength: 1, maxLength: 200, description: 'Of a message that came in: <dossier id>.<run>' })),
    why: shortText,
  }),
  write: true,
  answers,
  handle: async (call) => {
    const { deps, key } = call;
    const reader = readerOf(call);
    const letter = await seeDeadLetter(deps, reader, call.params.id!);
    return shown(call, await correct(deps, reader, letter, { ...call.body, key, by: reader.id, at: deps.now() }));
  },
});

export const resendDeadLetter = operation({
  id: 'resendDeadLetter',
  method: 'post',
  path: '/dead-letters/{id}/resend',
  tag,
  summary: { vi: 'Gửi lại, hoặc xử lý lại thông điệp đến', en: 'Send again, or try again what came in' },
  params,
  write: true,
  answers,
  handle: async (call) => shown(call, await resend(call.deps, await seeDeadLetter(call.deps, readerOf(call), call.params.id!))),
});

export const giveUpDeadLetter = operation({
  id: 'giveUpDeadLetter',
  method: 'post',
  path: '/dead-letters/{id}/give-up',
  tag,
  summary: { vi: 'Bỏ, có lý do', en: 'Give up, with the reason' },
  params,
  body: closed({ why: shortText }),
  write: true,
  answers,
  handle: async (call) => {
    const reader = readerOf(call);
    const letter = await seeDeadLetter(call.deps, reader, call.params.id!);
    return shown(call, await giveUp(call.deps, reader, letter, call.body.why));
  },
});

export const readMessages = operation({
  id: 'readMessages',
  method: 'get',
  path: '/dossiers/{id}/messages',
  tag: 'Dossiers',
  summary: {
    vi: 'Thông điệp đã gửi và nhận của hồ sơ, đã che dữ liệu cá nhân',
    en: 'Messages sent and received about the dossier, masked',
  },
  params,
  query: paging,
  answers: { 200: { json: pageOf(messageSchema) } },
  handle: async (call) => {
    const dossier = await seeDossier(call.deps, readerOf(call), call.params.id!);
    return page(call, await call.deps.store.messages.of(dossier.id, pageRequest(call.query)));
  },
});

type Asked = Pick<Call, 'deps' | 'reader' | 'language' | 'request'>;

async function page(call: Asked, { items, next }: { items: readonly RoadMessage[]; next: string | null }): Promise<Answer> {
  const open = await Promise.all(items.map((message) => openTo(call, message)));
  return ok({ items: open.map((message) => presentMessage(message, call.language)), next }, nextLink(call.request, next));
}

async function shown(call: Asked, message: RoadMessage): Promise<Answer> {
  return ok(presentMessage(await openTo(call, message), call.language));
}

/** Masked as it is, a message about a dossier with secrets is open only to who may see these; the very message then. */
async function openTo(call: Pick<Asked, 'deps' | 'reader'>, message: RoadMessage): Promise<RoadMessage> {
  const { store } = call.deps;
  const dossier = message.dossierId === null ? null : await store.dossiers.get(message.dossierId);
  return openMessage(message, dossier ? await hiddenFrom(store, readerOf(call), dossier) : NOTHING);
}
