import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { FactBody } from '../../domain/engine/fact.js';
import { accessPlan } from '../../store/accesses.js';
import { listPlan, type ListPlan } from '../../store/lists/dossier-filter.js';
import { searchPlan } from '../../store/lists/search-plan.js';
import type { DossierQuery, ListedDossier, Page, Store } from '../../store/store.js';
import { taskPlan } from '../../store/tasks.js';
import { facts, LAND, MONDAY, opened, promised, received, seed } from './dossier-facts.js';
import { openTestStore, type TestStore } from './test-store.js';

const MINUTE = 60_000;
let test: TestStore;
let store: Store;

beforeAll(async () => {
  test = await openTestStore();
  store = test.store;
});
afterAll(() => test.close());

interface Wanted {
  readonly id: string;
  readonly centre?: string;
  readonly at?: number;
  readonly applicant?: string;
  readonly number?: string;
  readonly procedure?: string;
  readonly field?: string;
  readonly rehearsal?: boolean;
  readonly more?: readonly FactBody[];
}

async function receive({ id, centre = 'xa-a', at = MONDAY, more = [], ...rest }: Wanted): Promise<void> {
  const dossier = seed({ id, ...rest });
  await store.dossiers.open(dossier);
  await store.project({
    dossierId: id,
    facts: facts([received(dossier.number, centre), { type: 'statusChanged', status: 'accepted' }, ...more], { at }),
    commands: [],
  });
}

function ids(page: Page<{ readonly id: string }>): string[] {
  return page.items.map(({ id }) => id);
}

async function list(query: DossierQuery, limit = 50): Promise<string[]> {
  return ids(await store.dossiers.list(query, { limit }));
}

async function all(read: (cursor?: string) => Promise<Page<ListedDossier>>): Promise<string[]> {
  const seen: string[] = [];
  for (let cursor: string | undefined, more = true; more;) {
    const page = await read(cursor);
    seen.push(...ids(page));
    cursor = page.next ?? undefined;
    more = page.next !== null;
  }
  return seen;
}

describe('lists of dossiers', () => {
  it('page through every dossier once, newest first, while new ones come in and several share a minute', async () => {
    for (let n = 0; n < 23; n++)
      await receive({ id: `paging-${String(n).padStart(2, '0')}`, centre: 'paging', at: MONDAY + (n % 5) * MINUTE });
    let late = 0;
    const seen = await all(async (cursor) => {
      await receive({ id: `paging-late-${late++}`, centre: 'paging', at: MONDAY + 60 * MINUTE });
      return store.dossiers.list({ agencies: ['paging'] }, { limit: 4, ...(cursor && { cursor }) });
    });
    const early = seen.filter((id) => !id.includes('late'));
    expect(new Set(early).size).toBe(23);
    expect(early).toHaveLength(23);
    const minutes = early.map((id) => Number(id.slice(-2)) % 5);
    expect(minutes).toEqual([...minutes].sort((one, other) => other - one));
  });

  it('show a dossier to each agency that has held it, once to somebody who reads for several', async () => {
    await receive({ id: 'seen', centre: 'xa-seen', more: [opened('appraise#1', { agency: 'land-seen' })] });
    expect(await list({ agencies: ['land-seen'] })).toEqual(['seen']);
    expect(await list({ agencies: ['xa-seen', 'land-seen'] })).toEqual(['seen']);
    expect(await list({ agencies: ['xa-other'] })).toEqual([]);
    expect(await list({ agencies: [] })).toEqual([]);
  });

  it('answer each filter, and filters together', async () => {
    const late: FactBody[] = [
      promised(3),
      { type: 'deadlineBreached', deadline: 'total', dueAt: MONDAY, holder: { kind: 'nobody' }, episode: 1 },
    ];
    await receive({ id: 'f-plain', centre: 'filters' });
    await receive({ id: 'f-late', centre: 'filters', at: MONDAY + MINUTE, more: late });
    await receive({ id: 'f-rehearsed', centre: 'filters', at: MONDAY + 2 * MINUTE, rehearsal: true });
    await receive({
      id: 'f-other',
      centre: 'filters',
      at: MONDAY + 3 * MINUTE,
      procedure: '2.000815',
      more: [{ type: 'statusChanged', status: 'in progress' }],
    });
    const agencies = ['filters'];
    expect(await list({ agencies })).toEqual(['f-other', 'f-rehearsed', 'f-late', 'f-plain']);
    expect(await list({ agencies, rehearsal: false })).toEqual(['f-other', 'f-late', 'f-plain']);
    expect(await list({ agencies, rehearsal: true })).toEqual(['f-rehearsed']);
    expect(await list({ agencies, breached: true })).toEqual(['f-late']);
    expect(await list({ agencies, procedure: '1.013831' })).toEqual(['f-rehearsed', 'f-late', 'f-plain']);
    expect(await list({ agencies, status: ['in progress'] })).toEqual(['f-other']);
    expect(await list({ agencies, status: ['in progress', 'accepted'], breached: false, rehearsal: false })).toEqual([
      'f-other',
      'f-plain',
    ]);
    expect(await list({ agencies, receivedFrom: MONDAY + MINUTE, receivedTo: MONDAY + 3 * MINUTE })).toEqual(['f-rehearsed', 'f-late']);
  });

  it('show only the fields that may be seen, also where one reader sees different fields of different agencies', async () => {
    await receive({ id: 'fields-land', centre: 'fields-a' });
    await receive({ id: 'fields-shop', centre: 'fields-a', field: 'business', procedure: '1.001612', at: MONDAY + MINUTE });
    await receive({ id: 'fields-b', centre: 'fields-b', field: 'construction', procedure: '1.013225', at: MONDAY + 2 * MINUTE });
    const ofBoth: DossierQuery[] = [{ agencies: ['fields-b'] }, { agencies: ['fields-a', 'fields-b'], fields: ['land', 'construction'] }];
    expect(await list({ agencies: ['fields-a'], fields: ['business', 'construction'] })).toEqual(['fields-shop']);
    expect(await list({ agencies: ['fields-a'], fields: ['business'], field: 'land' })).toEqual([]);
    expect(await list({ agencies: ['fields-a'], fields: ['business'], procedure: '1.013831' })).toEqual([]);
    expect(ids(await store.dossiers.list(ofBoth, { limit: 10 }))).toEqual(['fields-b', 'fields-land']);
    expect(await all((cursor) => store.dossiers.list(ofBoth, { limit: 1, ...(cursor && { cursor }) }))).toEqual([
      'fields-b',
      'fields-land',
    ]);
    expect(ids(await store.dossiers.search('trần thị bưởi', ofBoth, { limit: 10 }))).toEqual(['fields-b', 'fields-land']);
    for (const number of ['H01-260302-FIELDS', ' h01-260302-fields '])
      expect(ids(await store.dossiers.search(number, ofBoth, { limit: 10 }))).toEqual(['fields-b', 'fields-land']);
    expect(ids(await store.dossiers.list([], { limit: 10 }))).toEqual([]);
  });

  it('sort by due instant with the undated last, and stop at the instant asked', async () => {
    for (const days of [5, 2, 9]) await receive({ id: `due-${days}`, centre: 'due', more: [promised(days)] });
    await receive({ id: 'due-none', centre: 'due' });
    expect(await list({ agencies: ['due'], sort: 'due' })).toEqual(['due-2', 'due-5', 'due-9', 'due-none']);
    expect(await list({ agencies: ['due'], dueBefore: MONDAY + 6 * 24 * 60 * MINUTE })).toEqual(['due-2', 'due-5']);
    expect(
      await all((cursor) => store.dossiers.list({ agencies: ['due'], sort: 'due' }, { limit: 1, ...(cursor && { cursor }) })),
    ).toHaveLength(4);
  });

  it('carry lines without application data, deadlines and tasks', async () => {
    await receive({ id: 'line', centre: 'line', more: [promised(3), opened('appraise#1')] });
    const [line] = (await store.dossiers.list({ agencies: ['line'] }, { limit: 1 })).items;
    expect(line!.application).toEqual({ applicant: { name: 'Trần Thị Bưởi' } });
    expect(line!.view).toMatchObject({ status: 'accepted', centre: 'line' });
    for (const elsewhere of ['deadlines', 'tasks', 'bindings', 'results', 'values', 'agencies'])
      expect(line!.view).not.toHaveProperty(elsewhere);
    expect(line).not.toHaveProperty('lists');
  });

  it('refuse a cursor that they did not make', async () => {
    await expect(store.dossiers.list({}, { limit: 1, cursor: '{"$gt":""}' })).rejects.toMatchObject({ code: 'CursorInvalid' });
    await expect(store.dossiers.list({}, { limit: 1, cursor: Buffer.from('{"$gt":""}').toString('base64url') })).rejects.toMatchObject({
      code: 'CursorInvalid',
    });
  });
});

describe('search', () => {
  it('finds a dossier by words of the name, in any order, with or without accents, inside the reader’s agencies', async () => {
    await receive({ id: 's-1', centre: 'search', applicant: 'Nguyễn Văn Đạt' });
    await receive({ id: 's-2', centre: 'search', applicant: 'Nguyễn Thị Đào', at: MONDAY + MINUTE });
    await receive({ id: 's-3', centre: 'elsewhere', applicant: 'Nguyễn Văn Đạt' });
    await receive({
      id: 's-4',
      centre: 'search',
      applicant: 'Công ty TNHH Một thành viên Xây dựng và Thương mại Hoàng Long',
      at: MONDAY + 2 * MINUTE,
    });
    const find = async (text: string, query: DossierQuery = { agencies: ['search'] }) =>
      ids(await store.dossiers.search(text, query, { limit: 10 }));
    expect(await find('nguyen')).toEqual(['s-2', 's-1']);
    expect(await find('DAT  nguyễn')).toEqual(['s-1']);
    expect(await find('nguyen van dat')).toEqual(['s-1']);
    expect(await find('nguyen thi dat')).toEqual([]);
    expect(await find('hoàng long')).toEqual(['s-4']);
    expect(await find('dat', { agencies: ['search', 'elsewhere'] })).toEqual(expect.arrayContaining(['s-1', 's-3']));
    expect(await find('dat', {})).toHaveLength(2);
    expect(await find('dat', { agencies: ['search'], rehearsal: true })).toEqual([]);
    expect(await find(' .,- ')).toEqual([]);
  });

  it('finds dossiers by the beginning of the number, in the order of numbers, page by page', async () => {
    for (const n of [3, 1, 2, 4]) await receive({ id: `n-${n}`, centre: 'numbers', number: `H77.1-2603020${n}` });
    const found = await all((cursor) =>
      store.dossiers.search('H77.1-26', { agencies: ['numbers'] }, { limit: 2, ...(cursor && { cursor }) }),
    );
    expect(found).toEqual(['n-1', 'n-2', 'n-3', 'n-4']);
    expect(ids(await store.dossiers.search('H77.1-26030203', {}, { limit: 5 }))).toEqual(['n-3']);
    expect(ids(await store.dossiers.search('H77.1', { agencies: ['search'] }, { limit: 5 }))).toEqual([]);
    expect((await store.dossiers.byNumber('H77.1-26030203'))!.id).toBe('n-3');
  });

  it('does not let two dossiers carry one number', async () => {
    await receive({ id: 'first', number: 'H77.9-1' });
    await expect(store.dossiers.open(seed({ id: 'second', number: 'H77.9-1' }))).rejects.toMatchObject({ code: 'NumberTaken' });
    await store.dossiers.open(seed({ id: 'first', number: 'H77.9-1' }));
  });
});

describe('worklists', () => {
  const taskIds = async (query: Parameters<Store['tasks']['list']>[0]) => ids(await store.tasks.list(query, { limit: 20 }));

  it('give an agency its roles’ tasks by due instant, then by opening, the undated last', async () => {
    const agency = 'work';
    await receive({ id: 'w-2', centre: agency, more: [opened('a#1', { agency }), promised(4, 'step:a#1')] });
    await receive({ id: 'w-3', centre: agency, at: MONDAY + MINUTE, more: [opened('a#1', { agency }), promised(4, 'step:a#1')] });
    await receive({ id: 'w-1', centre: agency, more: [opened('a#1', { agency }), promised(2, 'step:a#1')] });
    await receive({ id: 'w-4', centre: agency, more: [opened('a#1', { agency })] });
    await receive({ id: 'w-5', centre: agency, more: [opened('a#1', { agency, role: 'head' })] });
    await receive({
      id: 'w-6',
      centre: agency,
      more: [opened('a#1', { agency, role: 'appraiser' }), { type: 'taskClaimed', run: 'a#1', officer: 'hoa' }],
    });
    expect(await taskIds({ seats: [{ agency, roles: ['appraiser'] }] })).toEqual(['w-1.a#1', 'w-2.a#1', 'w-3.a#1', 'w-4.a#1', 'w-6.a#1']);
    expect(await taskIds({ seats: [{ agency, roles: ['appraiser'] }], unclaimed: true })).not.toContain('w-6.a#1');
    expect(await taskIds({ seats: [{ agency, roles: ['appraiser', 'head'] }] })).toHaveLength(6);
    expect(await taskIds({ seats: [{ agency }] })).toHaveLength(6);
    expect(await taskIds({ officers: ['hoa'] })).toEqual(['w-6.a#1']);
  });

  it('give a seat with fields only tasks of these, and one without roles all of the agency', async () => {
    const agency = 'seats';
    await receive({ id: 'seat-land', centre: agency, more: [opened('a#1', { agency }), promised(1, 'step:a#1')] });
    await receive({ id: 'seat-shop', centre: agency, field: 'business', more: [opened('a#1', { agency }), promised(2, 'step:a#1')] });
    await receive({
      id: 'seat-head',
      centre: agency,
      more: [opened('a#1', { agency, role: 'head' }), promised(3, 'step:a#1'), { type: 'taskClaimed', run: 'a#1', officer: 'lan' }],
    });
    expect(await taskIds({ seats: [{ agency, roles: ['appraiser'], fields: ['business'] }] })).toEqual(['seat-shop.a#1']);
    expect(await taskIds({ seats: [{ agency, fields: ['land'] }] })).toEqual(['seat-land.a#1', 'seat-head.a#1']);
    expect(
      await taskIds({
        seats: [
          { agency, roles: ['head'] },
          { agency, roles: ['appraiser'], fields: ['business'] },
        ],
      }),
    ).toEqual(['seat-shop.a#1', 'seat-head.a#1']);
    expect(await taskIds({ officers: ['lan'], seats: [{ agency: 'elsewhere' }] })).toEqual([]);
    expect(await taskIds({ officers: ['lan', 'hoa'], seats: [{ agency }] })).toEqual(['seat-head.a#1']);
  });

  it('page without losing or repeating a task', async () => {
    const read = (cursor?: string) => store.tasks.list({ seats: [{ agency: 'work' }] }, { limit: 2, ...(cursor && { cursor }) });
    expect(await all(read as never)).toHaveLength(6);
  });
});

describe('every list', () => {
  const agencies = [['xa-a'], ['xa-a', LAND, 'xa-b'], undefined];
  const subjects: DossierQuery[] = [
    {},
    { procedure: '1.013831' },
    { field: 'land' },
    { fields: ['land', 'construction'] },
    { fields: ['land'], procedure: '1.013831' },
  ];
  const filters: DossierQuery[] = [
    {},
    { status: ['accepted'] },
    { status: ['accepted', 'in progress', 'at partner'], rehearsal: false },
    { breached: true },
    { rehearsal: false, breached: false },
    { receivedFrom: MONDAY, receivedTo: MONDAY + 1e9 },
    { dueBefore: MONDAY + 1e9 },
  ];
  const sorts: DossierQuery[] = [{ sort: 'received' }, { sort: 'due' }];
  const queries = agencies.flatMap((who) =>
    subjects.flatMap((subject) =>
      filters.flatMap((filter) => sorts.map((sort) => ({ ...(who && { agencies: who }), ...subject, ...filter, ...sort }))),
    ),
  );

  async function stagesOf(collection: string, { filter, sort, hint }: Pick<ListPlan, 'filter' | 'sort' | 'hint'>): Promise<string[]> {
    const found = test.raw.collection(collection).find(filter, { sort, hint, limit: 21 });
    const { queryPlanner } = (await found.explain('queryPlanner')) as { queryPlanner: { winningPlan: unknown } };
    return [...JSON.stringify(queryPlanner.winningPlan).matchAll(/"stage":"(\w+)"/g)].map(([, stage]) => stage!);
  }

  it.each(queries)('reads one index in its order, and sorts nothing itself: %j', async (query) => {
    for (const after of [undefined, 'mtest00000-7']) {
      const stages = await stagesOf('dossiers', listPlan(query, after));
      expect(stages).toContain('IXSCAN');
      expect(stages).not.toEqual(expect.arrayContaining(['SORT']));
      expect(stages).not.toEqual(expect.arrayContaining(['COLLSCAN']));
    }
  });

  it.each(['H01-26', 'nguyen', 'nguyễn văn đạt'].flatMap((text) => agencies.map((who) => [text, who] as const)))(
    'searches by an index: %s for %j',
    async (text, who) => {
      const stages = await stagesOf(
        'dossiers',
        searchPlan(text, { ...(who && { agencies: who }), status: ['accepted'], rehearsal: false })!,
      );
      expect(stages).toContain('IXSCAN');
      expect(stages).not.toEqual(expect.arrayContaining(['SORT']));
    },
  );

  it.each([{}, { dossier: 'd' }, { account: 'a' }, { dossier: 'd', account: 'a', from: 1, to: 2 }, { from: 1 }])(
    'of accesses reads one index: %j',
    async (query) => {
      for (const after of [undefined, 'mtest00000-7']) {
        const stages = await stagesOf('accesses', { ...accessPlan(query, after), sort: { order: -1 } });
        expect(stages).toContain('IXSCAN');
        expect(stages).not.toEqual(expect.arrayContaining(['SORT']));
      }
    },
  );

  it.each([
    { officers: ['hoa'] },
    { officers: ['hoa', 'mai'], seats: [{ agency: LAND }] },
    { seats: [{ agency: LAND }] },
    { seats: [{ agency: LAND, roles: ['appraiser', 'head'] }] },
    { seats: [{ agency: LAND, roles: ['appraiser'] }], unclaimed: true },
    { seats: [{ agency: LAND, roles: ['appraiser'], fields: ['land', 'construction'] }, { agency: 'xa-a' }] },
    { seats: Array.from({ length: 200 }, (_, index) => ({ agency: `xa-${index}` })) },
    {},
  ])('of tasks reads one index: %j', async (query) => {
    const stages = await stagesOf('tasks', { ...taskPlan(query), sort: { order: 1 } });
    expect(stages).toContain('IXSCAN');
    expect(stages).not.toEqual(expect.arrayContaining(['SORT']));
  });
});
