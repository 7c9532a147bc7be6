import type { Refusal } from '../domain/engine/engine.js';
import type { Fact } from '../domain/engine/fact.js';
import type { Act, Actor } from '../domain/engine/event.js';

/**
 * Has an act done on a dossier, once per key, and its facts stored. The worker's composition root supplies it.
 * Rejects with an error that carries `refusal` when the dossier does not allow the act; with any other error when trying again may help.
 */
export type Perform = (dossierId: string, by: Actor, act: Act, key: string) => Promise<{ readonly facts: readonly Fact[] }>;

/** The engine's no inside an error of `Perform`; null when it failed for another reason. */
export function refusalOf(error: unknown): Refusal | null {
  return (error as { refusal?: Refusal } | null)?.refusal ?? null;
}
