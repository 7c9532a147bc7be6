/** Who saw which personal data, when and for what. */
import { Type } from 'typebox';
import type { AccessQuery, StoredAccess } from '../../store/people.js';
import type { Page } from '../../store/store.js';
import { toIso } from '../instants.js';
import { ok, operation, readerOf, type Answer, type Call } from '../operation.js';
import { closed, id, instant, instantIn, nullable, pageOf, paging, part } from '../schema/parts.js';
import { PURPOSES } from '../use-cases/note-access.js';
import { seeDossier } from '../use-cases/see-dossier.js';
import { readInstant } from '../use-cases/spell-out-act.js';
import { nextLink, pageRequest } from './dossiers.js';

const tag = 'Access log';

const accessSchema = part(
  'Access',
  closed({
    id: Type.String(),
    at: instant,
    account: Type.String(),
    agency: nullable(Type.String({ description: 'Agency of the home post then' })),
    operation: Type.String({ description: 'operationId of this document' }),
    purpose: Type.String({ description: `As stated in the header Motcua-Purpose; else one of: ${PURPOSES.join(', ')}` }),
    stated: Type.Boolean({ description: 'The reader stated the purpose' }),
    dossiers: Type.Array(Type.String()),
    file: nullable(Type.String()),
  }),
);

const bounds = { from: Type.Optional(instantIn), to: Type.Optional(instantIn) };

export const readAccessLog = operation({
  id: 'readAccessLog',
  method: 'get',
  path: '/access-log',
  tag,
  summary: { vi: 'Nhật ký xem dữ liệu cá nhân', en: 'Who saw personal data' },
  query: { dossier: Type.Optional(id), account: Type.Optional(id), ...bounds, ...paging },
  answers: { 200: { json: pageOf(accessSchema) } },
  handle: async (call) => {
    const { dossier, account } = call.query;
    const found = dossier && (await seeDossier(call.deps, readerOf(call), dossier));
    return page(call, { ...(found && { dossier: found.id }), ...(account && { account }), ...boundsIn(call.query) });
  },
});

export const readDossierAccessLog = operation({
  id: 'readDossierAccessLog',
  method: 'get',
  path: '/dossiers/{id}/access-log',
  tag,
  summary: { vi: 'Ai đã xem hồ sơ này', en: 'Who saw this dossier' },
  params: { id },
  query: { ...bounds, ...paging },
  answers: { 200: { json: pageOf(accessSchema) } },
  handle: async (call) => {
    const { id: dossier } = await seeDossier(call.deps, readerOf(call), call.params.id!);
    return page(call, { dossier, ...boundsIn(call.query) });
  },
});

interface Bounds {
  readonly from?: string;
  readonly to?: string;
}

/** `to` is the first instant no longer meant. */
function boundsIn({ from, to }: Bounds): Pick<AccessQuery, 'from' | 'to'> {
  return { ...(from && { from: readInstant('query/from', from) }), ...(to && { to: readInstant('query/to', to) }) };
}

type Paged = Pick<Call, 'deps' | 'request'> & { readonly query: { readonly limit?: number; readonly cursor?: string } };

async function page({ deps, request, query }: Paged, wanted: AccessQuery): Promise<Answer> {
  const { items, next }: Page<StoredAccess> = await deps.store.accesses.list(wanted, pageRequest(query));
  return ok(
    { items: items.map(({ at, file, ...access }) => ({ ...access, at: toIso(at), file: file ?? null })), next },
    nextLink(request, next),
  );
}
