import { Type } from 'typebox';
import type { CatalogueEntry } from '../../store/store.js';
import type { Deps } from '../deps.js';
import { civilDate, toIso } from '../instants.js';
import { ok, operation } from '../operation.js';
import { notFound, PROCEDURE } from '../problem.js';
import { closed, id, instant, nullable, pageOf, paging, part, text } from '../schema/parts.js';
import { nextLink, pageRequest } from './dossiers.js';

const tag = 'Procedures';
const version = Type.Integer({ minimum: 1 });

export const entrySchema = part(
  'ProcedureVersion',
  closed({
    code: Type.String(),
    version,
    name: text,
    field: Type.String(),
    effectiveFrom: Type.String({ description: 'YYYY-MM-DD' }),
    effectiveTo: nullable(Type.String({ description: 'YYYY-MM-DD, the last day; null while no end is known' })),
    inForce: Type.Boolean({ description: 'A dossier received today runs on it' }),
    planHash: Type.String(),
    definitionHash: Type.String(),
    publishedAt: instant,
  }),
);

export const present = (
  { code, version, name, field, effectiveFrom, effectiveTo, planHash, definitionHash, publishedAt }: CatalogueEntry,
  inForce: CatalogueEntry | null,
) => ({
  code,
  version,
  name,
  field,
  effectiveFrom,
  effectiveTo,
  inForce: inForce?.version === version,
  planHash,
  definitionHash,
  publishedAt: toIso(publishedAt),
});

export const listProcedures = operation({
  id: 'listProcedures',
  method: 'get',
  path: '/procedures',
  tag,
  summary: { vi: 'Danh mục thủ tục', en: 'The catalogue' },
  query: paging,
  answers: { 200: { json: pageOf(entrySchema) } },
  handle: async ({ deps, query, request }) => {
    const { items, next } = await deps.store.catalogue.list(pageRequest(query));
    const entries = await Promise.all(items.map(async (entry) => present(entry, await inForce(deps, entry.code))));
    return ok({ items: entries, next }, nextLink(request, next));
  },
});

const procedureSchema = part(
  'Procedure',
  closed({ current: nullable(entrySchema), versions: Type.Array(entrySchema) }, { description: '`current`: the version in force today' }),
);

export const readProcedure = operation({
  id: 'readProcedure',
  method: 'get',
  path: '/procedures/{code}',
  tag,
  summary: { vi: 'Một thủ tục', en: 'One procedure' },
  params: { code: id },
  answers: { 200: { json: procedureSchema } },
  handle: async ({ deps, params }) => {
    const [versions, current] = await Promise.all([versionsOf(deps, params.code!), inForce(deps, params.code!)]);
    return ok({ current: current && present(current, current), versions: versions.map((entry) => present(entry, current)) });
  },
});

export const listProcedureVersions = operation({
  id: 'listProcedureVersions',
  method: 'get',
  path: '/procedures/{code}/versions',
  tag,
  summary: { vi: 'Các phiên bản', en: 'Versions' },
  params: { code: id },
  answers: { 200: { json: closed({ items: Type.Array(entrySchema) }) } },
  handle: async ({ deps, params }) => {
    const [versions, current] = await Promise.all([versionsOf(deps, params.code!), inForce(deps, params.code!)]);
    return ok({ items: versions.map((entry) => present(entry, current)) });
  },
});

export const readDefinition = operation({
  id: 'readDefinition',
  method: 'get',
  path: '/procedures/{code}/versions/{version}/definition',
  tag,
  summary: { vi: 'Định nghĩa của phiên bản', en: 'Definition of a version' },
  params: { code: id, version },
  answers: { 200: { json: Type.Unsafe<unknown>({ type: 'object' }) } },
  handle: async ({ deps, params }) => immutable(await deps.store.blobs.get((await one(deps, params)).definitionHash)),
});

export const readSource = operation({
  id: 'readSource',
  method: 'get',
  path: '/procedures/{code}/versions/{version}/source',
  tag,
  summary: { vi: 'Văn bản YAML như đã viết', en: 'The YAML as it was written' },
  params: { code: id, version },
  answers: { 200: { json: closed({ text: Type.String() }) } },
  handle: async ({ deps, params }) => {
    const hash = await deps.store.current.get(`source:${(await one(deps, params)).planHash}`);
    const written = hash === null ? null : await deps.store.blobs.get<string>(hash);
    if (written === null) throw notFound(PROCEDURE, params.code!);
    return immutable({ text: written });
  },
});

export const readPlan = operation({
  id: 'readPlan',
  method: 'get',
  path: '/procedures/{code}/versions/{version}/plan',
  tag,
  summary: { vi: 'Kế hoạch đã biên dịch', en: 'The compiled plan' },
  params: { code: id, version },
  answers: { 200: { json: Type.Unsafe<unknown>({ type: 'object' }) } },
  handle: async ({ deps, params }) => immutable(await deps.store.catalogue.plan((await one(deps, params)).planHash)),
});

const immutable = (body: unknown) => ok(body, { 'Cache-Control': 'private, max-age=31536000, immutable' });

async function versionsOf(deps: Deps, code: string): Promise<readonly CatalogueEntry[]> {
  const versions = await deps.store.catalogue.versions(code);
  if (versions.length === 0) throw notFound(PROCEDURE, code);
  return versions;
}

async function one(deps: Deps, params: Readonly<Record<string, string>>): Promise<CatalogueEntry> {
  const found = (await versionsOf(deps, params.code!)).find(({ version }) => version === Number(params.version));
  if (!found) throw notFound(PROCEDURE, `${params.code} (${params.version})`);
  return found;
}

export function inForce(deps: Deps, code: string): Promise<CatalogueEntry | null> {
  return deps.store.catalogue.inForce(code, civilDate(deps.now()));
}
