/** Lists and searches over many dossiers, asked of the API over HTTP: p99 at 20 requests under way, each query on an index. */
import mongoose from 'mongoose';
import { openStore } from '../store/open-store.js';
import { listPlan } from '../store/lists/dossier-filter.js';
import { startApi, startFloor, type Asking } from './api-program.js';
import { inFlight, quantile, rounded } from './measures.js';
import { loadBenchProcedure, type Stage } from './stage.js';
import { fillWithDossiers } from './fill.js';
import { LISTS, type Question, SEARCHES } from './questions.js';

const AT_ONCE = 20;
const DATABASE = 'bench-lists';

export interface ListsMeasured {
  readonly dossiers: number;
  readonly listP99Ms: number;
  readonly searchP99Ms: number;
  /** p99 of the same lists from a program that does nothing but find and send them, and the API's as a multiple of it. */
  readonly listFloorP99Ms: number;
  readonly listVsFloor: number;
  /** Queries that MongoDB did not answer from an index. */
  readonly notOnIndex: readonly string[];
}

export async function measureLists(stage: Stage, dossiers: number, requests: number): Promise<ListsMeasured> {
  await fillWithDossiers(stage.services.mongodbUri, DATABASE, stage.planHash, dossiers);
  const store = await openStore({ uri: stage.services.mongodbUri, database: DATABASE });
  const connection = await mongoose.createConnection(stage.services.mongodbUri, { dbName: DATABASE }).asPromise();
  try {
    // what has just been filled in is written first: no server that has run for months still has a million dossiers to bring to the disk
    await connection.getClient().db('admin').command({ fsync: 1 });
    await loadBenchProcedure(store);
    await openAccounts(store);
    const api = await startApi(stage.services, DATABASE);
    const results = await measured(api.asking, connection, requests).finally(() => api.stop());
    const floor = await startFloor(
      stage.services.mongodbUri,
      DATABASE,
      LISTS.map(([, , query]) => listPlan({ rehearsal: false, ...query })),
    );
    const listFloorP99Ms = await floorOf(floor.asking, requests).finally(() => floor.stop());
    return { dossiers, ...results, listFloorP99Ms, listVsFloor: rounded(results.listP99Ms / listFloorP99Ms) };
  } finally {
    await connection.dropDatabase();
    await connection.close();
    await store.close();
  }
}

type OfTheApi = Pick<ListsMeasured, 'listP99Ms' | 'searchP99Ms' | 'notOnIndex'>;

async function measured(asking: Asking, connection: mongoose.Connection, requests: number): Promise<OfTheApi> {
  await connection.db!.command({ profile: 2, slowms: 100 });
  await inFlight([...repeated(asking, LISTS, AT_ONCE), ...repeated(asking, SEARCHES, AT_ONCE)], AT_ONCE);
  const notOnIndex = await scans(connection);
  await connection.db!.command({ profile: 0 });
  for (const questions of [LISTS, SEARCHES]) await timed(repeated(asking, questions, WARM_UP * requests));
  const [listP99Ms, searchP99Ms] = [await p99(repeated(asking, LISTS, requests)), await p99(repeated(asking, SEARCHES, requests))];
  return { listP99Ms, searchP99Ms, notOnIndex };
}

/** So many times what is measured comes before: a server runs for months, and its first seconds of compiling are not what its users wait for. */
const WARM_UP = 2;

async function floorOf(asking: Asking, requests: number): Promise<number> {
  const bare: readonly Question[] = LISTS.map(([account], index) => [account, `/${index}`, {}]);
  await timed(repeated(asking, bare, WARM_UP * requests));
  return p99(repeated(asking, bare, requests));
}

async function openAccounts(store: Awaited<ReturnType<typeof openStore>>): Promise<void> {
  for (const id of new Set(LISTS.map(([account]) => account))) {
    const posts =
      id === 'auditor'
        ? [{ agency: 'province-centre', roles: ['auditor'] }]
        : id.split(' ').map((agency) => ({ agency, roles: ['officer'] }));
    await store.accounts.put({ id, name: { vi: id }, kind: 'officer', posts, passwordHash: 'none', active: true });
  }
}

type Read = () => Promise<unknown>;

const repeated = (asking: Asking, questions: readonly Question[], count: number): Read[] =>
  Array.from({ length: count }, (_, index) => () => {
    const [account, path] = questions[index % questions.length]!;
    return asking(account, path);
  });

const p99 = async (reads: readonly Read[]): Promise<number> => rounded(quantile(await timed(reads), 0.99), 1);

async function timed(reads: readonly Read[]): Promise<number[]> {
  return inFlight(
    reads.map((read) => async () => {
      const start = performance.now();
      await read();
      return performance.now() - start;
    }),
    AT_ONCE,
  );
}

async function scans(connection: mongoose.Connection): Promise<string[]> {
  const profiled = await connection
    .db!.collection('system.profile')
    .find({ ns: `${DATABASE}.dossiers` })
    .toArray();
  const bad = profiled.filter((each) => !/IXSCAN|IDHACK/.test(String(each['planSummary'])) || each['hasSortStage'] === true);
  return [...new Set(bad.map((each) => `${String(each['op'])} ${String(each['planSummary'])}`))];
}
