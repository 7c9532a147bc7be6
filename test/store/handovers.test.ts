/** One record for each handover, kept beside the facts in their transaction. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { FactBody } from '../../domain/engine/fact.js';
import type { HandoverQuery, StoredHandover } from '../../store/handed-over.js';
import { handoverFilter } from '../../store/handovers.js';
import { HANDOVERS_BY_LIST } from '../../store/schemas/handover-schema.js';
import { accepted, CENTRE, facts, LAND, MONDAY, opened } from './dossier-facts.js';
import { dossierWith, openTestStore, type TestStore } from './test-store.js';

const HOUR = 3_600_000;

let test: TestStore;
beforeAll(async () => void (test = await openTestStore()));
afterAll(() => test.close());

const sent = (to: string, medium: 'electronic' | 'paper' = 'paper'): FactBody[] => [
  opened('measure#1', { agency: to }),
  { type: 'handoverSent', run: 'measure#1', from: LAND, to, medium },
];
const measured: FactBody = { type: 'stepCompleted', run: 'measure#1', step: 'measure', outcome: 'done' };

async function found(query: Partial<HandoverQuery> = {}): Promise<StoredHandover[]> {
  const all: StoredHandover[] = [];
  for await (const each of test.store.handovers.sent({ rehearsal: false, from: MONDAY, to: MONDAY + 1, ...query })) all.push(each);
  return all;
}
const idsOf = async (query: Partial<HandoverQuery>) => (await found(query)).map(({ id }) => id.split('.')[0]);

describe('a handover', () => {
  it('is kept when it is sent, follows what happens to it, and stays when its step and its dossier are over', async () => {
    const { id, calendarHash, go } = await dossierWith(test, sent('follows'));
    const whose = { agency: 'follows' };
    const begun = { id: `${id}.8`, from: LAND, to: 'follows', sentAt: MONDAY, calendarHash };
    expect(await found(whose)).toMatchObject([{ ...begun, receivedAt: null, acceptedAt: null, end: null }]);
    await go([{ type: 'handoverReceived', run: 'measure#1', waited: 0 }], MONDAY + HOUR);
    await go([{ type: 'handoverAccepted', run: 'measure#1', waited: 0 }], MONDAY + 2 * HOUR);
    await go([measured], MONDAY + 3 * HOUR);
    await go([{ type: 'dossierClosed', outcome: 'granted' }], MONDAY + 4 * HOUR);
    const over = { receivedAt: MONDAY + HOUR, acceptedAt: MONDAY + 2 * HOUR, endedAt: MONDAY + 3 * HOUR, end: 'done' };
    expect(await found(whose)).toMatchObject([{ ...begun, ...over }]);
  });

  it('is written once, however often its facts are', async () => {
    const { id } = await dossierWith(test, sent('twice'));
    const all = facts([...accepted(`H01-260302-${id}`), ...sent('twice')]);
    await test.store.project({ dossierId: id, facts: all, commands: [] });
    expect(await found({ agency: 'twice' })).toHaveLength(1);
  });

  it('is seen from both sides and by the centre of the dossier, of the fields that each sees', async () => {
    const { id } = await dossierWith(test, sent('sides'));
    for (const agency of ['sides', LAND, CENTRE]) expect(await idsOf({ seats: [{ agency }], agency: 'sides' })).toEqual([id]);
    expect(await idsOf({ agency: 'sides' })).toEqual([id]);
    expect(await idsOf({ seats: [{ agency: 'elsewhere' }], agency: 'sides' })).toEqual([]);
    const seat = (agency: string, field: string) => ({ agency, fields: [field] });
    expect(await idsOf({ seats: [seat('sides', 'land')], agency: 'sides' })).toEqual([id]);
    expect(await idsOf({ seats: [seat('sides', 'justice')], agency: 'sides' })).toEqual([]);
    // all fields of one agency are not all fields of another
    expect(await idsOf({ seats: [seat('sides', 'justice'), { agency: 'elsewhere' }], agency: 'sides' })).toEqual([]);
  });

  it('is found by agency, procedure, medium and the time it was sent; rehearsals apart', async () => {
    const { id } = await dossierWith(test, sent('filters'));
    const rehearsed = await dossierWith(test, sent('filters'), { rehearsal: true });
    const ours = (query: Partial<HandoverQuery>) => idsOf({ agency: 'filters', ...query });
    expect(await ours({ procedure: '1.013831', medium: 'paper' })).toEqual([id]);
    expect(await ours({ procedure: '9.000001' })).toEqual([]);
    expect(await ours({ medium: 'electronic' })).toEqual([]);
    expect(await ours({ from: MONDAY + 1, to: MONDAY + HOUR })).toEqual([]);
    expect(await ours({ from: MONDAY - HOUR, to: MONDAY })).toEqual([]);
    expect(await ours({ rehearsal: true })).toEqual([rehearsed.id]);
    expect(await ours({ rehearsal: true, seats: [{ agency: CENTRE }] })).toEqual([rehearsed.id]);
  });

  it('is read on the index, and no more of them than of the agencies and the time asked for', async () => {
    await dossierWith(test, sent('read'));
    const seats = [{ agency: 'read', fields: ['land'] }, { agency: 'read-too' }];
    const filter = handoverFilter({ seats, agency: LAND, procedure: '1.013831', rehearsal: false, from: MONDAY, to: MONDAY + 1 });
    const { executionStats } = await test.raw.collection('handovers').find(filter, { hint: HANDOVERS_BY_LIST }).explain('executionStats');
    expect(JSON.stringify(executionStats.executionStages)).toContain('IXSCAN');
    expect(executionStats).toMatchObject({ nReturned: 1, totalDocsExamined: 1 });
  });
});

describe('a rebuild', () => {
  it('makes the records again that were lost or altered, and takes away what no fact says', async () => {
    const { id, go } = await dossierWith(test, sent('rebuilt'));
    await go(
      [{ type: 'handoverReceived', run: 'measure#1', waited: 0 }, measured, opened('check#1', { agency: 'rebuilt-2' })],
      MONDAY + HOUR,
    );
    await go([{ type: 'handoverSent', run: 'check#1', from: 'rebuilt', to: 'rebuilt-2', medium: 'paper' }], MONDAY + HOUR);
    const all = () => test.raw.collection('handovers').find({ dossierId: id }).sort({ _id: 1 }).toArray();
    const before = await all();
    expect(before).toHaveLength(2);
    await test.raw.collection('handovers').deleteOne({ dossierId: id, run: 'measure#1' });
    await test.raw.collection('handovers').updateOne({ dossierId: id }, { $set: { to: 'nobody' } });
    await test.raw.collection('handovers').insertOne({ _id: `${id}.77` as never, dossierId: id });
    const repaired = [];
    for await (const each of test.store.rebuild()) repaired.push(each);
    expect(repaired).toMatchObject([{ dossierId: id, parts: ['handovers'] }]);
    expect(await all()).toEqual(before);
  });
});
