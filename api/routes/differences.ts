/** What Motcua and its partners hold differently, and what settles it. */
import { Type } from 'typebox';
import { DIFFERENCE_KINDS, SETTLED_BY } from '../../domain/reconciliation/compare.js';
import { DIFFERENCE_WORDS, differenceSentence, SETTLING_WORDS } from '../../domain/reconciliation/words.js';
import type { Difference, DifferenceEvent, DifferenceQuery, DifferenceState } from '../../store/differences-kept.js';
import { toIso, toIsoOrNull } from '../instants.js';
import { civil } from '../messages/say.js';
import { ok, operation, readerOf, type Call } from '../operation.js';
import { ledAndHeld, placesOf } from '../policy.js';
import { closed, id, instant, nullable, oneOf, pageOf, paging, part, shortText, text } from '../schema/parts.js';
import { seeDifference, settleDifference as settle } from '../use-cases/settle-difference.js';
import { nextLink, pageRequest } from './dossiers.js';

const tag = 'Differences';
const STATES = ['open', 'ordered', 'settled'] as const;

const eventSchema = Type.Object({ what: oneOf(['found', 'ordered', 'settled']), at: instant }, { description: 'With who, how and why' });

const differenceSchema = part(
  'Difference',
  closed({
    id: Type.String(),
    connector: Type.String(),
    kind: oneOf(DIFFERENCE_KINDS),
    kindName: text,
    sentence: text,
    dossierId: Type.String(),
    number: Type.String(),
    rehearsal: Type.Boolean(),
    run: nullable(Type.String()),
    about: nullable(Type.String({ description: 'Reference of what is to be paid' })),
    centre: Type.String(),
    agency: nullable(Type.String()),
    settledBy: closed(
      { act: oneOf(['send again', 'take answer', 'cancel there', 'by hand']), name: text, href: Type.String() },
      { description: 'The act that would settle it; `POST` to `href`' },
    ),
    state: oneOf(STATES, 'ordered: the worker does it and looks again'),
    foundAt: instant,
    seenAt: Type.String({ ...instant, description: 'When it was last so' }),
    events: Type.Array(eventSchema, { description: 'Append-only, oldest first' }),
  }),
);

const answers = { 200: { json: differenceSchema } };
const params = { id };

export const listDifferences = operation({
  id: 'listDifferences',
  method: 'get',
  path: '/differences',
  tag,
  summary: { vi: 'Chỗ khác nhau giữa ta và hệ thống ngoài', en: 'What we and outside systems hold differently' },
  query: {
    connector: Type.Optional(id),
    state: Type.Optional(Type.Array(oneOf(STATES), { maxItems: 3, description: 'Without it: those not settled' })),
    ...paging,
  },
  answers: { 200: { json: pageOf(differenceSchema) } },
  handle: async (call) => {
    const { items, next } = await call.deps.store.differences.list(queryOf(call), pageRequest(call.query));
    return ok({ items: items.map(present), next }, nextLink(call.request, next));
  },
});

export const readDifference = operation({
  id: 'readDifference',
  method: 'get',
  path: '/differences/{id}',
  tag,
  summary: { vi: 'Một chỗ khác nhau', en: 'One difference' },
  params,
  answers,
  handle: async (call) => ok(present(await seeDifference(call.deps, readerOf(call), call.params.id!))),
});

export const settleDifference = operation({
  id: 'settleDifference',
  method: 'post',
  path: '/differences/{id}/settle',
  tag,
  summary: { vi: 'Xử lý chỗ khác nhau', en: 'Settle a difference' },
  params,
  body: closed({
    how: Type.Optional(
      oneOf(['act', 'by hand'], 'by hand: the officer says what is right, with the reason; without it by the act proposed'),
    ),
    why: Type.Optional(shortText),
  }),
  write: true,
  answers,
  handle: async (call) => {
    const reader = readerOf(call);
    const { how = 'act', why } = call.body;
    const difference = await seeDifference(call.deps, reader, call.params.id!);
    const { key, requestHash } = call;
    return ok(present(await settle(call.deps, reader, difference, { how, key, requestHash, ...(why !== undefined && { why }) })));
  },
});

const reconciliationSchema = part(
  'Reconciliation',
  closed({
    connector: Type.String(),
    startedAt: instant,
    finishedAt: nullable(Type.String({ ...instant, description: 'Null while it runs, or when it did not come to its end' })),
    compared: Type.Integer(),
    found: Type.Integer({ description: 'New differences' }),
  }),
);

export const listReconciliations = operation({
  id: 'listReconciliations',
  method: 'get',
  path: '/reconciliations',
  tag,
  summary: { vi: 'Lần đối chiếu gần nhất với từng hệ thống ngoài', en: 'When each outside system was last compared with' },
  answers: { 200: { json: closed({ items: Type.Array(reconciliationSchema) }) } },
  handle: async ({ deps }) => {
    const all = await deps.store.reconciliations.all();
    return ok({ items: all.map((each) => ({ ...each, startedAt: toIso(each.startedAt), finishedAt: toIsoOrNull(each.finishedAt) })) });
  },
});

type Asked = { readonly connector?: string; readonly state?: readonly DifferenceState[] };

function queryOf(call: Call<unknown, Asked>): DifferenceQuery {
  const { connector, state = ['open', 'ordered'] } = call.query;
  return { states: state, ...(connector !== undefined && { connector }), ...placesOf(ledAndHeld(readerOf(call))) };
}

export function present(difference: Difference) {
  const { id, connector, kind, dossierId, number, rehearsal, run, about, centre, agency, state, foundAt, seenAt, events } = difference;
  const act = SETTLED_BY[kind];
  return {
    ...{ id, connector, kind, kindName: DIFFERENCE_WORDS[kind], sentence: differenceSentence(difference, civil) },
    ...{ dossierId, number, rehearsal, run, about, centre, agency, state },
    settledBy: { act, name: SETTLING_WORDS[act], href: `/differences/${id}/settle` },
    foundAt: toIso(foundAt),
    seenAt: toIso(seenAt),
    events: events.map(presentEvent),
  };
}

const presentEvent = ({ at, ...event }: DifferenceEvent) => ({ ...event, at: toIso(at) });
