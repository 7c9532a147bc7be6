import { canonical } from '../domain/canonical.js';
import { foldFacts } from '../domain/engine/view.js';
import type { Collections } from './collections.js';
import { chainHash } from './hash.js';
import type { DossierDocument } from './schemas/dossier-schema.js';
import { dossierOf, factIdsFrom, type FactDocument } from './schemas/fact-schema.js';
import type { Hash, Unfit } from './store.js';

type Head = Pick<DossierDocument, '_id' | 'view' | 'chain'>;

/** Walks each dossier's facts from the first, checks that each continues from the one before and the last is the one the dossier ends with; then looks for facts whose dossier is gone. */
export async function* verifyChains(collections: Collections, dossierId?: string): AsyncIterable<Unfit> {
  const { dossiers, facts } = collections;
  const heads = dossiers
    .find(dossierId === undefined ? {} : { _id: dossierId }, { view: 1, chain: 1 })
    .sort({ _id: 1 })
    .lean();
  for await (const head of heads.cursor()) {
    const rows = await facts
      .find({ _id: factIdsFrom(head._id, 1) })
      .sort({ _id: 1 })
      .lean();
    yield* unfitOf(head, rows);
  }
  yield* withoutDossier(collections, dossierId);
}

/** Of each dossier's facts only the first is looked at: the next place to look is behind all that could follow it. */
async function* withoutDossier({ dossiers, facts }: Collections, dossierId?: string): AsyncIterable<Unfit> {
  let among: Record<string, string> = dossierId === undefined ? { $gt: '' } : factIdsFrom(dossierId, 1);
  for (;;) {
    const first = await facts.findOne({ _id: among }, { _id: 1 }).sort({ _id: 1 }).lean();
    if (!first) return;
    const owner = dossierOf(first._id);
    if (!(await dossiers.exists({ _id: owner })))
      yield { dossierId: owner, no: Number(first._id.slice(owner.length + 1)), problem: 'dossier removed' };
    const { $lte } = factIdsFrom(owner, 1);
    among = { ...among, $gt: $lte };
  }
}

function unfitOf(head: Head, rows: readonly FactDocument[]): Unfit[] {
  const broken = [...unfitFacts(head._id, rows), ...unfitEnd(head, rows)];
  if (broken.length > 0 || viewFits(head, rows)) return broken;
  return [{ dossierId: head._id, no: rows.length, problem: 'view differs' }];
}

/** Facts that are gone, or do not continue from the one before. */
export function unfitFacts(dossierId: string, rows: readonly FactDocument[]): Unfit[] {
  const unfit: Unfit[] = [];
  let expected = 1;
  let previous: Hash | null = null;
  for (const { fact, hash, _id } of rows) {
    // the number in the id, not the one in the fact: an altered number is an altered fact
    const no = Number(_id.slice(dossierId.length + 1));
    const gap = no !== expected;
    for (; expected < no; expected++) unfit.push({ dossierId, no: expected, problem: 'missing' });
    if (fact.no !== no || (!gap && chainHash(previous, dossierId, fact) !== hash)) unfit.push({ dossierId, no, problem: 'altered' });
    previous = hash;
    expected = no + 1;
  }
  return unfit;
}

/** What is wrong with the end of the chain. */
export function unfitEnd(head: Head, rows: readonly FactDocument[]): Unfit[] {
  const last = rows.at(-1);
  const lastNo = last ? Number(last._id.slice(head._id.length + 1)) : 0;
  const factNo = head.view?.factNo ?? 0;
  if (lastNo < factNo)
    return Array.from({ length: factNo - lastNo }, (_, index) => ({ dossierId: head._id, no: lastNo + 1 + index, problem: 'missing' }));
  return (last?.hash ?? null) === (head.chain ?? null) ? [] : [{ dossierId: head._id, no: lastNo, problem: 'chain broken' }];
}

function viewFits(head: Head, rows: readonly FactDocument[]): boolean {
  if (rows.length === 0) return head.view === null;
  return (
    canonical(
      foldFacts(
        null,
        rows.map((row) => row.fact),
      ),
    ) === canonical(head.view)
  );
}
