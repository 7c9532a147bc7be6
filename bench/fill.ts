/** Fills a database with made-up dossiers. Making and encoding one takes longer than storing it, so several threads do it. */
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';

/** Dossiers [from, until) for one thread. */
export interface Share {
  readonly uri: string;
  readonly database: string;
  readonly planHash: string;
  readonly from: number;
  readonly until: number;
}

const THREADS = 2;

/**
 * Fills an empty database. Call it before `openStore`, which then builds the indexes at once: several times faster than keeping them up row by row.
 * @param planHash what all of them run on.
 * @param count about a minute and a half for a million on two cores, and as long again for the indexes.
 */
export async function fillWithDossiers(uri: string, database: string, planHash: string, count: number): Promise<void> {
  const part = Math.ceil(count / THREADS);
  const shares = Array.from({ length: THREADS }, (_, index): Share => {
    const from = index * part;
    return { uri, database, planHash, from, until: Math.min(from + part, count) };
  });
  await Promise.all(shares.map((workerData) => once(new Worker(new URL('./fill-thread.ts', import.meta.url), { workerData }), 'exit')));
}
