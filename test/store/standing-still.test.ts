import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { FactBody } from '../../domain/engine/fact.js';
import { CENTRE, LAND, MONDAY, opened } from './dossier-facts.js';
import { dossierWith, openTestStore, type TestStore } from './test-store.js';

const HOUR = 3_600_000;
const PAGE = { limit: 20 };
const LATER = MONDAY + HOUR;

let test: TestStore;
beforeAll(async () => void (test = await openTestStore()));
afterAll(() => test.close());

const sent = (to: string, medium: 'electronic' | 'paper' | 'connector' = 'electronic'): FactBody[] => [
  opened('measure#1', { agency: to }),
  { type: 'handoverSent', run: 'measure#1', from: LAND, to, medium },
];

describe('tasks that wait', () => {
  type Query = Parameters<TestStore['store']['tasks']['waiting']>[0];
  const waiting = async (query: Partial<Query>) =>
    (await test.store.tasks.waiting({ kind: 'take up', rehearsal: false, before: LATER, ...query }, PAGE)).items.map(({ id }) => id);

  it('to be taken up stand with who has them, who gave them and the centre, until they are taken up', async () => {
    const { id, go } = await dossierWith(test, sent('takes-up'));
    const task = `${id}.measure#1`;
    for (const agency of ['takes-up', LAND, CENTRE]) expect(await waiting({ agencies: [agency] })).toContain(task);
    expect(await waiting({})).toContain(task);
    expect(await waiting({ agencies: ['elsewhere'] })).toEqual([]);
    await go([{ type: 'handoverReceived', run: 'measure#1', waited: 0 }]);
    expect(await waiting({ agencies: ['takes-up'] })).toEqual([task]);
    await go([{ type: 'handoverAccepted', run: 'measure#1', waited: 0 }]);
    expect(await waiting({ agencies: ['takes-up'] })).toEqual([]);
  });

  it('of an outside system do not wait any more once it has them', async () => {
    const { id, go } = await dossierWith(test, sent('system', 'connector'));
    expect(await waiting({ agencies: ['system'] })).toEqual([`${id}.measure#1`]);
    await go([{ type: 'handoverReceived', run: 'measure#1', waited: 0 }]);
    expect(await waiting({ agencies: ['system'] })).toEqual([]);
  });

  it('to be handed over stand with the counter; not before the time asked for, of another field or of rehearsals', async () => {
    const counter = { kind: 'hand over' as const, agencies: ['counter'] };
    const { id } = await dossierWith(test, [opened('return-result#1', { kind: 'deliver', agency: 'counter' })]);
    await dossierWith(test, [opened('return-result#1', { kind: 'deliver', agency: 'counter' })], { rehearsal: true });
    expect(await waiting(counter)).toEqual([`${id}.return-result#1`]);
    expect(await waiting({ ...counter, before: MONDAY })).toEqual([]);
    expect(await waiting({ ...counter, fields: ['justice'] })).toEqual([]);
    expect(await waiting({ ...counter, fields: ['land'] })).toHaveLength(1);
    expect(await waiting({ ...counter, rehearsal: true })).toHaveLength(1);
  });

  it('come longest waiting first, page by page', async () => {
    const all = [await dossierWith(test, sent('pages')), await dossierWith(test, sent('pages')), await dossierWith(test, sent('pages'))];
    const query = { kind: 'take up', rehearsal: false, before: LATER, agencies: ['pages'] } as const;
    const first = await test.store.tasks.waiting(query, { limit: 2 });
    const second = await test.store.tasks.waiting(query, { limit: 2, cursor: first.next! });
    expect([...first.items, ...second.items].map(({ dossierId }) => dossierId).sort()).toEqual(all.map(({ id }) => id).sort());
  });
});

describe('dossiers closed without a result', () => {
  const found = async (query: object = {}) =>
    (await test.store.dossiers.withoutResult({ rehearsal: false, ...query }, PAGE)).items.map(({ id }) => id);
  const ready: FactBody = { type: 'resultReady', outcome: 'granted', timeliness: 'on time' };
  const delivered: FactBody = { type: 'resultDelivered', run: 'return-result#1', method: 'desk' };
  const closed: FactBody = { type: 'dossierClosed', outcome: 'granted' };
  const produced: FactBody = {
    type: 'stepCompleted',
    run: 'appraise#1',
    step: 'appraise',
    outcome: 'signed',
    results: { permit: 'file-1' },
  };

  it('are those granted without a result, or whose result nobody handed over', async () => {
    const whole = await dossierWith(test, [produced, ready, delivered, closed]);
    const nothing = await dossierWith(test, [ready, delivered, closed]);
    const kept = await dossierWith(test, [produced, ready, closed]);
    const open = await dossierWith(test, [ready]);
    const withdrawn = await dossierWith(test, [{ type: 'dossierClosed', outcome: 'withdrawn' }]);
    const all = await found({ agencies: [CENTRE] });
    expect(all).toEqual(expect.arrayContaining([nothing.id, kept.id]));
    for (const { id } of [whole, open, withdrawn]) expect(all).not.toContain(id);
    expect(await found()).toEqual(all);
    expect(await found({ agencies: ['elsewhere'] })).toEqual([]);
    expect(await found({ fields: ['justice'] })).toEqual([]);
  });
});
