import type { DossierView } from '../../domain/engine/view.js';
import { DossierUnknown } from '../errors.js';
import type { FactDocument } from '../schemas/fact-schema.js';
import type { Projectable } from '../store.js';
import { grow, type Head } from './head.js';

/** What one transaction writes for one dossier. */
export interface Growth {
  /** As it was read. */
  readonly before: Head;
  /** As it will be. */
  head: Head;
  readonly rows: FactDocument[];
  readonly taken: Projectable[];
}

/** A dossier that gets new facts. */
export type Grown = Growth & { readonly head: Head & { readonly view: DossierView } };

export interface Batch {
  readonly growths: readonly Growth[];
  /** Items that cannot be written, each with its reason; the others do not suffer from them. */
  readonly refused: ReadonlyMap<Projectable, unknown>;
}

/** Puts together what the items add to the heads. Items of one dossier are taken in the order of their facts, whatever order they came in. */
export function batchOf(items: readonly Projectable[], heads: ReadonlyMap<string, Head>): Batch {
  const growths = new Map<string, Growth>();
  const refused = new Map<Projectable, unknown>();
  for (const item of [...items].sort((one, other) => firstNo(one) - firstNo(other))) {
    try {
      take(item, growths, heads);
    } catch (error) {
      refused.set(item, error);
    }
  }
  return { growths: [...growths.values()], refused };
}

function take(item: Projectable, growths: Map<string, Growth>, heads: ReadonlyMap<string, Head>): void {
  const before = heads.get(item.dossierId);
  if (!before) throw new DossierUnknown(item.dossierId);
  const growth = growths.get(item.dossierId) ?? { before, head: before, rows: [], taken: [] };
  const { view, chain, rows } = grow(growth.head, item.facts);
  growth.head = { ...growth.head, view, chain };
  growth.rows.push(...rows);
  growth.taken.push(item);
  growths.set(item.dossierId, growth);
}

export function grew(growth: Growth): growth is Grown {
  return growth.rows.length > 0;
}

function firstNo(item: Projectable): number {
  return item.facts[0]?.no ?? 0;
}
