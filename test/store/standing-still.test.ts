import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { FactBody } from '../../domain/engine/fact.js';
import { accepted, CENTRE, facts, LAND, MONDAY, opened, seed } from './dossier-facts.js';
import { openTestStore, type TestStore } from './test-store.js';

const HOUR = 3_600_000;
const PAGE = { limit: 20 };
const LATER = MONDAY + HOUR;

let test: TestStore;
beforeAll(async () => void (test = await openTestStore()));
afterAll(() => test.close());

async function dossierWith(bodies: readonly FactBody[], over: Parameters<typeof seed>[0] = {}) {
  const dossier = seed(over);
  await test.store.dossiers.open(dossier);
  const all = facts([...accepted(dossier.number), ...bodies]);
  await test.store.project({ dossierId: dossier.id, facts: all, commands: [] });
  const go = (more: readonly FactBody[], from = all.length + 1) =>
    test.store.project({ dossierId: dossier.id, facts: facts(more, { from }), commands: [] });
  return { ...dossier, go };
}

const sent = (to: string, medium: 'electronic' | 'paper' | 'connector' = 'electronic'): FactBody[] => [
  opened('measure#1', { agency: to }),
  { type: 'handoverSent', run: 'measure#1', from: LAND, to, medium },
];

describe('tasks that wait', () => {
  type Query = Parameters<TestStore['store']['tasks']['waiting']>[0];
  const waiting = async (query: Partial<Query>) =>
    (await test.store.tasks.waiting({ kind: 'take up', rehearsal: false, before: LATER, ...query }, PAGE)).items.map(({ id }) => id);

  it('to be taken up stand with who has them, who gave them and the centre, until they are taken up', async () => {
    const { id, go } = await dossierWith(sent('takes-up'));
    const task = `${id}.measure#1`;
    for (const agency of ['takes-up', LAND, CENTRE]) expect(await waiting({ agencies: [agency] })).toContain(task);
    expect(await waiting({})).toContain(task);
    expect(await waiting({ agencies: ['elsewhere'] })).toEqual([]);
    await go([{ type: 'handoverReceived', run: 'measure#1', waited: 0 }]);
    expect(await waiting({ agencies: ['takes-up'] })).toEqual([task]);
    await go([{ type: 'handoverAccepted', run: 'measure#1', waited: 0 }], 10);
    expect(await waiting({ agencies: ['takes-up'] })).toEqual([]);
  });

  it('of an outside system do not wait any more once it has them', async () => {
    const { id, go } = await dossierWith(sent('system', 'connector'));
    expect(await waiting({ agencies: ['system'] })).toEqual([`${id}.measure#1`]);
    await go([{ type: 'handoverReceived', run: 'measure#1', waited: 0 }]);
    expect(await waiting({ agencies: ['system'] })).toEqual([]);
  });

  it('to be handed over stand with the counter; not before the time asked for, of another field or of rehearsals', async () => {
    const counter = { kind: 'hand over' as const, agencies: ['counter'] };
    const { id } = await dossierWith([opened('return-result#1', { kind: 'deliver', agency: 'counter' })]);
    await dossierWith([opened('return-result#1', { kind: 'deliver', agency: 'counter' })], { rehearsal: true });
    expect(await waiting(counter)).toEqual([`${id}.return-result#1`]);
    expect(await waiting({ ...counter, before: MONDAY })).toEqual([]);
    expect(await waiting({ ...counter, fields: ['justice'] })).toEqual([]);
    expect(await waiting({ ...counter, fields: ['land'] })).toHaveLength(1);
    expect(await waiting({ ...counter, rehearsal: true })).toHaveLength(1);
  });

  it('come longest waiting first, page by page', async () => {
    const all = [await dossierWith(sent('pages')), await dossierWith(sent('pages')), await dossierWith(sent('pages'))];
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
    const whole = await dossierWith([produced, ready, delivered, closed]);
    const nothing = await dossierWith([ready, delivered, closed]);
    const kept = await dossierWith([produced, ready, closed]);
    const open = await dossierWith([ready]);
    const withdrawn = await dossierWith([{ type: 'dossierClosed', outcome: 'withdrawn' }]);
    const all = await found({ agencies: [CENTRE] });
    expect(all).toEqual(expect.arrayContaining([nothing.id, kept.id]));
    for (const { id } of [whole, open, withdrawn]) expect(all).not.toContain(id);
    expect(await found()).toEqual(all);
    expect(await found({ agencies: ['elsewhere'] })).toEqual([]);
    expect(await found({ fields: ['justice'] })).toEqual([]);
  });
});
