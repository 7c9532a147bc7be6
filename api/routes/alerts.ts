/** What heads, the centre and the auditor must hear of without asking. */
import { Type } from 'typebox';
import { ALERT_KINDS, type Alert, type AlertKind, type AlertsOf } from '../alerts/alert.js';
import { ALERTS } from '../alerts/alerts.js';
import { organisation, bothLanguages } from '../catalogue.js';
import { toIsoOrNull } from '../instants.js';
import type { Text } from '../messages/text.js';
import { ok, operation, readerOf, type Call } from '../operation.js';
import { ledBy } from '../policy.js';
import { closed, instant, nullable, oneOf, paging, part, text } from '../schema/parts.js';
import { nextLink, pageRequest } from './dossiers.js';

const tag = 'Alerts';
const FIRST = 5;

const alertSchema = part(
  'Alert',
  closed({
    id: Type.String({ description: 'The same alert has the same id whenever it is asked for' }),
    kind: oneOf(ALERT_KINDS),
    dossier: nullable(closed({ id: Type.String(), number: Type.String(), procedure: Type.String() })),
    since: nullable(instant),
    until: nullable(Type.String({ ...instant, description: 'Until when something can still be done about it' })),
    whose: closed({ agency: nullable(Type.String()), agencyName: nullable(text), officer: nullable(Type.String()) }),
    what: text,
    link: Type.String(),
  }),
);

const groupSchema = part(
  'AlertGroup',
  closed({
    kind: oneOf(ALERT_KINDS),
    name: text,
    todo: text,
    items: Type.Array(alertSchema),
    next: nullable(Type.String({ description: 'Cursor of the next page; null at the end' })),
    link: Type.String({ description: 'All of this kind' }),
  }),
);

const rehearsal = { rehearsal: Type.Optional(Type.Boolean({ description: 'Of rehearsals, instead of the real ones' })) };

export const readAlerts = operation({
  id: 'readAlerts',
  method: 'get',
  path: '/alerts',
  tag,
  summary: { vi: 'Cảnh báo: mỗi loại, những việc gấp nhất', en: 'Alerts: of each kind the most urgent' },
  query: rehearsal,
  answers: { 200: { json: closed({ groups: Type.Array(groupSchema) }) } },
  handle: async (call) => {
    const kinds = Object.keys(ALERTS) as AlertKind[];
    return ok({ groups: await Promise.all(kinds.map((kind) => group(call, kind, { limit: FIRST }))) });
  },
});

export const listAlerts = operation({
  id: 'listAlerts',
  method: 'get',
  path: '/alerts/{kind}',
  tag,
  summary: { vi: 'Cảnh báo thuộc một loại', en: 'Alerts of one kind' },
  params: { kind: oneOf(ALERT_KINDS) },
  query: { ...rehearsal, ...paging },
  answers: { 200: { json: groupSchema } },
  handle: async (call) => {
    const body = await group(call, call.params.kind as AlertKind, pageRequest(call.query));
    return ok(body, nextLink(call.request, body.next));
  },
});

type Asked = Call<unknown, { readonly rehearsal?: boolean }>;

async function group(call: Asked, kind: AlertKind, page: { readonly limit: number; readonly cursor?: string }) {
  const { name, todo, list } = ALERTS[kind];
  const [{ items, next }, { agencies }] = await Promise.all([list(alertsOf(call), page), organisation(call.deps.store)]);
  const named = (agency: string): Text => (agencies[agency] ? bothLanguages(agencies[agency].name) : { vi: agency, en: agency });
  return { kind, name, todo, items: items.map((alert) => present(kind, alert, named)), next, link: `/alerts/${kind}` };
}

/** Alerts are for who leads. */
function alertsOf(call: Asked): AlertsOf {
  const reader = readerOf(call);
  return { deps: call.deps, reader, rehearsal: call.query.rehearsal ?? false, led: ledBy(reader) };
}

function present(kind: AlertKind, { agency, officer, since, until, ...alert }: Alert, named: (agency: string) => Text) {
  const whose = { agency, agencyName: agency === null ? null : named(agency), officer };
  return { kind, ...alert, since: toIsoOrNull(since), until: toIsoOrNull(until), whose };
}
