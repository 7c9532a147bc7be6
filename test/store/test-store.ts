import { randomUUID } from 'node:crypto';
import mongoose, { type Connection } from 'mongoose';
import { until } from '../../services/wait.js';
import { openStore } from '../../store/open-store.js';
import type { FactBody } from '../../domain/engine/fact.js';
import type { DossierSeed, Store } from '../../store/store.js';
import { accepted, facts, MONDAY, seed } from './dossier-facts.js';

export interface TestStore {
  readonly store: Store;
  /** A second process on the same database. */
  another(): Promise<Store>;
  /** The database itself, for looking behind the store and for doing it harm. */
  readonly raw: Connection;
  close(): Promise<void>;
}

/** Waits until no intent is left: they go a moment after their facts are stored. Throws when one stays. */
export async function intentsGone(store: Store): Promise<void> {
  await until(async () => {
    const left = await store.intents.stale(Number.MAX_SAFE_INTEGER, 100);
    if (left.length > 0) throw new Error(`intents are left: ${JSON.stringify(left)}`);
  }, 5_000);
}

/** A store of its own on the real MongoDB that `MONGODB_URI` names. */
export async function openTestStore(): Promise<TestStore> {
  const uri = process.env['MONGODB_URI'];
  if (!uri) throw new Error('MONGODB_URI is not set: the store is tested on a real MongoDB');
  const database = `motcua_test_${randomUUID().slice(0, 8)}`;
  const store = await openStore({ uri, database });
  const raw = await mongoose.createConnection(uri, { dbName: database }).asPromise();
  const others: Store[] = [];
  return {
    store,
    raw,
    async another() {
      const other = await openStore({ uri, database });
      others.push(other);
      return other;
    },
    async close() {
      await raw.dropDatabase();
      await Promise.all([raw, store, ...others].map((each) => each.close()));
    },
  };
}

/** A dossier in the store. `go`: what happens to it next. */
export interface Going extends DossierSeed {
  go(bodies: readonly FactBody[], at?: number): Promise<void>;
}

/** Accepted, and with these facts after that. */
export async function dossierWith(
  { store }: TestStore,
  bodies: readonly FactBody[],
  over: Parameters<typeof seed>[0] = {},
): Promise<Going> {
  const dossier = seed(over);
  await store.dossiers.open(dossier);
  let next = 1;
  const go = async (more: readonly FactBody[], at = MONDAY): Promise<void> => {
    await store.project({ dossierId: dossier.id, facts: facts(more, { from: next, at }), commands: [] });
    next += more.length;
  };
  await go([...accepted(dossier.number), ...bodies]);
  return { ...dossier, go };
}
