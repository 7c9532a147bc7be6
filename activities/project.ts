import type { Projectable, Store } from '../store/store.js';

/** Writes facts, projection and outbox rows. Idempotent: what is there already is skipped, so doing it twice is doing it once. */
export const project =
  (store: Pick<Store, 'project'>) =>
  (item: Projectable): Promise<void> =>
    store.project(item);
