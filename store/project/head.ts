import { foldFacts } from '../../domain/engine/view.js';
import type { DossierView } from '../../domain/engine/view.js';
import type { Fact } from '../../domain/engine/fact.js';
import { FactGap } from '../errors.js';
import { chainHash } from '../hash.js';
import { factId, type FactDocument } from '../schemas/fact-schema.js';
import type { DossierDocument } from '../schemas/dossier-schema.js';
import type { Hash } from '../store.js';

/** What projecting needs to know of a dossier. */
export type Head = Pick<
  DossierDocument,
  '_id' | 'number' | 'procedure' | 'field' | 'rehearsal' | 'calendarHash' | 'words' | 'view' | 'chain' | 'rebuilt'
>;

/** What a row of a list says of its dossier. */
export type RowHead = Pick<Head, '_id' | 'number' | 'procedure' | 'field' | 'rehearsal'>;

export const HEAD_FIELDS = {
  number: 1,
  procedure: 1,
  field: 1,
  rehearsal: 1,
  calendarHash: 1,
  words: 1,
  view: 1,
  chain: 1,
  rebuilt: 1,
} as const;

/** A dossier's head after some facts, and the rows these make. */
interface Growing {
  readonly view: DossierView | null;
  readonly chain: Hash | null;
  readonly rows: readonly FactDocument[];
}

/** Adds the facts that the head does not have yet. Throws FactGap when one is missing before them. */
export function grow(head: Head, facts: readonly Fact[]): Growing {
  const known = head.view?.factNo ?? 0;
  const fresh = facts.filter((fact) => fact.no > known);
  const [first] = fresh;
  if (!first) return { view: head.view, chain: head.chain, rows: [] };
  if (first.no !== known + 1) throw new FactGap(head._id, known + 1, first.no);
  const view = foldFacts(head.view, fresh);
  let chain = head.chain;
  const rows = fresh.map((fact) => {
    chain = chainHash(chain, head._id, fact);
    return { _id: factId(head._id, fact.no), hash: chain, fact };
  });
  return { view, chain, rows };
}
