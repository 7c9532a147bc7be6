import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { rebuildCommand } from '../../cli/rebuild.js';
import type { Rebuilt } from '../../store/store.js';
import { accepted, facts, opened, seed } from './dossier-facts.js';
import { openTestStore, type TestStore } from './test-store.js';

let test: TestStore;
beforeAll(async () => void (test = await openTestStore()));
afterAll(() => test.close());

interface Opened {
  readonly id: string;
  readonly number: string;
}

async function open(applicant: string): Promise<Opened> {
  const dossier = seed({ applicant });
  await test.store.dossiers.open(dossier);
  await test.store.project({ dossierId: dossier.id, facts: facts([...accepted(dossier.number), opened('measure#1')]), commands: [] });
  return dossier;
}

/** Everything kept of dossiers and tasks, but what the store keeps for itself. */
async function projection(): Promise<unknown> {
  const dossiers = await test.raw
    .collection('dossiers')
    .find({}, { sort: { _id: 1 }, projection: { touched: 0, rebuilt: 0 } })
    .toArray();
  const tasks = await test.raw
    .collection('tasks')
    .find({}, { sort: { _id: 1 } })
    .toArray();
  return { dossiers, tasks };
}

async function rebuild(): Promise<Rebuilt[]> {
  const found: Rebuilt[] = [];
  for await (const each of test.store.rebuild()) found.push(each);
  return found;
}

async function unfit(id?: string): Promise<unknown[]> {
  const found: unknown[] = [];
  for await (const each of test.store.facts.verify(id)) found.push(each);
  return found;
}

const damage = (id: string, update: object) => test.raw.collection('dossiers').updateOne({ _id: id as never }, update);
const partsOf = (all: readonly Rebuilt[]) => Object.fromEntries(all.map(({ dossierId, parts }) => [dossierId, parts]));

describe('rebuilding the projection', () => {
  it('finds nothing to do where nothing was harmed, nor for a dossier without facts', async () => {
    await open('Lê Thị Na');
    await test.store.dossiers.open(seed());
    const before = await projection();
    expect(await rebuild()).toEqual([]);
    expect(await projection()).toEqual(before);
  });

  it('makes views, list keys and tasks what they were, and says what differed', async () => {
    const [altered, old, lost, unlisted, idle, misled] = [
      await open('Trần Văn Ổi'),
      await open('Phạm Thị Mận'),
      await open('Đỗ Văn Đào'),
      await open('Võ Thị Lê'),
      await open('Bùi Văn Quýt'),
      await open('Ngô Thị Cam'),
    ] as const;
    const before = await projection();
    await damage(altered.id, { $set: { 'view.status': 'delivered', 'view.breached': true } });
    await damage(old.id, { $set: { 'view.factNo': 3 } });
    await damage(lost.id, { $set: { view: null, chain: null }, $unset: { lists: '' } });
    await damage(unlisted.id, { $unset: { lists: '' }, $set: { words: [] } });
    await test.raw.collection('tasks').deleteMany({ dossierId: idle.id });
    await test.raw
      .collection('tasks')
      .updateOne({ _id: `${misled.id}.measure#1` as never }, { $set: { officer: 'nobody', claimed: true } });
    await test.raw.collection('tasks').insertOne({ _id: `${misled.id}.gone#1` as never, dossierId: misled.id });

    expect(partsOf(await rebuild())).toEqual({
      [altered.id]: ['view'],
      [old.id]: ['view'],
      [lost.id]: ['view', 'lists', 'chain'],
      [unlisted.id]: ['lists'],
      [idle.id]: ['tasks'],
      [misled.id]: ['tasks'],
    });
    expect(await projection()).toEqual(before);
    expect(await unfit()).toEqual([]);
    expect(await rebuild()).toEqual([]);
  });

  it('shows the dossier to readers as before, without the marks it left', async () => {
    const { id } = await open('Hà Văn Chanh');
    const before = await test.store.dossiers.get(id);
    await damage(id, { $set: { 'view.status': 'delivered' } });
    await rebuild();
    expect(await test.store.dossiers.get(id)).toEqual(before);
  });

  it('leaves a dossier alone whose facts do not hold, and names them', async () => {
    const [cut, forged] = [await open('Mai Văn Dừa'), await open('Mai Thị Khế')];
    await test.raw.collection('facts').deleteOne({ _id: `${cut.id}.000007` as never });
    await test.raw.collection('facts').updateOne({ _id: `${forged.id}.000003` as never }, { $set: { 'fact.agency': 'another' } });
    const before = await projection();
    const found = await rebuild();
    expect(found.map(({ dossierId, parts, unfit: why }) => [dossierId, parts, why.map(({ no, problem }) => [no, problem])]).sort()).toEqual(
      [
        [cut.id, [], [[6, 'chain broken']]],
        [forged.id, [], [[3, 'altered']]],
      ].sort(),
    );
    expect(await projection()).toEqual(before);
    await test.raw.collection('facts').deleteMany({ _id: { $regex: `^(${cut.id}|${forged.id})` } as never });
    await test.raw.collection('dossiers').deleteMany({ _id: { $in: [cut.id, forged.id] as never[] } });
  });

  it('is not undone by a process that remembers the damaged view', async () => {
    const { id } = await open('Cao Thị Bòng');
    const other = await test.another();
    const claim = (no: number) => ({
      dossierId: id,
      facts: facts([{ type: 'taskClaimed', run: 'appraise#1', officer: `o${no}` }], { from: no }),
      commands: [],
    });
    await damage(id, { $set: { 'view.centre': 'elsewhere' } });
    await other.project(claim(8));
    await rebuild();
    await other.project(claim(9));
    expect(await unfit(id)).toEqual([]);
    expect((await test.store.dossiers.get(id))!.view!.factNo).toBe(9);
  });

  it('may run while the dossiers go on', async () => {
    const { id } = await open('Tạ Văn Sung');
    for (let no = 8; no < 24; no++) {
      await damage(id, { $set: { 'view.status': `broken ${no}` } });
      const next = facts([{ type: 'taskClaimed', run: 'appraise#1', officer: `o${no}` }], { from: no });
      await Promise.all([test.store.project({ dossierId: id, facts: next, commands: [] }), rebuild()]);
    }
    await rebuild();
    expect(await unfit(id)).toEqual([]);
    expect(await test.store.facts.of(id)).toHaveLength(23);
    expect((await test.store.tasks.get(`${id}.appraise#1`))!.officer).toBe('o23');
  });
});

describe('motcua rebuild', () => {
  /** On this file's own database, as an operator names it. */
  async function run(...args: string[]): Promise<{ out: string; exitCode: number }> {
    const given = process.env['MONGODB_URI']!;
    const printed = jest.spyOn(console, 'log').mockImplementation(() => undefined);
    try {
      process.env['MONGODB_URI'] = given.replace(/^(mongodb:..[^/]+)[^?]*/, `$1/${test.raw.name}`);
      await rebuildCommand().parseAsync(args, { from: 'user' });
      return { out: printed.mock.calls.join('\n'), exitCode: Number(process.exitCode ?? 0) };
    } finally {
      Object.assign(process.env, { MONGODB_URI: given });
      process.exitCode = undefined;
      printed.mockRestore();
    }
  }

  it('says which dossiers differed and in what, once', async () => {
    const { id, number } = await open('Lý Văn Hồng');
    await damage(id, { $set: { 'view.status': 'delivered' } });
    const first = await run();
    expect(first.out).toContain(`${number}  đã dựng lại / made again: view\n`);
    expect(first.out).toMatch(/\d+ dossiers, \d+ facts: 1 differed and were made again, 0 left alone/);
    expect(first.exitCode).toBe(0);
    expect((await run()).out).toMatch(/: 0 differed/);
  });

  it('ends with 1 when the facts of a dossier do not hold', async () => {
    const { id, number } = await open('Lý Thị Hồng');
    await test.raw.collection('facts').updateOne({ _id: `${id}.000003` as never }, { $set: { 'fact.agency': 'another' } });
    const { out, exitCode } = await run('--json');
    expect(JSON.parse(out)).toMatchObject({ rebuilt: [], refused: [{ dossierId: id, number, unfit: [{ no: 3, problem: 'altered' }] }] });
    expect(exitCode).toBe(1);
  });
});
