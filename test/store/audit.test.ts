import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Unfit } from '../../store/store.js';
import { accepted, facts, seed } from './dossier-facts.js';
import { openTestStore, type TestStore } from './test-store.js';

let test: TestStore;
let id: string;
/** Six facts are stored. */
const factId = (no: number): never => `${id}.00000${no}` as never;

beforeAll(async () => void (test = await openTestStore()));
afterAll(() => test.close());
beforeEach(async () => {
  const dossier = seed();
  id = dossier.id;
  await test.store.dossiers.open(dossier);
  await test.store.project({ dossierId: id, facts: facts(accepted(dossier.number)), commands: [] });
});

async function unfit(): Promise<Unfit[]> {
  const found: Unfit[] = [];
  for await (const each of test.store.facts.verify(id)) found.push(each);
  return found;
}

describe('the chain of facts', () => {
  it('holds when nobody touched it', async () => {
    expect(await unfit()).toEqual([]);
  });

  it('shows a fact that was altered', async () => {
    await test.raw.collection('facts').updateOne({ _id: factId(3) }, { $set: { 'fact.agency': 'another' } });
    expect(await unfit()).toEqual([{ dossierId: id, no: 3, problem: 'altered' }]);
  });

  it('shows a fact that was altered together with its hash', async () => {
    await test.raw.collection('facts').updateOne({ _id: factId(3) }, { $set: { 'fact.agency': 'another', hash: 'f'.repeat(64) } });
    expect((await unfit()).map(({ no }) => no)).toEqual([3, 4]);
  });

  it('shows a fact that was removed from the middle', async () => {
    await test.raw.collection('facts').deleteOne({ _id: factId(3) });
    expect(await unfit()).toEqual([{ dossierId: id, no: 3, problem: 'missing' }]);
  });

  it('shows facts that were removed from the end', async () => {
    await test.raw.collection('facts').deleteMany({ _id: { $in: [factId(5), factId(6)] } as never });
    expect((await unfit()).map(({ no, problem }) => [no, problem])).toEqual([
      [5, 'missing'],
      [6, 'missing'],
    ]);
  });

  it('shows facts whose dossier was removed', async () => {
    await test.raw.collection('dossiers').deleteOne({ _id: id as never });
    const gone = { dossierId: id, no: 1, problem: 'dossier removed' };
    expect(await unfit()).toEqual([gone]);
    const all: Unfit[] = [];
    for await (const each of test.store.facts.verify()) all.push(each);
    expect(all.filter(({ problem }) => problem === 'dossier removed')).toEqual([gone]);
  });

  it('shows a fact that was added behind the back of the store', async () => {
    await test.raw.collection('facts').insertOne({ _id: factId(7), hash: 'f'.repeat(64), fact: { no: 7, type: 'dossierAccepted' } });
    expect((await unfit()).map(({ no, problem }) => [no, problem])).toEqual([
      [7, 'altered'],
      [7, 'chain broken'],
    ]);
  });

  it('shows a view that its facts do not give', async () => {
    await test.raw.collection('dossiers').updateOne({ _id: id as never }, { $set: { 'view.status': 'delivered' } });
    expect(await unfit()).toEqual([{ dossierId: id, no: 6, problem: 'view differs' }]);
  });
});
