/** Lists and searches over many dossiers, asked of the API over HTTP: p99 at 20 requests under way, each query on an index. */
import mongoose from 'mongoose';
import { openStore } from '../store/open-store.js';
import { DAY } from '../domain/time/instant.js';
import { startApi, type Asking } from './api-program.js';
import { inFlight, quantile, rounded } from './measures.js';
import { loadBenchProcedure, type Stage } from './stage.js';
import { fillWithDossiers } from './fill.js';
import { NOW } from './many-dossiers.js';

const AT_ONCE = 20;
const DATABASE = 'bench-lists';

export interface ListsMeasured {
  readonly dossiers: number;
  readonly listP99Ms: number;
  readonly searchP99Ms: number;
  /** Queries that MongoDB did not answer from an index. */
  readonly notOnIndex: readonly string[];
}

export async function measureLists(stage: Stage, dossiers: number, requests: number): Promise<ListsMeasured> {
  await fillWithDossiers(stage.services.mongodbUri, DATABASE, stage.planHash, dossiers);
  const store = await openStore({ uri: stage.services.mongodbUri, database: DATABASE });
  const connection = await mongoose.createConnection(stage.services.mongodbUri, { dbName: DATABASE }).asPromise();
  try {
    await loadBenchProcedure(store);
    await openAccounts(store);
    const api = await startApi(stage.services, DATABASE);
    try {
      return { dossiers, ...(await measured(api.asking, connection, requests)) };
    } finally {
      await api.stop();
    }
  } finally {
    await connection.dropDatabase();
    await connection.close();
    await store.close();
  }
}

async function measured(asking: Asking, connection: mongoose.Connection, requests: number): Promise<Omit<ListsMeasured, 'dossiers'>> {
  await connection.db!.command({ profile: 2, slowms: 100 });
  await inFlight([...repeated(asking, LISTS, AT_ONCE), ...repeated(asking, SEARCHES, AT_ONCE)], AT_ONCE);
  const notOnIndex = await scans(connection);
  await connection.db!.command({ profile: 0 });
  // as many again to warm up: a server runs for months, and its first second of compiling is not what its users wait for
  await timed([...repeated(asking, LISTS, requests), ...repeated(asking, SEARCHES, requests)]);
  const [list, search] = [await timed(repeated(asking, LISTS, requests)), await timed(repeated(asking, SEARCHES, requests))];
  return { listP99Ms: rounded(quantile(list, 0.99), 1), searchP99Ms: rounded(quantile(search, 0.99), 1), notOnIndex };
}

/** Who asks, and for what. */
type Question = readonly [account: string, path: string];

const day = (before: number): string => new Date(NOW - before * DAY).toISOString().slice(0, 10);

/** The lists an officer opens: newest, by due instant, overdue, of a procedure, in a status, of a time; of one agency, of two or of all. */
const LISTS: readonly Question[] = [
  ['xa-7', '/dossiers'],
  ['so-3', '/dossiers?sort=due'],
  ['xa-11', '/dossiers?breached=true'],
  ['thue-2', '/dossiers?procedure=1.12'],
  ['xa-7 so-3', '/dossiers?status=in%20progress&status=at%20partner'],
  ['auditor', '/dossiers?sort=due&field=field-3'],
  ['so-5', `/dossiers?receivedFrom=${day(100)}&receivedTo=${day(50)}`],
];

const SEARCHES: readonly Question[] = [
  'Trần Thị Hoa',
  'van dat',
  'H26.XA-7-25',
  'nguyen',
  'Hồ Ngọc Minh Yến',
  'h26.xa-7-260101',
  'bui xuan',
].map((text) => ['xa-7', `/dossiers/search?q=${encodeURIComponent(text)}`]);

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
  Array.from({ length: count }, (_, index) => () => asking(...questions[index % questions.length]!));

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
