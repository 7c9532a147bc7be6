/** Lists and searches over many dossiers, as the API asks for them: p99 at 20 requests under way, each on an index. */
import mongoose from 'mongoose';
import { advance } from '../domain/engine/advance.js';
import type { Fact } from '../domain/engine/fact.js';
import type { State } from '../domain/engine/state.js';
import { type DossierView, foldFacts } from '../domain/engine/view.js';
import { wordsOf } from '../store/lists/words.js';
import { openStore } from '../store/open-store.js';
import { dossierUpdate } from '../store/project/dossier-update.js';
import type { DossierQuery, Store } from '../store/store.js';
import { inFlight, quantile, rounded } from './measures.js';
import type { Stage } from './stage.js';
import { RECEPTION, WORK } from './work-of-one-dossier.js';

const AT_ONCE = 20;
const BATCH = 5_000;
const DAY = 86_400_000;

export interface ListsMeasured {
  readonly dossiers: number;
  readonly listP99Ms: number;
  readonly searchP99Ms: number;
  /** Queries that MongoDB did not answer from an index. */
  readonly notOnIndex: readonly string[];
}

export async function measureLists(stage: Stage, dossiers: number, requests: number): Promise<ListsMeasured> {
  const store = await openStore({ uri: stage.services.mongodbUri, database: 'bench-lists' });
  const connection = await mongoose.createConnection(stage.services.mongodbUri, { dbName: 'bench-lists' }).asPromise();
  try {
    await fill(connection, stage, dossiers);
    await connection.db!.command({ profile: 2, slowms: 100 });
    await inFlight(lists(store, AT_ONCE).concat(searches(store, AT_ONCE)), AT_ONCE);
    const notOnIndex = await scans(connection);
    await connection.db!.command({ profile: 0 });
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
    { agencies: ['land-branch'] },
    { agencies: ['land-branch'], sort: 'due' },
    { agencies: ['commune-centre'], breached: true },
    { agencies: ['tax-office'], procedure: '9.999001' },
    { agencies: ['commune-centre', 'land-branch'], status: ['in progress', 'at partner'] },
    { sort: 'due', field: 'land' },
    { agencies: ['land-branch'], receivedFrom: Date.now() - 100 * DAY, receivedTo: Date.now() - 50 * DAY },
  ];
  return Array.from({ length: count }, (_, index) => () => store.dossiers.list(queries[index % queries.length]!, { limit: 50 }));
}

function searches(store: Store, count: number): Read[] {
  const asked = (index: number): string => {
    const person = nameOf(index * 7919);
    return index % 3 === 0 ? numberOf(index * 997) : index % 3 === 1 ? person : person.split(' ').slice(-2).join(' ');
  };
  return Array.from({ length: count }, (_, index) => () => store.dossiers.search(asked(index), { agencies: ['land-branch'] }, { limit: 20 }));
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

/** Dossiers at every stage of their way, over three years, of a thousand names; written as the projector writes them. */
async function fill(connection: mongoose.Connection, stage: Stage, dossiers: number): Promise<void> {
  const views = stagesOf(stage);
  for (let from = 0; from < dossiers; from += BATCH) {
    const rows = Array.from({ length: Math.min(BATCH, dossiers - from) }, (_, offset) => documentOf(stage, views, from + offset));
    await connection.db!.collection('dossiers').insertMany(rows as never, { ordered: false, writeConcern: { w: 1, j: false } });
  }
}

function documentOf({ planHash, calendarHash }: Stage, views: readonly DossierView[], index: number): object {
  const id = `d${String(index).padStart(11, '0')}`;
  const receivedAt = Date.now() - (index % 1_000) * DAY - (index % 86_399) * 997;
  const view = { ...views[index % views.length]!, number: numberOf(index), receivedAt, dueAt: index % 3 ? receivedAt + 15 * DAY : null, breached: index % 11 === 0 };
  const applicant = { name: nameOf(index), kind: 'person' };
  const head = { _id: id, number: view.number, procedure: '9.999001', field: 'land', rehearsal: false, words: wordsOf(applicant.name), view: null, chain: null };
  const application = { applicant, data: { parcel: `${index % 90}-${index % 700}` } };
  return { ...head, planHash, calendarHash, application, createdAt: receivedAt, ...dossierUpdate(head, view, '0'.repeat(64), { put: [], gone: [] }) };
}

/** The views of one dossier after each of its acts. */
function stagesOf(stage: Stage): DossierView[] {
  const views: DossierView[] = [];
  const facts: Fact[] = [];
  let state: State | null = null;
  for (const { by, act } of [{ by: RECEPTION.by, act: { ...RECEPTION.act, number: 'x' } }, ...WORK]) {
    const step = advance(stage, state, { at: Date.now(), by, act });
    state = step.state;
    facts.push(...step.facts);
    views.push(foldFacts(null, facts));
  }
  return views;
}

const numberOf = (index: number): string => `H99.42-${String(230_000 + (index % 1_000))}-${String(index).padStart(7, '0')}`;

const FAMILY = ['Nguyễn', 'Trần', 'Lê', 'Phạm', 'Hoàng', 'Phan', 'Vũ', 'Đặng', 'Bùi', 'Đỗ'];
const MIDDLE = ['Văn', 'Thị', 'Hữu', 'Đức', 'Ngọc', 'Minh', 'Thanh', 'Quang', 'Xuân', 'Hồng'];
const GIVEN = ['An', 'Bình', 'Châu', 'Dung', 'Đạt', 'Giang', 'Hà', 'Khánh', 'Lan', 'Mai', 'Nam', 'Oanh', 'Phúc', 'Quý', 'Sơn', 'Tâm', 'Uyên', 'Vinh', 'Xuyến', 'Yến'];

/** Two thousand names, the common ones common. */
function nameOf(index: number): string {
  const pick = (from: readonly string[], by: number): string => from[Math.abs(by) % from.length]!;
  return `${pick(FAMILY, (index * index) % 17)} ${pick(MIDDLE, Math.floor(index / 3))} ${pick(GIVEN, Math.floor(index / 31))}`;
}
