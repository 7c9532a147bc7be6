import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openStore } from '../../store/open-store.js';
import type { Change, Store } from '../../store/store.js';
import { accepted, CENTRE, facts, LAND, seed } from './dossier-facts.js';
import { openTestStore, type TestStore } from './test-store.js';

let test: TestStore;
let store: Store;

beforeAll(async () => {
  test = await openTestStore();
  store = test.store;
});
afterAll(() => test.close());

async function projected(commands = 0): Promise<string> {
  const dossier = seed();
  await store.dossiers.open(dossier);
  const notify = Array.from(
    { length: commands },
    (_, index) => ({ key: `c${index}`, type: 'notify', to: 'applicant', about: 'accepted' }) as const,
  );
  await store.project({ dossierId: dossier.id, facts: facts(accepted(dossier.number)), commands: notify });
  return dossier.id;
}

describe('opening the store', () => {
  it('works for several processes at once on a database that does not exist yet', async () => {
    const uri = process.env['MONGODB_URI']!;
    const database = `motcua_test_${randomUUID().slice(0, 8)}`;
    const stores = await Promise.all([1, 2, 3, 4].map(() => openStore({ uri, database })));
    await Promise.all(stores.map((each) => each.ping()));
    await test.raw.useDb(database).dropDatabase();
    await Promise.all(stores.map((each) => each.close()));
  });

  it('says soon that nobody answers', async () => {
    await expect(openStore({ uri: 'mongodb://127.0.0.1:9/?replicaSet=none' })).rejects.toThrow(/ECONNREFUSED/);
  });
});

describe('counters', () => {
  it('never give a number twice and leave none out, whoever asks, also when a sequence begins', async () => {
    const rival = await test.another();
    const taken = await Promise.all(Array.from({ length: 200 }, (_, index) => (index % 2 ? store : rival).counters.next('H01-260302')));
    expect(taken.sort((one, other) => one - other)).toEqual(Array.from({ length: 200 }, (_, index) => index + 1));
  });
});

describe('intents', () => {
  const intent = { key: 'mai:1', dossierId: 'd', requestHash: 'r', at: 100 };

  it('tell a new request from the same one and from another with its key', async () => {
    expect(await store.intents.begin(intent)).toBe('new');
    expect(await store.intents.begin(intent)).toBe('same');
    expect(await store.intents.begin({ ...intent, requestHash: 'x' })).toBe('other');
  });

  it('are under way again from the moment the same request is repeated', async () => {
    const again = { ...intent, key: 'mai:again' };
    await store.intents.begin(again);
    await store.intents.begin({ ...again, at: 900 });
    expect((await store.intents.stale(900, 100)).map(({ key }) => key)).not.toContain('mai:again');
    await store.intents.settle('mai:again');
  });

  it('are told apart when many come at once', async () => {
    const many = Array.from({ length: 60 }, (_, index) => ({
      ...intent,
      key: `hoa:${index % 30}`,
      requestHash: index % 3 === 0 && index >= 30 ? 'x' : 'r',
    }));
    const begun = await Promise.all(many.map((each) => store.intents.begin(each)));
    expect(begun.slice(0, 30)).toEqual(Array.from({ length: 30 }, () => 'new'));
    expect(begun.slice(30)).toEqual(many.slice(30).map(({ requestHash }) => (requestHash === 'x' ? 'other' : 'same')));
    await Promise.all(many.map(({ key }) => store.intents.settle(key)));
  });

  it('are stale when they were not settled', async () => {
    await store.intents.begin({ ...intent, key: 'mai:2', at: 200 });
    expect(await store.intents.stale(150, 10)).toEqual([intent]);
    await store.intents.settle('mai:1');
    expect(await store.intents.stale(150, 10)).toEqual([]);
  });
});

describe('the outbox', () => {
  it('hands out waiting rows, the oldest first, until they are marked', async () => {
    const [one, two] = [await projected(2), await projected(1)];
    const rows = await store.outbox.waiting(10);
    expect(rows.map(({ dossierId }) => dossierId)).toEqual([one, one, two]);
    await store.outbox.mark(rows[0]!.id, 'queued');
    await store.outbox.mark(rows[1]!.id, 'dead', 'no such register');
    await store.outbox.mark(rows[2]!.id, 'done');
    expect(await store.outbox.waiting(10)).toEqual([]);
    expect((await store.outbox.dead({ limit: 5 })).items).toMatchObject([{ id: rows[1]!.id, attempts: 1, lastError: 'no such register' }]);
    expect(await store.outbox.requeue(Date.now() - 60_000)).toBe(0);
    expect(await store.outbox.requeue(Date.now() + 1)).toBe(1);
    expect(await store.outbox.waiting(10)).toMatchObject([{ id: rows[0]!.id, attempts: 0 }]);
  });
});

describe('notices, accounts and remembered responses', () => {
  it('are kept once and come back as plain values', async () => {
    const notice = { id: 'd-n', dossierId: 'd', kind: 'notice', about: 'breached', to: 'head', agency: LAND, role: 'head', at: 5 } as const;
    await store.notices.put(notice);
    await store.notices.put(notice);
    await store.notices.put({ ...notice, id: 'd-o', role: 'clerk', at: 6 });
    expect(await store.notices.of('d')).toHaveLength(2);
    const head = { agency: LAND, roles: ['head'] };
    expect((await store.notices.list([head], { limit: 5 })).items).toEqual([notice]);
    expect((await store.notices.list(undefined, { limit: 5 })).items).toHaveLength(2);
  });

  it('reach who sees only some fields when they are about a dossier of these', async () => {
    const dossierId = await projected();
    const about = { kind: 'notice', about: 'breached', to: 'head', agency: 'noticed', role: 'head', at: 7 } as const;
    await store.notices.put({ ...about, id: 'd-of-land', dossierId });
    await store.notices.put({ ...about, id: 'd-of-nothing', dossierId: 'gone' });
    const seen = async (fields?: string[]) =>
      (await store.notices.list([{ agency: 'noticed', roles: ['head'], ...(fields && { fields }) }], { limit: 5 })).items.map(
        ({ id }) => id,
      );
    expect(await seen()).toEqual(['d-of-nothing', 'd-of-land']);
    expect(await seen(['land'])).toEqual(['d-of-land']);
    expect(await seen(['construction'])).toEqual([]);
  });

  it('accounts and responses come back as they were kept', async () => {
    const posts = [
      { agency: CENTRE, roles: ['reception'] },
      { agency: LAND, roles: ['officer'], until: '2026-06-30' },
    ];
    const account = { id: 'mai', name: { vi: 'Mai' }, kind: 'officer', posts, passwordHash: 'h', active: true } as const;
    await store.accounts.put(account);
    await store.accounts.put({ ...account, active: false });
    expect(await store.accounts.get('mai')).toEqual({ ...account, active: false });
    expect(await store.accounts.list()).toHaveLength(1);

    const first = { requestHash: 'r', status: 201, body: { id: 'd' }, headers: { Location: '/dossiers/d' }, shown: ['d'] };
    await store.responses.put('k', first);
    await store.responses.put('k', { requestHash: 'r', status: 500, body: null });
    expect(await store.responses.get('k')).toEqual(first);
  });
});

describe('the change feed', () => {
  it('tells which dossiers and tasks changed and whose lists they stand in, also when another process wrote them', async () => {
    const rival = await test.another();
    const changes: Change[] = [];
    const stop = await rival.watchChanges((change) => changes.push(change));
    const id = await projected();
    await store.project({
      dossierId: id,
      facts: facts([{ type: 'stepCompleted', run: 'appraise#1', step: 'appraise', outcome: 'done' }], { from: 7 }),
      commands: [],
    });
    for (let tries = 0; changes.length < 4 && tries < 100; tries++) await pause(50);
    await stop();
    const task = { kind: 'task', id: `${id}.appraise#1`, agencies: [LAND], field: 'land' };
    expect(changes).toEqual([
      { kind: 'dossier', id, agencies: [CENTRE, LAND], field: 'land' },
      task,
      { kind: 'dossier', id, agencies: [CENTRE, LAND], field: 'land' },
      task,
    ]);
  });
});
