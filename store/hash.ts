import { createHash } from 'node:crypto';
import { canonical } from '../domain/canonical.js';
import type { Fact } from '../domain/engine/fact.js';
import type { Hash } from './store.js';

export function sha256(text: string): Hash {
  return createHash('sha256').update(text).digest('hex');
}

/** Name of a value by its content. */
export function contentHash(value: unknown): Hash {
  return sha256(canonical(value));
}

/** Each fact's hash covers the one before it, so none can be altered or left out unseen. The first continues from the dossier's id. */
export function chainHash(previous: Hash | null, dossierId: string, fact: Fact): Hash {
  return sha256(`${previous ?? dossierId}\n${canonical(fact)}`);
}
