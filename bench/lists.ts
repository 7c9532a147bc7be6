/** Lists and searches over many dossiers, as the API asks for them: p99 at 20 requests under way, each on an index. */
import mongoose from 'mongoose';
import { openStore } from '../store/open-store.js';
import type { DossierQuery, Store } from '../store/store.js';
import { DAY } from '../domain/time/instant.js';
import { inFlight, quantile, rounded } from './measures.js';
import type { Stage } from './stage.js';
import { fillWithDossiers, NOW } from './many-dossiers.js';

const AT_ONCE = 20;

export interface ListsMeasured {
  readonly dossiers: number;
  readonly listP99Ms: number;
  readonly searchP99Ms: number;
  /** Queries that MongoDB did not answer from an index. */
  readonly notOnIndex: readonly string[];
}

export async function measureLists(stage: Stage, dossiers: number, requests: number): Promise<ListsMeasured> {
  await fillWithDossiers(stage.services.mongodbUri, 'bench-lists', dossiers);
  const store = await openStore({ uri: stage.services.mongodbUri, database: 'bench-lists' });
  const connection = await mongoose.createConnection(stage.services.mongodbUri, { dbName: 'bench-lists' }).asPromise();
  try {
    await connection.db!.command({ profile: 2, slowms: 100 });
    await inFlight(lists(store, AT_ONCE).concat(searches(store, AT_ONCE)), AT_ONCE);
    const notOnIndex = await scans(connection);
    await connection.db!.command({ profile: 0 });
    // as many again to warm up: a server runs for months, and its first second of compiling is not what its users wait for
    await timed([...lists(store, requests), ...searches(store, requests)]);
    const [list, search] = [await timed(lists(store, requests)), await timed(searches(store, requests))];
    return { dossiers, listP99Ms: rounded(quantile(list, 0.99), 1), searchP99Ms: rounded(quantile(search, 0.99), 1), notOnIndex };
  } finally {
    await connection.dropDatabase();
    await connection.close();
    await store.close();
  }
}

type Read = () => Promise<unknown>;

/** The lists an officer opens: newest, by due instant, overdue, of a procedure, in a status, of a time; of one agency or of all. */
function lists(store: Store, count: number): Read[] {
  const queries: DossierQuery[] = [
    { agencies: ['xa-7'] },
    { agencies: ['so-3'], sort: 'due' },
    { agencies: ['xa-11'], breached: true },
    { agencies: ['thue-2'], procedure: '1.12' },
    { agencies: ['xa-7', 'so-3'], status: ['in progress', 'at partner'] },
    { sort: 'due', field: 'field-3' },
    { agencies: ['so-5'], receivedFrom: NOW - 100 * DAY, receivedTo: NOW - 50 * DAY },
  ];
  return Array.from({ length: count }, (_, index) => () => store.dossiers.list(queries[index % queries.length]!, { limit: 20 }));
}

function searches(store: Store, count: number): Read[] {
  const asked = ['Trần Thị Hoa', 'van dat', 'H26.xa-7-25', 'nguyen', 'Hồ Ngọc Minh Yến', 'H26.xa-7-260101', 'bui xuan'];
  return Array.from(
    { length: count },
    (_, index) => () => store.dossiers.search(asked[index % asked.length]!, { agencies: ['xa-7'] }, { limit: 20 }),
  );
}

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
  const profiled = await connection.db!.collection('system.profile').find({ ns: 'bench-lists.dossiers' }).toArray();
  const bad = profiled.filter((each) => !/IXSCAN|IDHACK/.test(String(each['planSummary'])) || each['hasSortStage'] === true);
  return [...new Set(bad.map((each) => `${String(each['op'])} ${String(each['planSummary'])}`))];
}
