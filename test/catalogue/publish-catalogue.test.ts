/** The catalogue into a real store: once is enough, twice changes nothing. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { cp, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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

  it('a version ends where the definition says so, also one that an earlier Motcua published without its last day', async () => {
    const versionOn = async (day: string) => (await store.catalogue.inForce('1.001193', day))?.version ?? null;
    expect([await versionOn('2027-02-28'), await versionOn('2027-03-01')]).toEqual([1, null]);
    const [entry] = await store.catalogue.versions('1.001193');
    await store.catalogue.publish({ ...entry!, effectiveTo: null });
    expect(await versionOn('2027-03-01')).toBe(1);
    await publishCatalogue(store, catalogue, options);
    expect([await versionOn('2027-02-28'), await versionOn('2027-03-01')]).toEqual([1, null]);
  });

  const organisation = { ...catalogue.organisation!, posts: {} };
  const rivalOf = (index: number) => ({ ...catalogue.procedures[index]!, planHash: 'of another plan' });
  const pointers = async () => Promise.all(['organisation', 'calendar:vn', 'regime:nd118-2025'].map((name) => store.current.get(name)));

  it('publishes nothing at all when the day of one version is taken: no organisation beside procedures it does not fit', async () => {
    const [first, , ...others] = catalogue.procedures;
    const before = await pointers();
    const later = { ...first!, planHash: 'later', definition: { ...first!.definition, effective: { from: '2027-01-01' } } };
    const published = await publishCatalogue(store, { ...catalogue, organisation, procedures: [later, rivalOf(1), ...others] }, options);
    const refused = [{ code: catalogue.procedures[1]!.definition.code, effectiveFrom: '2025-09-15' }];
    expect(published).toEqual({ versions: [], refused, accounts: [] });
    expect(await pointers()).toEqual(before);
    expect(await store.catalogue.versions(first!.definition.code)).toHaveLength(1);
  });

  it('publishes nothing when two files of the catalogue want the same day', async () => {
    const empty = await openStore({ uri: process.env['MONGODB_URI']!, database: `test-catalogue-${randomUUID().slice(0, 8)}` });
    const { refused } = await publishCatalogue(empty, { ...catalogue, procedures: [...catalogue.procedures, rivalOf(0)] }, options);
    const { code } = catalogue.procedures[0]!.definition;
    expect(refused.map((each) => each.code)).toEqual([code, code]);
    expect([await empty.current.get('organisation'), await empty.catalogue.versions(code)]).toEqual([null, []]);
    await empty.close();
  });
});

describe('motcua load-catalogue', () => {
  it('ends with 1 and names the version when one would be refused', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'motcua-catalogue-'));
    await cp('definitions', folder, { recursive: true });
    const file = join(folder, 'procedures', '1.013831.procedure.yaml');
    const database = `test-catalogue-${randomUUID().slice(0, 8)}`;
    const load = () =>
      motcuaIn({ MOTCUA_ACCOUNT_PASSWORD: 'mật khẩu để thử' }, 'load-catalogue', '--catalogue', folder, '--database', database);
    expect(await load()).toMatchObject({ code: 0, out: expect.stringContaining('1.013831 version 1') });
    await writeFile(file, (await readFile(file, 'utf8')).replace('length: 8', 'length: 9'));
    expect(await load()).toMatchObject({ code: 1, out: '', err: expect.stringMatching(/nothing was published\n1\.013831: .*2025-09-15/) });
  }, 60_000);
});

interface Ended {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** The command as a process of its own, from its sources. */
function motcuaIn(env: Readonly<Record<string, string>>, ...args: readonly string[]): Promise<Ended> {
  const program = ['--import', './scripts/typescript.mjs', 'cli/main.ts', ...args];
  const whole = { ...process.env, NODE_OPTIONS: '', ...env };
  return new Promise((ended) =>
    execFile(process.execPath, program, { env: whole }, (error, out, err) => ended({ code: error ? Number(error.code) : 0, out, err })),
  );
}
