import { Type } from 'typebox';
import type { DossierQuery, ListedDossier, Page, PageRequest } from '../../store/store.js';
import type { Deps } from '../deps.js';
import { ok, operation, readerOf, showing, type Answer, type Call } from '../operation.js';
import { sightsOf } from '../policy.js';
import { etagOf, presentDossier, presentItems } from '../present/dossiers.js';
import { hiddenFrom } from '../present/secrecy.js';
import { Problem } from '../problem.js';
import { dossierItemSchema, dossierSchema, receptionSchema } from '../schema/dossier-schema.js';
import { id, instantIn, pageOf, paging } from '../schema/parts.js';
import { receiverAt } from '../use-cases/act-as.js';
import { receiveDossier as receive } from '../use-cases/receive-dossier.js';
import { seeDossier } from '../use-cases/see-dossier.js';
import { readInstant } from '../use-cases/spell-out-act.js';

const tag = 'Dossiers';

export const receiveDossier = operation({
  id: 'receiveDossier',
  method: 'post',
  path: '/dossiers',
  tag,
  summary: { vi: 'Tiếp nhận hồ sơ', en: 'Receive a dossier' },
  body: receptionSchema,
  write: true,
  answers: { 201: { json: dossierSchema } },
  handle: async (call) => {
    const { deps, key, requestHash } = call;
    const { rehearsal, receivedAt, ...reception } = call.body;
    if (rehearsal && !deps.config.rehearsal) throw new Problem('REHEARSAL_OFF');
    const at = rehearsal && { rehearsalAt: readInstant('rehearsal/at', rehearsal.at) };
    const then = receivedAt && { effectiveAt: readInstant('receivedAt', receivedAt) };
    const reader = readerOf(call);
    const dossierId = await receive(
      deps,
      (plan) => receiverAt(reader, plan, receivedAt !== undefined),
      { ...reception, ...at, ...then },
      key,
      requestHash,
    );
    const dossier = await seeDossier(deps, reader, dossierId);
    return showing([dossier], {
      status: 201,
      body: await presentDossier(deps.store, dossier, await hiddenFrom(deps.store, reader, dossier)),
      headers: { Location: `/dossiers/${dossierId}`, ETag: etagOf(dossier) },
    });
  },
});

const filters = {
  status: Type.Optional(Type.Array(Type.String({ minLength: 1 }), { maxItems: 13 })),
  procedure: Type.Optional(id),
  field: Type.Optional(id),
  breached: Type.Optional(Type.Boolean()),
  dueBefore: Type.Optional(instantIn),
  receivedFrom: Type.Optional(instantIn),
  receivedTo: Type.Optional(instantIn),
  rehearsal: Type.Optional(Type.Boolean()),
};
const order = { sort: Type.Optional(Type.Unsafe<'received' | 'due'>({ type: 'string', enum: ['received', 'due'] })) };

export const listDossiers = operation({
  id: 'listDossiers',
  method: 'get',
  path: '/dossiers',
  tag,
  summary: { vi: 'Danh sách hồ sơ của cơ quan', en: "The agency's dossiers" },
  query: { ...filters, ...order, ...paging },
  answers: { 200: { json: pageOf(dossierItemSchema) } },
  handle: async (call) => page(call, await call.deps.store.dossiers.list(await queriesOf(call), pageRequest(call.query))),
});

export const searchDossiers = operation({
  id: 'searchDossiers',
  method: 'get',
  path: '/dossiers/search',
  tag,
  summary: { vi: 'Tìm theo mã hồ sơ hoặc tên người nộp', en: "Search by number or applicant's name" },
  query: { q: Type.String({ minLength: 2, maxLength: 100 }), ...filters, ...paging },
  answers: { 200: { json: pageOf(dossierItemSchema) } },
  handle: async (call) =>
    page(call, await call.deps.store.dossiers.search(call.query.q.normalize('NFC'), await queriesOf(call), pageRequest(call.query))),
});

export const readDossier = operation({
  id: 'readDossier',
  method: 'get',
  path: '/dossiers/{id}',
  tag,
  summary: { vi: 'Một hồ sơ, theo id hoặc mã', en: 'One dossier, by id or number' },
  params: { id },
  answers: { 200: { json: dossierSchema } },
  handle: async (call) => {
    const { store } = call.deps;
    const dossier = await seeDossier(call.deps, readerOf(call), call.params.id!);
    const body = await presentDossier(store, dossier, await hiddenFrom(store, readerOf(call), dossier));
    return showing([dossier], ok(body, { ETag: etagOf(dossier), 'Cache-Control': 'private, no-cache' }));
  },
});

type Filters = {
  readonly status?: readonly string[];
  readonly procedure?: string;
  readonly field?: string;
  readonly breached?: boolean;
  readonly dueBefore?: string;
  readonly receivedFrom?: string;
  readonly receivedTo?: string;
  readonly rehearsal?: boolean;
  readonly sort?: 'received' | 'due';
};

/** One query for each part of what the reader may see. A part that has none of the fields of the procedure asked for has nothing to look for. */
async function queriesOf(call: Call<unknown, Filters>): Promise<DossierQuery[]> {
  const filter = filterOf(call.query);
  const sights = sightsOf(readerOf(call));
  const limited = filter.procedure !== undefined && sights.some(({ fields }) => fields);
  const possible = limited ? (await call.deps.store.catalogue.versions(filter.procedure)).map(({ field }) => field) : [];
  const useful = sights.filter(({ fields }) => !limited || !fields || fields.some((field) => possible.includes(field)));
  return useful.map((sight) => ({ ...filter, ...sight }));
}

function filterOf({ dueBefore, receivedFrom, receivedTo, status, procedure, field, breached, rehearsal, sort }: Filters): DossierQuery {
  const query = {
    status,
    procedure,
    field,
    breached,
    rehearsal,
    sort,
    dueBefore: dueBefore && readInstant('query/dueBefore', dueBefore),
    receivedFrom: receivedFrom && readInstant('query/receivedFrom', receivedFrom),
    receivedTo: receivedTo && readInstant('query/receivedTo', receivedTo),
  };
  return Object.fromEntries(Object.entries(query).filter(([, value]) => value !== undefined));
}

export function pageRequest({ limit = 20, cursor }: { readonly limit?: number; readonly cursor?: string }): PageRequest {
  return { limit, ...(cursor && { cursor }) };
}

async function page(
  call: { readonly deps: Deps; readonly request: Call['request'] },
  { items, next }: Page<ListedDossier>,
): Promise<Answer> {
  const body = { items: await presentItems(call.deps.store, items), next };
  return showing(items, ok(body, nextLink(call.request, next)));
}

/** RFC 8288 link to the next page. */
export function nextLink(request: Call['request'], next: string | null): Record<string, string> {
  if (!next) return {};
  const url = new URL(request.originalUrl, 'http://here');
  url.searchParams.set('cursor', next);
  return { Link: `<${url.pathname}${url.search}>; rel="next"` };
}
