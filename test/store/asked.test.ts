import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { FactBody } from '../../domain/engine/fact.js';
import type { MatterQuery, ReminderQuery } from '../../store/asked.js';
import { CENTRE, facts, LAND, MONDAY } from './dossier-facts.js';
import { dossierWith, openTestStore, type TestStore } from './test-store.js';

const HOUR = 3_600_000;
const NOTE = 'n'.repeat(64);
const PAGE = { limit: 20 };

let test: TestStore;
beforeAll(async () => void (test = await openTestStore()));
afterAll(() => test.close());

const endorsed = (matter: number, to: { agency: string; officer?: string }, answerBy = MONDAY + HOUR): FactBody => ({
  ...{ type: 'endorsed', matter, to, note: NOTE, answerBy },
});
const entered: FactBody = {
  ...{ type: 'workEntered', entry: 1, act: 'complete', run: 'appraise#1', doneAt: MONDAY - HOUR, evidence: ['file-1'], awaitsRuling: true },
};

describe('matters', () => {
  const idsOf = async (query: Omit<MatterQuery, 'kinds'> & Partial<MatterQuery>) => {
    const kinds = ['endorsement', 'instruction', 'entry', 'extension'] as const;
    return (await test.store.matters.list({ kinds, ...query }, PAGE)).items.map(({ id }) => id);
  };
  const head = (agency: string) => [{ agency }];

  it('stand with the officer asked by name, with the heads of his agency, with who asked and with the centre, until they are answered', async () => {
    const { id, go } = await dossierWith(test, [endorsed(1, { agency: 'named', officer: 'lan' })]);
    const matter = `${id}.endorsement-1`;
    expect(await idsOf({ officers: ['lan'], seats: [], as: 'answers' })).toEqual([matter]);
    expect(await idsOf({ seats: head('named'), as: 'answers' })).toEqual([matter]);
    expect(await idsOf({ seats: [{ agency: 'named', roles: ['clerk'] }], as: 'answers' })).toEqual([]);
    expect(await idsOf({ seats: head(CENTRE), as: 'asked' })).toContain(matter);
    expect(await idsOf({ seats: head(CENTRE), as: 'concerns' })).toContain(matter);
    await go([{ type: 'matterAnswered', matter: 1, note: NOTE }]);
    expect(await idsOf({ officers: ['lan'], seats: [], as: 'answers' })).toEqual([]);
  });

  it('asked of an agency stand in the worklist of everybody there, of the fields they see', async () => {
    const { id } = await dossierWith(test, [endorsed(1, { agency: 'open' })]);
    const seats = (fields?: string[]) => [{ agency: 'open', roles: ['clerk'], ...(fields && { fields }) }];
    expect(await idsOf({ seats: seats(), as: 'answers' })).toEqual([`${id}.endorsement-1`]);
    expect(await idsOf({ seats: seats(['land']), as: 'answers' })).toEqual([`${id}.endorsement-1`]);
    expect(await idsOf({ seats: seats(['justice']), as: 'answers' })).toEqual([]);
  });

  it('that only a head may answer stand with the heads: an entry with those of the agency and of the centre, an extension with that of the centre', async () => {
    const { id } = await dossierWith(test, [entered, { type: 'extensionAsked', run: 'appraise#1', length: 3, note: NOTE }]);
    const own = async (query: Omit<MatterQuery, 'kinds'>) => (await idsOf(query)).filter((each) => each.startsWith(id));
    expect(await own({ seats: head(CENTRE), as: 'answers' })).toEqual([`${id}.entry-1`, `${id}.extension`]);
    expect(await own({ seats: [{ agency: CENTRE, roles: ['receiver'] }], as: 'answers' })).toEqual([]);
    const [entry] = (await test.store.matters.list({ kinds: ['entry'], as: 'concerns' }, PAGE)).items.filter(
      (each) => each.dossierId === id,
    );
    expect(entry).toMatchObject({ act: 'complete', doneAt: MONDAY - HOUR, at: MONDAY, by: 'mai', evidence: ['file-1'], no: 1 });
  });

  it('come in the order of their dates, page by page, and can be asked for by date and counted', async () => {
    const { id } = await dossierWith(
      test,
      [3, 1, 2].map((day, index) => endorsed(index + 1, { agency: 'dates' }, MONDAY + day * HOUR)),
    );
    const query = { seats: head('dates'), as: 'answers', kinds: ['endorsement'] } as const;
    const first = await test.store.matters.list(query, { limit: 2 });
    const second = await test.store.matters.list(query, { limit: 2, cursor: first.next! });
    expect([...first.items, ...second.items].map(({ id: each }) => each)).toEqual([2, 3, 1].map((no) => `${id}.endorsement-${no}`));
    expect(await idsOf({ ...query, before: MONDAY + 2 * HOUR })).toEqual([`${id}.endorsement-2`]);
    expect([await test.store.matters.count(query, 100), await test.store.matters.count(query, 2)]).toEqual([3, 2]);
  });

  it('are gone when the dossier closes', async () => {
    const { go } = await dossierWith(test, [endorsed(1, { agency: 'closing' })]);
    await go([{ type: 'dossierClosed', outcome: 'withdrawn' }]);
    expect(await idsOf({ seats: head('closing'), as: 'answers' })).toEqual([]);
  });
});

describe('reminders', () => {
  const rung = (over: Partial<Extract<FactBody, { type: 'rungReached' }>> = {}): FactBody => ({
    ...{ type: 'rungReached', deadline: 'total', rung: 'remind-due', do: 'remind', to: 'holder', agency: LAND, role: 'appraiser' },
    ...over,
  });
  const told = async (query: ReminderQuery) =>
    (await test.store.reminders.list(query, PAGE)).items.map(({ rung: which, agency, role, officer }) => [which, agency, role, officer]);

  it('are kept with who was told, once each, for those told, the heads there and the centre of the dossier', async () => {
    const bodies = [rung({ officer: 'lan' }), rung({ rung: 'escalate-1', do: 'escalate', agency: LAND, role: 'head' })];
    const { id } = await dossierWith(test, bodies, { field: 'told' });
    // the same once more
    await test.store.project({ dossierId: id, facts: facts(bodies, { from: 7 }), commands: [] });
    const seat = { fields: ['told'] };
    const both = [
      ['escalate-1', LAND, 'head', null],
      ['remind-due', LAND, 'appraiser', 'lan'],
    ];
    expect(await told({ seats: [{ agency: LAND, ...seat }] })).toEqual(both);
    expect(await told({ seats: [{ agency: LAND, roles: ['head'], ...seat }] })).toEqual([both[0]]);
    expect((await test.store.reminders.list({ seats: [{ agency: CENTRE }] }, PAGE)).items.map((each) => each.dossierId)).toContain(id);
  });

  it('can be asked for by the agency told and by time', async () => {
    await dossierWith(test, [rung({ agency: 'elsewhere' })]);
    const centre = { seats: [{ agency: CENTRE }], agency: 'elsewhere' };
    expect(await told(centre)).toHaveLength(1);
    expect(await told({ agency: 'elsewhere' })).toHaveLength(1);
    expect(await told({ ...centre, from: MONDAY, to: MONDAY + 1 })).toHaveLength(1);
    expect(await told({ ...centre, from: MONDAY + 1 })).toEqual([]);
    expect(await told({ ...centre, seats: [{ agency: 'another-centre' }] })).toEqual([]);
  });
});

describe('a rebuild', () => {
  it('makes both again from the facts', async () => {
    const { id } = await dossierWith(test, [
      endorsed(1, { agency: 'rebuilt' }),
      { type: 'rungReached', deadline: 'matter:1', rung: 'remind-due', do: 'remind', to: 'holder', agency: 'rebuilt' },
    ]);
    const all = async () =>
      Promise.all(['matters', 'reminders'].map((name) => test.raw.collection(name).find({ dossierId: id }).sort({ _id: 1 }).toArray()));
    const before = await all();
    await test.raw.collection('matters').deleteMany({ dossierId: id });
    await test.raw.collection('reminders').updateMany({ dossierId: id }, { $set: { agency: 'nobody' } });
    const found = [];
    for await (const each of test.store.rebuild()) found.push(each);
    expect(found).toMatchObject([{ dossierId: id, parts: ['matters', 'reminders'] }]);
    expect(await all()).toEqual(before);
  });
});
