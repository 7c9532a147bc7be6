import type { Refusal } from '../domain/engine/engine.js';
import type { Fact } from '../domain/engine/fact.js';
import type { Act, Actor } from '../domain/engine/event.js';

/**
 * Has an act done on a dossier, once per key, and its facts stored. The worker's composition root supplies it.
 * Rejects with an error that carries `refusal` when the dossier does not allow the act; with any other error when trying again may help.
 */
export type Perform = (dossierId: string, by: Actor, act: Act, key: string) => Promise<{ readonly facts: readonly Fact[] }>;

/** This system itself, as an actor. */
export const SYSTEM: Actor = { kind: 'system', id: 'motcua' };

/** The engine's no inside an error of `Perform`; null when it failed for another reason. */
export function refusalOf(error: unknown): Refusal | null {
  return (error as { refusal?: Refusal } | null)?.refusal ?? null;
}

/** A dossier that no longer wants what comes of a command (stopped meanwhile, answered by hand) is not an error. */
export async function unlessRefused(performing: Promise<unknown>): Promise<void> {
  try {
    await performing;
  } catch (error) {
    if (!refusalOf(error)) throw error;
  }
}
