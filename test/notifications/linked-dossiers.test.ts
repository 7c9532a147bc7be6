import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import type { DossierStep, Plan } from '../../domain/procedure/plan.js';
import { type LinkedFiling, openLinked, tellOrigin } from '../../notifications/linked-dossiers.js';
import { at, CALENDAR, Case, DESK, RECEIVE } from '../domain/engine/fixture.js';
import { House, SENDING_PLAN } from './house.js';

let house: House;
beforeAll(async () => void (house = await House.open()));
afterAll(() => house.close());

const RESIDENCE: DossierStep = {
  kind: 'dossier',
  id: 'residence',
  clock: 'runs',
  procedure: '1.004222',
  at: 'land',
  data: { person: 'child', personId: 'answers.birth.personalId', minor: true, rank: 1, absent: 'nothing' },
  documents: {},
  outcomes: { granted: { to: 'deliver' } },
};
const PLAN: Plan = { ...SENDING_PLAN, steps: { ...SENDING_PLAN.steps, residence: RESIDENCE } };

/** A dossier that has been received, with a child in its application. */
async function received(): Promise<string> {
  const id = randomBytes(8).toString('hex');
  await house.store.dossiers.open({
    ...{ id, number: `H56-${id}`, procedure: PLAN.code, field: 'land', rehearsal: false, createdAt: 0 },
    planHash: await house.store.blobs.put(PLAN),
    calendarHash: await house.store.blobs.put(CALENDAR),
    application: { applicant: { name: 'Nguyễn Văn A', kind: 'person' }, data: { child: 'Trẻ sơ sinh', price: 1 } },
  });
  const one = new Case({ plan: PLAN, calendar: CALENDAR }).do('2026-02-10T08:00', DESK, { ...RECEIVE, number: `H56-${id}` });
  house.cases.set(id, one);
  await house.store.project({ dossierId: id, facts: one.facts, commands: one.commands });
  return id;
}

const deps = (filed: LinkedFiling[] = []) => ({
  store: house.store,
  perform: house.perform.bind(house),
  fileLinked: async (filing: LinkedFiling) => (filed.push(filing), { id: await received(), number: 'H56-linked' }),
});

const row = (dossierId: string) =>
  ({ id: `${dossierId}-x`, dossierId, createdAt: at('2026-02-10T09:00'), attempts: 0, state: 'queued' }) as const;

describe('what a linked dossier has been told by partners', () => {
  it('is kept beside the application of the dossier that waits for it, and goes along to the next one that it opens', async () => {
    const [first, birth] = [await received(), await received()];
    await house.store.dossiers.keepAnswer(birth, 'register#1', { personalId: '001326000001', certificate: '52/2026' });

    const ended = { state: 'ended', outcome: 'granted', results: {}, values: {} } as const;
    const tell = { key: 'tell', type: 'tell origin', dossier: first, run: 'birth#1', news: ended } as const;
    await tellOrigin(deps(), { ...row(birth), command: tell }, tell);
    expect((await house.store.dossiers.get(first))?.answers).toEqual({ 'birth#1': { personalId: '001326000001', certificate: '52/2026' } });

    const filed: LinkedFiling[] = [];
    const open = {
      key: 'open',
      type: 'open dossier',
      run: 'residence#1',
      step: 'residence',
      procedure: '1.004222',
      agency: 'branch-2',
    } as const;
    await openLinked(deps(filed), { ...row(first), command: open }, open);
    expect(filed[0]?.data).toEqual({ person: 'Trẻ sơ sinh', personId: '001326000001', minor: true, rank: 1 });
  });

  it('is nothing where no partner told anything', async () => {
    const [first, other] = [await received(), await received()];
    const ended = { state: 'ended', outcome: 'refused', results: {}, values: {} } as const;
    const tell = { key: 'tell', type: 'tell origin', dossier: first, run: 'birth#1', news: ended } as const;
    await tellOrigin(deps(), { ...row(other), command: tell }, tell);
    expect((await house.store.dossiers.get(first))?.answers).toBeUndefined();
  });
});
