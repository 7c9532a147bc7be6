import type { Fact } from '../../domain/engine/fact.js';
import type { Hash } from '../store.js';
import { Json, plainSchema } from './plain-schema.js';

/** A fact as kept. The id orders a dossier's facts and makes (dossier, number) unique; the collection is clustered by it, so there is no second index to write. */
export interface FactDocument {
  readonly _id: string;
  readonly hash: Hash;
  readonly fact: Fact;
}

const DIGITS = 6;

export function factId(dossierId: string, no: number): string {
  return `${dossierId}.${String(no).padStart(DIGITS, '0')}`;
}

/** Whose fact an id names. */
export const dossierOf = (id: string): string => id.slice(0, -DIGITS - 1);

/** Bounds of the ids of one dossier's facts, from this number on. */
export function factIdsFrom(dossierId: string, no: number): { $gte: string; $lte: string } {
  return { $gte: factId(dossierId, no), $lte: `${dossierId}.${'9'.repeat(DIGITS)}` };
}

export const factSchema = plainSchema({ _id: String, hash: String, fact: Json }, [], { clusteredIndex: { key: { _id: 1 }, unique: true } });
