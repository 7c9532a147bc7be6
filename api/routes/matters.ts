/** What waits for somebody's word: endorsements, requests for instruction, work entered afterwards, extensions asked. Answered by an act on the dossier. */
import { Type } from 'typebox';
import type { MatterKind, MatterQuery, StoredMatter } from '../../store/asked.js';
import type { StoredDossier } from '../../store/store.js';
import { toIso, toIsoOrNull } from '../instants.js';
import { MATTER_WORDS } from '../messages/words.js';
import { operation, ok, readerOf, showing, type Call } from '../operation.js';
import { readsAll } from '../policy.js';
import { hiddenFrom, openNote } from '../present/secrecy.js';
import { namesFor } from '../present/timeline.js';
import { closed, instant, nullable, oneOf, pageOf, paging, part, text } from '../schema/parts.js';
import { absenteesOf } from '../use-cases/act-as.js';
import { nextLink, pageRequest } from './dossiers.js';

export const MATTER_KINDS: readonly MatterKind[] = ['endorsement', 'instruction', 'entry', 'extension'];
/** The act by which each is answered. */
const ANSWERED_BY = { endorsement: 'answer', instruction: 'answer', entry: 'rule entry', extension: 'rule extension' } as const;

const matterSchema = part(
  'Matter',
  closed({
    id: Type.String(),
    kind: oneOf(MATTER_KINDS as readonly [MatterKind, ...MatterKind[]]),
    kindName: text,
    dossierId: Type.String(),
    number: Type.String(),
    procedure: Type.String(),
    rehearsal: Type.Boolean(),
    no: nullable(Type.Integer({ description: '`matter` or `entry` of the act that answers it' })),
    to: closed({ agency: Type.String(), officer: Type.Optional(Type.String()), role: Type.Optional(Type.String()) }),
    toName: text,
    from: nullable(Type.String()),
    by: nullable(Type.String()),
    askedAt: instant,
    answerBy: nullable(instant),
    overdue: Type.Boolean(),
    text: nullable(Type.String()),
    run: nullable(Type.String()),
    stepName: nullable(text),
    entered: nullable(
      closed(
        { act: Type.String(), doneAt: instant, evidence: Type.Array(Type.String()) },
        { description: 'Work entered afterwards: what, when it was done, and the files that show it' },
      ),
    ),
    answer: closed({ act: Type.String(), href: Type.String() }, { description: 'The act by which it is answered, and where it is sent' }),
  }),
);

export const listMatters = operation({
  id: 'listMatters',
  method: 'get',
  path: '/matters',
  tag: 'Matters',
  summary: {
    vi: 'Bút phê, xin ý kiến, việc nhập sau, đề nghị gia hạn đang chờ',
    en: 'What waits for a word: endorsements, instructions, entries, extensions',
  },
  query: {
    scope: Type.Optional(oneOf(['mine', 'asked', 'unit'], 'mine: for me to answer; asked: by my agency; unit: all that concerns it')),
    kind: Type.Optional(Type.Array(oneOf(MATTER_KINDS as readonly [MatterKind, ...MatterKind[]]), { maxItems: 4 })),
    ...paging,
  },
  answers: { 200: { json: pageOf(matterSchema) } },
  handle: async (call) => {
    const { items, next } = await call.deps.store.matters.list(await queryOf(call), pageRequest(call.query));
    const dossiers = await Promise.all(items.map(async ({ dossierId }) => (await call.deps.store.dossiers.get(dossierId))!));
    const body = { items: await Promise.all(items.map((matter, index) => present(call, matter, dossiers[index]!))), next };
    return showing(dossiers, ok(body, nextLink(call.request, next)));
  },
});

type Asked = { readonly scope?: 'mine' | 'asked' | 'unit'; readonly kind?: readonly MatterKind[] };

async function queryOf(call: Call<unknown, Asked>): Promise<MatterQuery> {
  const { scope = 'mine', kind = MATTER_KINDS } = call.query;
  const reader = readerOf(call);
  const seats = readsAll(reader) ? {} : { seats: reader.seats };
  const as = scope === 'mine' ? 'answers' : scope === 'asked' ? 'asked' : 'concerns';
  return { ...seats, officers: [reader.id, ...(await absenteesOf(call.deps, reader))], as, kinds: kind };
}

async function present(call: Call<unknown, unknown>, matter: StoredMatter, dossier: StoredDossier) {
  const { store, now } = call.deps;
  const { id, kind, dossierId, number, procedure, rehearsal, no, to, from, by, at, answerBy, note, run, act, doneAt, evidence } = matter;
  const [names, hidden, notes] = await Promise.all([
    namesFor(store, dossier),
    hiddenFrom(store, readerOf(call), dossier),
    store.notes.many(note === null ? [] : [note]),
  ]);
  const said = note === null ? undefined : notes.get(note);
  return {
    ...{ id, kind, kindName: MATTER_WORDS[kind], dossierId, number, procedure, rehearsal, no, to, from, by, run },
    toName: names.agency(to.agency),
    askedAt: toIso(at),
    answerBy: toIsoOrNull(answerBy),
    overdue: answerBy !== null && answerBy < now(),
    text: said ? openNote(said, hidden).text : null,
    stepName: run === null ? null : names.step(run.split('#')[0]!),
    entered: act === null || doneAt === null ? null : { act, doneAt: toIso(doneAt), evidence },
    answer: { act: ANSWERED_BY[kind], href: `/dossiers/${dossierId}/acts` },
  };
}
