import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { foldFacts } from '../../domain/engine/view.js';
import type { Store } from '../../store/store.js';
import { accepted, facts, LAND, opened, received, seed } from './dossier-facts.js';
import { intentsGone, openTestStore, type TestStore } from './test-store.js';

let test: TestStore;
let store: Store;

beforeAll(async () => {
  test = await openTestStore();
  store = test.store;
});
afterAll(() => test.close());

async function open(): Promise<{ id: string; number: string }> {
  const dossier = seed();
  await store.dossiers.open(dossier);
  return dossier;
}

const notifyAccepted = { key: 'notify:accepted:1', type: 'notify', to: 'applicant', about: 'accepted' } as const;

describe('projecting facts', () => {
  it('sends only what the facts changed: lists and their indexes are left alone by an act that moves no key', async () => {
    const { id, number } = await open();
    await store.project({ dossierId: id, facts: facts(accepted(number)), commands: [] });
    const changes = test.raw.collection('dossiers').watch([{ $match: { 'documentKey._id': id } }]);
    await changes.tryNext();
    const claimed = facts([{ type: 'taskClaimed', run: 'appraise#1', officer: 'hoa' }], { from: 7 });
    await store.project({ dossierId: id, facts: claimed, commands: [] });
    const change = (await changes.next()) as { updateDescription?: { updatedFields?: object } };
    await changes.close();
    const fields = Object.keys(change.updateDescription!.updatedFields!).map((path) => path.split('.').slice(0, 2).join('.'));
    expect([...new Set(fields)].sort()).toEqual(['chain', 'touched', 'view.factNo', 'view.tasks']);
  });

  it('stores facts, view, tasks and outbox rows, and soon removes the intent', async () => {
    const { id, number } = await open();
    const all = facts(accepted(number));
    await store.intents.begin({ key: `${id}-k`, dossierId: id, requestHash: 'r', at: 1 });
    await store.project({ dossierId: id, facts: all, commands: [notifyAccepted], intent: `${id}-k` });

    expect(await store.facts.of(id)).toEqual(all);
    expect((await store.dossiers.get(id))!.view).toEqual(foldFacts(null, all));
    expect(await store.tasks.get(`${id}.appraise#1`)).toMatchObject({
      dossierId: id,
      number,
      agency: LAND,
      role: 'appraiser',
      officer: null,
    });
    expect(await store.outbox.get(`${id}-notify-accepted-1`)).toMatchObject({
      dossierId: id,
      command: notifyAccepted,
      state: 'waiting',
      attempts: 0,
    });
    await intentsGone(store);
  });

  it('does the same facts twice only once, also when some are new', async () => {
    const { id, number } = await open();
    const all = facts([...accepted(number), { type: 'taskClaimed', run: 'appraise#1', officer: 'hoa' }]);
    await store.project({ dossierId: id, facts: all.slice(0, 6), commands: [notifyAccepted] });
    await store.outbox.mark(`${id}-notify-accepted-1`, 'done');
    await store.project({ dossierId: id, facts: all.slice(0, 6), commands: [notifyAccepted] });
    await store.project({ dossierId: id, facts: all, commands: [notifyAccepted] });
    await Promise.all([1, 2, 3].map(() => store.project({ dossierId: id, facts: all, commands: [] })));

    expect(await store.facts.of(id)).toEqual(all);
    expect((await store.outbox.get(`${id}-notify-accepted-1`))!.state).toBe('done');
    expect((await store.tasks.get(`${id}.appraise#1`))!.officer).toBe('hoa');
  });

  it('refuses facts with one missing before them, and stores nothing of them', async () => {
    const { id, number } = await open();
    const all = facts(accepted(number));
    await store.project({ dossierId: id, facts: all.slice(0, 2), commands: [] });
    await expect(store.project({ dossierId: id, facts: all.slice(3), commands: [] })).rejects.toMatchObject({
      code: 'FactGap',
      expected: 3,
      found: 4,
    });
    expect(await store.facts.of(id)).toHaveLength(2);
    await expect(store.project({ dossierId: 'nobody', facts: all, commands: [] })).rejects.toMatchObject({ code: 'DossierUnknown' });
  });

  it('takes facts of one dossier in their order when calls arrive out of order in one group', async () => {
    const [{ id, number }, other] = [await open(), await open()];
    const all = facts(accepted(number));
    const first = store.project({ dossierId: other.id, facts: facts([received(other.number)]), commands: [] });
    await Promise.all([
      first,
      store.project({ dossierId: id, facts: all.slice(3), commands: [] }),
      store.project({ dossierId: id, facts: all.slice(0, 3), commands: [] }),
    ]);
    expect(await store.facts.of(id)).toEqual(all);
  });

  it('does not let one bad item harm the others of its group', async () => {
    const dossiers = await Promise.all(Array.from({ length: 20 }, open));
    const tooLong = 'x'.repeat(17 * 1024 * 1024);
    const work = dossiers.map(({ id, number }, index) => {
      const good = facts(accepted(number));
      if (index === 7) return store.project({ dossierId: id, facts: facts([received(tooLong)]), commands: [] });
      if (index === 11) return store.project({ dossierId: id, facts: good.slice(2), commands: [] });
      return store.project({ dossierId: id, facts: good, commands: [] });
    });
    const outcomes = (await Promise.allSettled(work)).map(({ status }) => status);
    expect(outcomes.flatMap((status, index) => (status === 'rejected' ? [index] : []))).toEqual([7, 11]);
    for (const { id } of dossiers.filter((_, index) => index !== 7 && index !== 11)) expect(await store.facts.of(id)).toHaveLength(6);
    expect(await store.facts.of(dossiers[7]!.id)).toEqual([]);
    await store.project({ dossierId: dossiers[7]!.id, facts: facts(accepted(dossiers[7]!.number)), commands: [] });
  });

  it('keeps one line of facts when two processes write the same dossiers at once', async () => {
    const rival = await test.another();
    const dossiers = await Promise.all(Array.from({ length: 10 }, open));
    for (const { id, number } of dossiers) await store.project({ dossierId: id, facts: facts(accepted(number)), commands: [] });
    for (let turn = 0; turn < 15; turn++) {
      const work = dossiers.flatMap(({ id }) => {
        const next = facts([{ type: 'taskClaimed', run: 'appraise#1', officer: `officer-${turn}` }], { from: 7 + turn });
        return [store, rival].map((each) => each.project({ dossierId: id, facts: next, commands: [] }));
      });
      await Promise.all(work);
    }
    for (const { id } of dossiers) {
      expect((await store.facts.of(id)).map(({ no }) => no)).toEqual(Array.from({ length: 21 }, (_, index) => index + 1));
      expect((await rival.tasks.get(`${id}.appraise#1`))!.officer).toBe('officer-14');
    }
    for await (const unfit of store.facts.verify()) throw new Error(JSON.stringify(unfit));
  });

  it('gives a consultation one task for each agency still to answer', async () => {
    const { id, number } = await open();
    const asked = (party: string) => ({ type: 'opinionAsked', run: 'ask#1', party, agency: `ubnd-${party}` }) as const;
    const before = facts([...accepted(number), opened('ask#1', { kind: 'consult' }), asked('fire'), asked('water')]);
    await store.project({ dossierId: id, facts: before, commands: [] });
    expect(await store.tasks.get(`${id}.ask#1.fire`)).toMatchObject({ party: 'fire', agency: 'ubnd-fire', role: null });
    await store.project({
      dossierId: id,
      facts: facts([{ type: 'opinionGiven', run: 'ask#1', party: 'fire', opinion: 'agree' }], { from: before.length + 1 }),
      commands: [],
    });
    expect(await store.tasks.get(`${id}.ask#1.fire`)).toBeNull();
    expect(await store.tasks.get(`${id}.ask#1.water`)).not.toBeNull();
  });
});
