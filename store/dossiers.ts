import type { Collections } from './collections.js';
import { isDuplicateKey, NumberTaken } from './errors.js';
import { listPlan, type ListPlan, type ListRow, withoutResultPlan } from './lists/dossier-filter.js';
import { lineIn } from './lists/line.js';
import { pageOf, startOf } from './lists/page.js';
import { searchPlan } from './lists/search-plan.js';
import { wordsOf } from './lists/words.js';
import type { DossierDocument } from './schemas/dossier-schema.js';
import type { DossierQuery, DossierSeed, ListedDossier, Page, PageRequest, Store, StoredDossier } from './store.js';

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
      await dossiers.collection.updateOne({ _id: id } as never, { $set: Object.fromEntries(fields) as Readonly<Record<string, unknown>> });
    },
    async byNumber(number) {
      const found = await dossiers.findOne({ number: number.trim().toUpperCase() }, BOOKKEEPING).lean();
      return found && toDossier(found);
    },
    list: async (query, page) =>
      read(
        collections,
        each(query, (one) => listPlan(one, startOf(page))),
        page,
      ),
    withoutResult: (query, page) => read(collections, [withoutResultPlan(query, startOf(page))], page),
    search: async (text, query, page) =>
      read(
        collections,
        each(query, (one) => searchPlan(text, one, startOf(page))),
        page,
      ),
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

type Line = Omit<ListedDossier, 'id'> & ListRow & { readonly _id: string };

type Queries = DossierQuery | readonly DossierQuery[];

function each(query: Queries, planOf: (query: DossierQuery) => ListPlan | null): ListPlan[] {
  return [query].flat().flatMap((one) => planOf(one) ?? []);
}

/** One page of what the plans give together. Each is read in its own order, which is that of all, so the first of all are among the first of each. */
async function read({ dossiers }: Collections, plans: readonly ListPlan[], page: PageRequest): Promise<Page<ListedDossier>> {
  const [first] = plans;
  if (!first) return { items: [], next: null };
  const found = await Promise.all(
    plans.map(({ filter, sort, hint }) =>
      dossiers.collection.find(filter as never, { projection: lineIn(sort), sort, hint, limit: page.limit + 1 }).toArray(),
    ),
  );
  const lines = found as unknown as Line[][];
  return pageOf(plans.length === 1 ? lines[0]! : merged(lines, first), page, first.keyOf, toLine);
}

function merged(lists: readonly Line[][], { keyOf, sort }: ListPlan): Line[] {
  const [direction] = Object.values(sort) as [1 | -1];
  const each = new Map(lists.flat().map((line) => [line._id, line]));
  return [...each.values()].sort((one, other) => (keyOf(one) < keyOf(other) ? -direction : direction));
}

function toLine({ _id, lists: _lists, ...line }: Line): ListedDossier {
  return { id: _id, ...line };
}

function toDossier({ _id, ...dossier }: Omit<DossierDocument, keyof typeof BOOKKEEPING>): StoredDossier {
  return { id: _id, ...dossier };
}
