import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { CatalogueEntry, Store } from '../../store/store.js';
import { openTestStore, type TestStore } from './test-store.js';

let test: TestStore;
let store: Store;

beforeAll(async () => {
  test = await openTestStore();
  store = test.store;
});
afterAll(() => test.close());

type Unnumbered = Omit<CatalogueEntry, 'version'>;

function entry(code: string, effectiveFrom: string, more: Partial<Unnumbered> = {}): Unnumbered {
  const planHash = `${code} ${effectiveFrom}`;
  const rest = { definitionHash: 'd', effectiveTo: null, name: { vi: 'Đăng ký biến động' }, field: 'land', publishedAt: 1 };
  return { code, planHash, effectiveFrom, ...rest, ...more };
}

describe('the catalogue', () => {
  it('numbers versions in the order of publication and knows which is in force on a day', async () => {
    await store.catalogue.publish(entry('1.1', '2025-01-01'));
    await store.catalogue.publish(entry('1.1', '2026-07-01'));
    await store.catalogue.publish(entry('1.1', '2025-07-01'));
    const inForce = async (day: string) => (await store.catalogue.inForce('1.1', day))?.version;
    expect(await Promise.all(['2024-12-31', '2025-01-01', '2025-08-01', '2026-07-01'].map(inForce))).toEqual([undefined, 1, 3, 2]);
    expect(await store.catalogue.ofPlan('1.1 2025-07-01')).toMatchObject({ code: '1.1', version: 3 });
    expect((await store.catalogue.versions('1.1')).map(({ version }) => version)).toEqual([3, 2, 1]);
  });

  it('gives the version that exists when the same plan is published again', async () => {
    const published = await store.catalogue.publish(entry('1.2', '2025-01-01'));
    expect(await store.catalogue.publish(entry('1.2', '2025-01-01'))).toEqual(published);
  });

  it('refuses two versions in force from the same day', async () => {
    await store.catalogue.publish(entry('1.3', '2025-01-01', { planHash: 'one' }));
    await expect(store.catalogue.publish(entry('1.3', '2025-01-01', { planHash: 'other' }))).rejects.toMatchObject({
      code: 'VersionOverlap',
      version: 1,
    });
  });

  it('gives every version its own number when several are published at once', async () => {
    const days = Array.from({ length: 12 }, (_, index) => `2025-01-${String(index + 1).padStart(2, '0')}`);
    const published = await Promise.all(days.map((day) => store.catalogue.publish(entry('1.4', day))));
    expect(published.map(({ version }) => version).sort((one, other) => one - other)).toEqual(days.map((_, index) => index + 1));
  });

  it('lists the newest version of each procedure, page by page', async () => {
    for (const code of ['8.1', '8.2', '8.3'])
      for (const day of ['2025-01-01', '2026-01-01']) await store.catalogue.publish(entry(code, day));
    const first = await store.catalogue.list({ limit: 5 });
    const second = await store.catalogue.list({ limit: 5, cursor: first.next! });
    const lines = [...first.items, ...second.items].map(({ code, version }) => `${code} v${version}`);
    expect(lines).toEqual(['1.1 v3', '1.2 v1', '1.3 v1', '1.4 v12', '8.1 v2', '8.2 v2', '8.3 v2']);
    expect(second.next).toBeNull();
  });

  it('knows a version by its plan as soon as it is published, though it was asked for before', async () => {
    expect(await store.catalogue.ofPlan('1.5 2025-01-01')).toBeNull();
    const published = await store.catalogue.publish(entry('1.5', '2025-01-01'));
    expect(await store.catalogue.ofPlan('1.5 2025-01-01')).toEqual(published);
  });
});

describe('a version with a last day', () => {
  const inForce = async (code: string, day: string) => (await store.catalogue.inForce(code, day))?.version ?? null;

  it('is in force on that day and not on the day after, whether another follows or not', async () => {
    await store.catalogue.publish(entry('2.1', '2025-01-01', { effectiveTo: '2026-08-31' }));
    expect([await inForce('2.1', '2026-08-31'), await inForce('2.1', '2026-09-01')]).toEqual([1, null]);
    await store.catalogue.publish(entry('2.1', '2026-10-01'));
    expect([await inForce('2.1', '2026-09-30'), await inForce('2.1', '2026-10-01')]).toEqual([null, 2]);
  });

  it('that replaces another for a while gives way to it again', async () => {
    await store.catalogue.publish(entry('2.2', '2025-01-01'));
    await store.catalogue.publish(entry('2.2', '2026-02-01', { effectiveTo: '2026-02-28' }));
    expect(await Promise.all(['2026-01-31', '2026-02-28', '2026-03-01'].map((day) => inForce('2.2', day)))).toEqual([1, 2, 1]);
  });

  it('may be told of it later, and of another or none after that', async () => {
    await store.catalogue.publish(entry('2.3', '2025-01-01'));
    await store.catalogue.ofPlan('2.3 2025-01-01');
    for (const effectiveTo of ['2026-08-31', '2026-12-31', null]) {
      const told = await store.catalogue.publish(entry('2.3', '2025-01-01', { effectiveTo }));
      expect(told).toMatchObject({ version: 1, effectiveTo });
      expect(await store.catalogue.ofPlan('2.3 2025-01-01')).toEqual(told);
      expect(await inForce('2.3', '2026-09-01')).toBe(effectiveTo === '2026-08-31' ? null : 1);
    }
  });

  it('gets it when an earlier Motcua had published it without, and has none until then', async () => {
    await store.catalogue.publish(entry('2.4', '2025-01-01'));
    await test.raw.collection('catalogue').updateOne({ code: '2.4' }, { $unset: { effectiveTo: 1 } });
    expect((await store.catalogue.versions('2.4')).map(({ effectiveTo }) => effectiveTo)).toEqual([null]);
    expect(await inForce('2.4', '2026-09-01')).toBe(1);
    await store.catalogue.publish(entry('2.4', '2025-01-01', { effectiveTo: '2026-08-31' }));
    expect(await inForce('2.4', '2026-09-01')).toBeNull();
  });
});

describe('content-addressed values', () => {
  it('have one name, however their keys are ordered, and come back the same from another process', async () => {
    const hash = await store.blobs.put({ b: { c: [] }, a: 'đất' });
    expect(await store.blobs.put({ a: 'đất'.normalize('NFD'), b: { c: [] } })).toBe(hash);
    expect(await (await test.another()).blobs.get(hash)).toEqual({ a: 'đất', b: { c: [] } });
    expect(await store.blobs.get('f'.repeat(64))).toBeNull();
  });

  it('cannot be changed by who reads them', async () => {
    const read = await store.blobs.get<{ list: number[] }>(await store.blobs.put({ list: [1] }));
    expect(() => read!.list.push(2)).toThrow(TypeError);
  });

  it('are pointed at by names that can move', async () => {
    expect(await store.current.get('calendar:vn')).toBeNull();
    await store.current.set('calendar:vn', 'one');
    await store.current.set('calendar:vn', 'two');
    expect(await store.current.get('calendar:vn')).toBe('two');
  });

  it('name notes: the same text twice is one note', async () => {
    const note = { text: 'Thiếu bản vẽ', items: { drawing: 'không có dấu' } };
    const id = await store.notes.put(note);
    expect(await store.notes.put(note)).toBe(id);
    expect(await store.notes.many([id, 'unknown'])).toEqual(new Map([[id, note]]));
  });
});
