import type { Plan } from '../domain/procedure/plan.js';
import type { Collections } from './collections.js';
import { isDuplicateKey, VersionOverlap } from './errors.js';
import { keptBriefly } from './kept-briefly.js';
import { pageOf, startOf } from './lists/page.js';
import type { CatalogueDocument } from './schemas/small-schemas.js';
import { RecentlyUsed } from './recently-used.js';
import type { CatalogueEntry, Page, PageRequest, Store } from './store.js';

const MOST_KEPT = 500;

export function catalogueIn(collections: Collections, blobs: Store['blobs']): Store['catalogue'] {
  const { catalogue } = collections;
  const inForce = keptBriefly((codeAndDay) => readInForce(collections, codeAndDay));
  const published = new RecentlyUsed<CatalogueEntry>(MOST_KEPT);
  return {
    async publish(entry) {
      const made = await publish(collections, entry);
      inForce.forget();
      published.set(made.planHash, made);
      return made;
    },
    inForce: (code, day) => inForce.get(JSON.stringify([code, day])),
    versions: async (code) => (await catalogue.find({ code }).sort({ version: -1 }).lean()).map(toEntry),
    async ofPlan(planHash) {
      const known = published.get(planHash);
      if (known) return known;
      const found = await catalogue.findOne({ planHash }).lean();
      // what is not there may be published the next moment, by another process
      if (!found) return null;
      const entry = toEntry(found);
      published.set(planHash, entry);
      return entry;
    },
    list: (page) => newestVersions(collections, page),
    plan: (hash) => blobs.get<Plan>(hash),
  };
}

async function readInForce({ catalogue }: Collections, codeAndDay: string): Promise<CatalogueEntry | null> {
  const [code, day] = JSON.parse(codeAndDay) as [string, string];
  const found = await catalogue
    .findOne({ code, effectiveFrom: { $lte: day }, $or: [{ effectiveTo: null }, { effectiveTo: { $gte: day } }] })
    .sort({ effectiveFrom: -1 })
    .lean();
  return found && toEntry(found);
}

async function publish(collections: Collections, entry: Omit<CatalogueEntry, 'version'>): Promise<CatalogueEntry> {
  const { catalogue } = collections;
  const known = await catalogue.findOne({ planHash: entry.planHash }).lean();
  if (known) return endingOn(collections, toEntry(known), entry.effectiveTo);
  const rival = await catalogue.findOne({ code: entry.code, effectiveFrom: entry.effectiveFrom }).lean();
  if (rival) throw new VersionOverlap(entry.code, entry.effectiveFrom, rival.version);
  const newest = await catalogue.findOne({ code: entry.code }).sort({ version: -1 }).lean();
  const version = (newest?.version ?? 0) + 1;
  try {
    await catalogue.create([{ ...entry, version, _id: `${entry.code}@${version}` }]);
    return { ...entry, version };
  } catch (error) {
    // somebody published at the same moment: look again at what is there now
    if (isDuplicateKey(error)) return publish(collections, entry);
    throw error;
  }
}

/** The law may end a version after it was published, or prolong it; versions published by an earlier Motcua have no last day written down. */
async function endingOn({ catalogue }: Collections, entry: CatalogueEntry, effectiveTo: string | null): Promise<CatalogueEntry> {
  if (entry.effectiveTo === effectiveTo) return entry;
  await catalogue.updateOne({ planHash: entry.planHash }, { $set: { effectiveTo } });
  return { ...entry, effectiveTo };
}

async function newestVersions({ catalogue }: Collections, page: PageRequest): Promise<Page<CatalogueEntry>> {
  const after = startOf(page);
  const found = await catalogue.aggregate<{ newest: CatalogueDocument }>([
    { $match: after ? { code: { $gt: after } } : {} },
    { $sort: { code: 1, version: -1 } },
    { $group: { _id: '$code', newest: { $first: '$$ROOT' } } },
    { $sort: { _id: 1 } },
    { $limit: page.limit + 1 },
  ]);
  return pageOf(
    found,
    page,
    (row) => row.newest.code,
    (row) => toEntry(row.newest),
  );
}

function toEntry({ _id, ...entry }: CatalogueDocument): CatalogueEntry {
  return { ...entry, effectiveTo: entry.effectiveTo ?? null };
}
