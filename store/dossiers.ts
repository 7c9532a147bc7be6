import type { Collections } from './collections.js';
import { isDuplicateKey, NumberTaken } from './errors.js';
import { listPlan, type ListPlan, type ListRow } from './lists/dossier-filter.js';
import { pageOf, startOf } from './lists/page.js';
import { searchPlan } from './lists/search-plan.js';
import { wordsOf } from './lists/words.js';
import type { DossierDocument } from './schemas/dossier-schema.js';
import type { DossierSeed, ListedDossier, Page, PageRequest, Store, StoredDossier } from './store.js';

/** What is kept beside a dossier for the store's own use. */
const BOOKKEEPING = { lists: 0, words: 0, touched: 0, chain: 0, rebuilt: 0 } as const;

export function dossiersIn(collections: Collections): Store['dossiers'] {
  const { dossiers } = collections;
  return {
    open: (seed) => open(collections, seed),
    async get(id) {
      const found = await dossiers.findById(id, BOOKKEEPING).lean();
      return found && toDossier(found);
    },
    async keepAnswer(id, run, data) {
      const fields = Object.entries(data).map(([name, value]) => [`answers.${run}.${name}`, value]);
      await dossiers.collection.updateOne({ _id: id } as never, { $set: Object.fromEntries(fields) });
    },
    async byNumber(number) {
      const found = await dossiers.findOne({ number }, BOOKKEEPING).lean();
      return found && toDossier(found);
    },
    list: async (query, page) => read(collections, listPlan(query, startOf(page)), page),
    async search(text, query, page) {
      const plan = searchPlan(text, query, startOf(page));
      return plan ? read(collections, plan, page) : { items: [], next: null };
    },
  };
}

async function open({ dossiers }: Collections, { id, ...seed }: DossierSeed): Promise<boolean> {
  const words = wordsOf(seed.application.applicant.name);
  try {
    await dossiers.collection.insertOne({ _id: id, ...seed, words, view: null, chain: null } as never);
    return true;
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
    if (!(await dossiers.exists({ _id: id }))) throw new NumberTaken(seed.number);
    return false;
  }
}

/** What a line of a list shows; a whole dossier is twenty times as long. */
const LINE = {
  number: 1,
  procedure: 1,
  field: 1,
  planHash: 1,
  calendarHash: 1,
  rehearsal: 1,
  createdAt: 1,
  'application.applicant.name': 1,
  'application.applicant.kind': 1,
  'lists.received': 1,
  'lists.due': 1,
  ...Object.fromEntries(
    [
      ...[
        'factNo',
        'number',
        'channel',
        'status',
        'outcome',
        'timeliness',
        'centre',
        'holder',
        'receivedAt',
        'finishedAt',
        'deliveredAt',
        'closed',
      ],
      ...['promisedAt', 'dueAt', 'breached', 'agencies', 'extensionAsked', 'supplementOpen', 'updatedAt'],
    ].map((field) => [`view.${field}`, 1]),
  ),
} as const;

type Line = Omit<ListedDossier, 'id'> & ListRow & { readonly _id: string };

async function read({ dossiers }: Collections, plan: ListPlan, page: PageRequest): Promise<Page<ListedDossier>> {
  const { filter, sort, hint } = plan;
  const lines = dossiers.collection.find(filter as never, { projection: LINE, sort, hint, limit: page.limit + 1 });
  return pageOf((await lines.toArray()) as unknown as Line[], page, plan.keyOf, toLine);
}

function toLine({ _id, lists: _lists, ...line }: Line): ListedDossier {
  return { id: _id, ...line };
}

function toDossier({ _id, ...dossier }: Omit<DossierDocument, keyof typeof BOOKKEEPING>): StoredDossier {
  return { id: _id, ...dossier };
}
