/** The catalogue into a real store: once is enough, twice changes nothing. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { readCatalogue } from '../../definitions/load-catalogue.js';
import { publishCatalogue, type PublishOptions } from '../../definitions/publish-catalogue.js';
import { openStore } from '../../store/open-store.js';
import type { Store } from '../../store/store.js';

const NOW = Date.UTC(2026, 0, 5, 1);
const options: PublishOptions = { passwordHash: (account, connector) => Promise.resolve(`hash of ${connector ?? account}`), now: NOW };
const catalogue = await readCatalogue('definitions');
let store: Store;

beforeAll(async () => {
  store = await openStore({ uri: process.env['MONGODB_URI']!, database: `test-catalogue-${randomUUID().slice(0, 8)}` });
});

afterAll(() => store.close());

describe('publishing the catalogue', () => {
  it('makes version 1 of each procedure, an account for each officer and outside system, and pointers to what is current', async () => {
    const published = await publishCatalogue(store, catalogue, options);
    expect(published.versions).toEqual(catalogue.procedures.map(({ definition }) => ({ code: definition.code, version: 1 })));
    expect(published.refused).toEqual([]);
    const { posts, connectors = {} } = catalogue.organisation!;
    expect(published.accounts).toEqual([...Object.keys(posts), ...Object.keys(connectors).map((name) => `partner:${name}`)]);
    expect(await store.accounts.get('partner:tax')).toMatchObject({
      kind: 'partner',
      connector: 'tax',
      posts: [],
      passwordHash: 'hash of tax',
    });
    expect(await store.accounts.get('desk-1')).toMatchObject({ passwordHash: 'hash of desk-1' });
    expect((await store.accounts.get('land-4'))!.posts.map(({ agency, until }) => [agency, until])).toEqual([
      ['land-branch', undefined],
      ['commune-centre', '2027-06-30'],
    ]);
    for (const name of ['organisation', 'calendar:vn', 'regime:nd118-2025', 'regime:nd61-2018'])
      expect(await store.blobs.get((await store.current.get(name))!)).toHaveProperty('id');
  });

  it('gives a dossier of a day the plan in force on it', async () => {
    const [first] = catalogue.procedures;
    const entry = await store.catalogue.inForce(first!.definition.code, '2026-02-10');
    expect(entry).toMatchObject({ version: 1, planHash: first!.planHash, publishedAt: NOW });
    expect(await store.catalogue.plan(first!.planHash)).toEqual(first!.plan);
    expect(await store.catalogue.inForce(first!.definition.code, '2025-09-14')).toBeNull();
  });

  it('keeps each procedure as it was written', async () => {
    const [first] = catalogue.procedures;
    expect(await store.blobs.get((await store.current.get(`source:${first!.planHash}`))!)).toBe(first!.source);
  });

  it('a second time changes nothing, and keeps a password that was changed', async () => {
    const desk = (await store.accounts.get('desk-1'))!;
    await store.accounts.put({ ...desk, passwordHash: 'changed' });
    const again = await publishCatalogue(store, catalogue, { ...options, now: NOW + 1 });
    expect(again).toEqual({
      versions: catalogue.procedures.map(({ definition }) => ({ code: definition.code, version: 1 })),
      refused: [],
      accounts: [],
    });
    expect((await store.accounts.get('desk-1'))?.passwordHash).toBe('changed');
  });

  it('tells of a version whose day is taken, and publishes the others', async () => {
    const [first, ...others] = catalogue.procedures;
    const rival = {
      ...first!,
      plan: { ...first!.plan, term: { ...first!.plan.term, length: 2 } },
      planHash: await store.blobs.put({ another: 'plan' }),
    };
    const published = await publishCatalogue(store, { ...catalogue, procedures: [rival, ...others] }, options);
    expect(published.refused).toEqual([{ code: first!.definition.code, effectiveFrom: '2025-09-15' }]);
    expect(published.versions).toHaveLength(others.length);
  });
});
