/** Transfer time between agencies (E8): what was handed over from whom to whom, how long it was on its way and not taken up, and whose time that was. */
import { Type } from 'typebox';
import type { Calendar } from '../../domain/calendar/calendar.js';
import { workingTime } from '../../domain/calendar/working-time.js';
import { pairTimes, type Tallies, tally } from '../../domain/reports/handover-times.js';
import { DAY } from '../../domain/time/instant.js';
import type { HandoverQuery } from '../../store/handed-over.js';
import { organisation } from '../catalogue.js';
import type { Deps } from '../deps.js';
import { toIso } from '../instants.js';
import { ok, operation, readerOf, type Call } from '../operation.js';
import { ledBy } from '../policy.js';
import { presentPair } from '../present/handovers.js';
import { Problem } from '../problem.js';
import { handoverReportSchema, mediumSchema } from '../schema/handover-schema.js';
import { instantIn } from '../schema/parts.js';
import { readInstant } from '../use-cases/spell-out-act.js';

const LAST_DAYS = 30;
const MOST_DAYS = 366;

export const readHandoverReport = operation({
  id: 'readHandoverReport',
  method: 'get',
  path: '/reports/handovers',
  tag: 'Reports',
  summary: {
    vi: 'Thời gian chuyển hồ sơ giữa các cơ quan, chậm nhất trước',
    en: 'Transfer time between agencies, the slowest first',
  },
  query: {
    from: Type.Optional(Type.String({ ...instantIn, description: `Sent since then; without it: the last ${LAST_DAYS} days` })),
    to: Type.Optional(
      Type.String({ ...instantIn, description: `The first instant no longer meant; at most ${MOST_DAYS} days after \`from\`` }),
    ),
    agency: Type.Optional(Type.String({ minLength: 1, maxLength: 200, description: 'From or to it' })),
    procedure: Type.Optional(Type.String({ minLength: 1, maxLength: 50, description: 'Code of a procedure' })),
    medium: Type.Optional(mediumSchema),
    rehearsal: Type.Optional(Type.Boolean({ description: 'Of rehearsals, instead of the real ones' })),
  },
  answers: { 200: { json: handoverReportSchema } },
  handle: async (call) => {
    const query = queryOf(call);
    const [pairs, known] = await Promise.all([counted(call.deps, query), organisation(call.deps.store)]);
    return ok({ from: toIso(query.from), to: toIso(query.to), pairs: pairs.map((pair) => presentPair(known, pair)) });
  },
});

type Asked = Partial<Readonly<Record<'from' | 'to' | 'agency' | 'procedure', string>>> &
  Partial<Pick<HandoverQuery, 'medium' | 'rehearsal'>>;

/** From and to the offices that the reader leads, and of all dossiers of the centre that he leads. */
function queryOf({ deps, reader, query }: Call<unknown, Asked>): HandoverQuery {
  const { from: since, to: until, rehearsal = false, ...filters } = query;
  const to = until === undefined ? deps.now() : readInstant('query/to', until);
  const from = since === undefined ? to - LAST_DAYS * DAY : readInstant('query/from', since);
  if (from > to || to - from > MOST_DAYS * DAY) throw wrongPeriod(from, to);
  const seats = ledBy(readerOf({ reader }));
  return { ...filters, rehearsal, from, to, ...(seats && { seats }) };
}

function wrongPeriod(from: number, to: number): Problem {
  const found = `${toIso(from)} – ${toIso(to)}`;
  const message = {
    vi: `${found}: "from" phải trước "to" và cách nhau không quá ${MOST_DAYS} ngày; hãy chia thành nhiều kỳ`,
    en: `${found}: expected "from" before "to" and at most ${MOST_DAYS} days between them; ask for several periods`,
  };
  return new Problem('REQUEST_INVALID', { errors: [{ path: '/query/from', message }] });
}

/** One after the other as they are read: what is kept is a few numbers of each. The clock of a rehearsal is not ours, so it waits for nobody. */
async function counted({ store, now }: Deps, query: HandoverQuery) {
  const tallies: Tallies = new Map();
  const at = query.rehearsal ? null : now();
  for await (const handover of store.handovers.sent(query)) {
    const calendar = await store.blobs.get<Calendar>(handover.calendarHash);
    if (!calendar) throw new Error(`The calendar ${handover.calendarHash} of the handover ${handover.id} is not in the store.`);
    tally(tallies, handover, workingTime(calendar), at);
  }
  return pairTimes(tallies);
}
