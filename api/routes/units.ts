import { Type } from 'typebox';
import { postsOn, type Post } from '../../domain/organisation/posts.js';
import { DAY } from '../../domain/time/instant.js';
import type { Account } from '../../store/people.js';
import type { Load } from '../../store/store.js';
import { organisation } from '../catalogue.js';
import type { Deps } from '../deps.js';
import { civilDate, toIso } from '../instants.js';
import { type KnownDays, knownDays } from '../known-days.js';
import { ok, operation, readerOf } from '../operation.js';
import { leadsAgency, readsAll } from '../policy.js';
import { AGENCY, notFound } from '../problem.js';
import { closed, day, id, instant, nullable, oneOf, part, text } from '../schema/parts.js';

const counts = { open: Type.Integer(), dueSoon: Type.Integer(), overdue: Type.Integer() };

const loadSchema = part(
  'UnitLoad',
  closed({
    agency: Type.String(),
    at: instant,
    officers: Type.Array(
      closed({
        officer: Type.String(),
        name: text,
        roles: Type.Array(Type.String()),
        presence: oneOf(['on duty', 'off duty', 'absent', 'no post']),
        absentUntil: nullable(day),
        substitute: nullable(Type.String()),
        ...counts,
      }),
    ),
    pool: closed(counts, { description: 'Tasks that nobody holds' }),
    stalled: Type.Integer({ description: 'Overdue or due soon, and held by somebody who is not on duty' }),
  }),
);

export const readUnitLoad = operation({
  id: 'readUnitLoad',
  method: 'get',
  path: '/units/{agency}/load',
  tag: 'People',
  summary: {
    vi: 'Việc của đơn vị: ai giữ bao nhiêu, sắp đến hạn, quá hạn, có mặt hay không',
    en: "A unit's work: who holds how much, and is there",
  },
  params: { agency: id },
  query: {
    dueWithinDays: Type.Optional(Type.Integer({ minimum: 0, maximum: 60, default: 2, description: 'Calendar days that count as soon' })),
  },
  answers: { 200: { json: loadSchema } },
  handle: async (call) => {
    const { store, now } = call.deps;
    const agency = call.params.agency!;
    const reader = readerOf(call);
    const known = Object.hasOwn((await organisation(store)).agencies, agency);
    if (!known || !(readsAll(reader) || leadsAgency(reader, agency))) throw notFound(AGENCY, agency);
    const at = now();
    const loads = await store.tasks.load(agency, { now: at, soon: at + (call.query.dueWithinDays ?? 2) * DAY });
    const officers = await officersOf(call.deps, agency, loads);
    const stalled = officers.filter(({ presence }) => presence !== 'on duty').reduce((sum, each) => sum + each.dueSoon + each.overdue, 0);
    return ok({ agency, at: toIso(at), officers, pool: countsIn(loads, null), stalled });
  },
});

/** Those with a post there today, and those who hold something there without one. */
async function officersOf({ store, now }: Deps, agency: string, loads: readonly Load[]) {
  const today = civilDate(now());
  const here = ({ posts, active }: Account): readonly Post[] =>
    (active ? postsOn(posts, today) : []).filter((post) => post.agency === agency);
  const posted = (await store.accounts.at([agency])).filter((account) => here(account).length > 0);
  const others = loads.flatMap(({ officer }) => (officer !== null && !posted.some(({ id }) => id === officer) ? [officer] : []));
  const accounts = [...posted, ...(await store.accounts.many(others))];
  const days = await knownDays(
    store,
    accounts.map(({ id }) => id),
    today,
  );
  return accounts.map((account) => ({
    officer: account.id,
    name: account.name,
    roles: [...new Set(here(account).flatMap(({ roles }) => roles))],
    ...daysOf(days, account.id, agency),
    ...countsIn(loads, account.id),
  }));
}

function daysOf(days: KnownDays, id: string, agency: string) {
  const away = days.absence(id);
  return { presence: days.presence(id, agency), absentUntil: away?.to ?? null, substitute: away?.substitute ?? null };
}

function countsIn(loads: readonly Load[], officer: string | null) {
  const { open = 0, dueSoon = 0, overdue = 0 } = loads.find((each) => each.officer === officer) ?? {};
  return { open, dueSoon, overdue };
}
