/** What an outside system may read: what was sent to it. */
import { Type } from 'typebox';
import { referenceOf } from '../../connectors/contract.js';
import { partnerAccount } from '../../domain/organisation/partner-account.js';
import { toIso } from '../instants.js';
import { ok, operation, readerOf, showing, type Call } from '../operation.js';
import { FILE, notFound } from '../problem.js';
import { closed, id, instant, pageOf, paging, part } from '../schema/parts.js';
import { noteAccess } from '../use-cases/note-access.js';
import { sentReferral, sentReferrals, type SentReferral } from '../use-cases/sent-referrals.js';
import { nextLink, pageRequest } from './dossiers.js';
import { fileSchema, presentFile, sendFile } from './files.js';

const tag = 'Partner';

const referralSchema = part(
  'SentReferral',
  closed({
    id: Type.String({ description: 'Of the message, as it was sent' }),
    message: Type.String({ description: 'Name of the message in the contract' }),
    reference: Type.String({ description: 'What answers carry' }),
    sentAt: instant,
    body: Type.Unsafe<unknown>({ type: 'object', description: "In the partner's words, as it was sent" }),
    masked: Type.Boolean({ description: 'What is stored is no longer what was sent: the body is shown masked' }),
    files: Type.Array(fileSchema, { description: 'Of the documents that the step names' }),
  }),
);

const present = ({ id, message, reference, body, masked, files }: SentReferral) => ({
  id,
  message: message.message,
  reference,
  sentAt: toIso(message.at),
  body,
  masked,
  files: files.map(presentFile),
});

const shownIn = (referrals: readonly SentReferral[]) => referrals.map(({ message }) => ({ id: message.dossierId }));

export const listSentReferrals = operation({
  id: 'listSentReferrals',
  method: 'get',
  path: '/partner/referrals',
  tag,
  summary: { vi: 'Các phiếu đã chuyển cho hệ thống này', en: 'Referrals sent to this system' },
  query: paging,
  answers: { 200: { json: pageOf(referralSchema) } },
  handle: async (call) => {
    const { items, next } = await sentReferrals(call.deps.store, connectorOf(call), pageRequest(call.query));
    return showing(shownIn(items), ok({ items: items.map(present), next }, nextLink(call.request, next)));
  },
});

export const readSentReferral = operation({
  id: 'readSentReferral',
  method: 'get',
  path: '/partner/referrals/{id}',
  tag,
  summary: { vi: 'Một phiếu đã chuyển, theo id của thông điệp', en: 'One referral, by the id of its message' },
  params: { id },
  answers: { 200: { json: referralSchema } },
  handle: async (call) => {
    const referral = await sentReferral(call.deps.store, connectorOf(call), call.params.id!);
    return showing(shownIn([referral]), ok(present(referral)));
  },
});

export const readSentFile = operation({
  id: 'readSentFile',
  method: 'get',
  path: '/partner/referrals/{id}/files/{file}',
  tag,
  summary: { vi: 'Tải tệp kèm phiếu', en: 'Download a file that goes with it' },
  params: { id, file: id },
  answers: { 200: { type: 'application/octet-stream' } },
  handle: async (call) => {
    const referral = await sentReferral(call.deps.store, connectorOf(call), call.params.id!);
    const file = referral.files.find(({ id }) => id === call.params.file);
    if (!file) throw notFound(FILE, call.params.file!);
    await noteAccess({ ...call, reader: readerOf(call), operation: 'readSentFile' }, { dossiers: shownIn([referral]), file: file.id });
    return sendFile(call, file);
  },
});

const alertSchema = part(
  'PartnerAlert',
  closed({
    id: Type.String(),
    about: Type.String({
      description: 'handover not received: your system had not got it in ten minutes; handover not acknowledged: not taken up in its time',
    }),
    number: Type.String({ description: 'Of the dossier' }),
    reference: Type.String({ description: 'What the message carries, and answers to it' }),
    at: instant,
  }),
);

export const listPartnerAlerts = operation({
  id: 'listPartnerAlerts',
  method: 'get',
  path: '/partner/alerts',
  tag,
  summary: {
    vi: 'Cảnh báo gửi hệ thống này: chưa nhận, chưa xác nhận trong thời hạn',
    en: 'What this system had not got, or not taken up, in its time',
  },
  query: paging,
  answers: { 200: { json: pageOf(alertSchema) } },
  handle: async (call) => {
    const { store } = call.deps;
    const seat = { agency: partnerAccount(connectorOf(call)), roles: [] };
    const { items, next } = await store.notices.list([seat], pageRequest(call.query));
    const alerts = items.map(async ({ id, about, dossierId, run, at }) => {
      const number = (await store.dossiers.get(dossierId))?.number ?? '';
      return { id, about, number, reference: referenceOf(dossierId, run ?? ''), at: toIso(at) };
    });
    return ok({ items: await Promise.all(alerts), next }, nextLink(call.request, next));
  },
});

/** The gate lets only partners through, and each has its connector. */
function connectorOf(call: Pick<Call, 'reader'>): string {
  const { connector } = readerOf(call).account;
  if (connector === undefined) throw new Error(`The account ${readerOf(call).id} is of no connector.`);
  return connector;
}
