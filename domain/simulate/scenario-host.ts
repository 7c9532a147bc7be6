import type { Refusal } from '../engine/engine.js';
import type { Act, Actor } from '../engine/event.js';
import type { Fact } from '../engine/fact.js';
import type { Instant } from '../time/instant.js';

type Awaitable<T> = T | Promise<T>;

/** `hidden`: the host does not say why. Who has nothing to do with a dossier may not know that it is there, so any no is the one expected of him. */
export type HostRefusal = Refusal & { readonly hidden?: true };

/**
 * Where a scenario is played: the pure engine with a virtual clock, or a dossier on the running server in virtual time. The same translation of words into acts
 * and the same comparison serve both, so that they cannot disagree about what a scenario means.
 */
export interface ScenarioHost {
  /** Lets time pass to the instant, then does the act. Null when it was done, else why not. */
  perform(at: Instant, by: Actor, act: Act): Awaitable<HostRefusal | null>;
  /** Lets time pass, so that everything due before the instant has happened. */
  skipTo(at: Instant): Awaitable<void>;
  /** All facts so far, in order. */
  facts(): Awaitable<readonly Fact[]>;
}
