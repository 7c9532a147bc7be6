/** What the land system hears after it got a dossier, each time from the facts, on the real store and the simulated registry. */
import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { start as startLandRegistry } from '../../connectors/land-registry/simulator/server.js';
import { USUAL } from '../../connectors/policy.js';
import type { Simulator } from '../../connectors/simulator/start.js';
import { toWireTime } from '../../connectors/wire-time.js';
import type { Act, Actor } from '../../domain/engine/event.js';
import { type DossierView, foldFacts } from '../../domain/engine/view.js';
import type { Plan } from '../../domain/procedure/plan.js';
import { dispatchesFor } from '../../notifications/dispatches.js';
import { createHands } from '../../notifications/run-command.js';
import { post, SECRET } from '../connectors/offices.js';
import { clientOf } from '../connectors/samples.js';
import { CALENDAR, Case, DESK, LAND_1, LAND_2, PLAN, RECEIVE } from '../domain/engine/fixture.js';
import { House } from './house.js';

const LAND: Actor = { kind: 'system', id: 'land-registry' };
const BY_HAND: Actor = { kind: 'officer', id: 'branch-1', agency: 'tax-2', roles: ['officer'] };
const plan = {
  ...PLAN,
  parties: { ...PLAN.parties, tax: { agency: 'land-branch', role: 'officer', connector: 'land-registry' } },
  steps: {
    ...PLAN.steps,
    'refer-tax': {
      ...PLAN.steps['refer-tax']!,
      ...{ message: 'land-record-change', send: { parcel: 'data.parcel' }, replies: { registered: { to: 'register' } } },
      may: ['request supplement'],
    },
    register: { ...PLAN.steps['register']!, outcomes: { done: { to: 'deliver' }, wrong: { to: 'refer-tax', atMost: 1 } } },
  },
} as Plan;

let house: House;
let land: Simulator;
beforeEach(async () => {
  house = await House.open(dispatchesFor({ portal: false, treasury: false, land: true, mail: false }));
  land = await startLandRegistry({ secrets: [SECRET], publicUrl: house.motcua.url, mood: { hold: true } });
});
afterEach(async () => {
  await house.close();
  await land.stop();
});

/** A dossier that has just been handed to the land system, and what is done with it. */
async function handed() {
  const id = randomBytes(8).toString('hex');
  const [planHash, calendarHash] = await Promise.all([house.store.blobs.put(plan), house.store.blobs.put(CALENDAR)]);
  const application = { applicant: { name: 'Nguyễn Văn A', kind: 'person' }, data: { parcel: '12-45' } };
  const bookkeeping = { planHash, calendarHash, rehearsal: false, createdAt: 0, field: 'land', procedure: PLAN.code };
  await house.store.dossiers.open({ id, number: `H56-${id}`, application, ...bookkeeping });
  const one = new Case({ plan, calendar: CALENDAR });
  const stored = { facts: 0, commands: 0 };
  const keep = async (): Promise<void> => {
    const [facts, commands] = [one.facts.slice(stored.facts), one.commands.slice(stored.commands)];
    Object.assign(stored, { facts: one.facts.length, commands: one.commands.length });
    await house.store.project({ dossierId: id, facts, commands });
  };
  const act = async (when: string, by: Actor, what: Act): Promise<void> => (one.do(when, by, what), keep());
  await act('2026-02-10T08:00', DESK, { ...RECEIVE, number: `H56-${id}` });
  await act('2026-02-10T09:00', DESK, { type: 'complete', run: 'receive#1' });
  await act('2026-02-10T10:00', LAND_1, { type: 'complete', run: 'appraise#1', outcome: 'eligible' });
  return { id, one, act };
}

type Carried = 'send handoff' | 'tell land';

const hands = () => {
  const road = { ...house.road(USUAL), connectors: { 'land-registry': clientOf('land-registry', land.url) } };
  return createHands({ ...road, dispatches: { land: road }, fileLinked: () => Promise.reject(new Error('no linked dossiers here')) });
};
const waiting = async (type: Carried) => (await house.store.outbox.waiting(100)).filter(({ command }) => command.type === type);

/** Carries out what waits, as the worker does. */
async function carryOut(type: Carried): Promise<void> {
  for (const row of await waiting(type)) {
    await hands().runCommand(row);
    await house.store.outbox.mark(row.id, 'done');
  }
}
const heardThere = async () =>
  ((await (await fetch(`${land.url}/referrals`)).json()) as { referral: { message: string; reference: string; body: object } }[]).map(
    ({ referral }) => referral,
  );
const arrive = async ({ act }: Awaited<ReturnType<typeof handed>>): Promise<void> => {
  await carryOut('send handoff');
  await act('2026-02-10T10:01', LAND, { type: 'acknowledge', run: 'refer-tax#1', state: 'received' });
};

describe('the land system, having got a dossier,', () => {
  it('hears that the supplement it waited for is there, with the new appointment', async () => {
    const dossier = await handed();
    await arrive(dossier);
    const documents = ['proof'];
    await dossier.act('2026-02-10T10:30', BY_HAND, { type: 'request supplement', run: 'refer-tax#1', documents, note: 'n' });
    await dossier.act('2026-02-12T10:00', DESK, { type: 'receive supplement', documents });
    await carryOut('tell land');
    const { promisedAt } = (await house.store.dossiers.get(dossier.id))!.view!;
    expect((await heardThere()).at(-1)).toMatchObject({
      ...{ message: 'supplement-done', reference: `${dossier.id}.refer-tax#1` },
      body: { MaHoSoMotCua: `H56-${dossier.id}`, NgayHenTraMoi: toWireTime(promisedAt!) },
    });
  });

  it('that cannot be told leaves a message with what it would have heard', async () => {
    const dossier = await handed();
    await arrive(dossier);
    const documents = ['proof'];
    await dossier.act('2026-02-10T10:30', BY_HAND, { type: 'request supplement', run: 'refer-tax#1', documents, note: 'n' });
    await dossier.act('2026-02-12T10:00', DESK, { type: 'receive supplement', documents });
    for (const row of await waiting('tell land')) await hands().giveUp(row, new Error('no answer'));
    const { items } = await house.store.messages.of(dossier.id, { limit: 50 });
    const { promisedAt } = (await house.store.dossiers.get(dossier.id))!.view!;
    expect(items.filter(({ state }) => state === 'dead')).toMatchObject([
      { message: 'supplement-done', body: { MaHoSoMotCua: `H56-${dossier.id}`, NgayHenTraMoi: toWireTime(promisedAt!) } },
    ]);
  });

  it('hears that its result was wrong, in the words of who returned it, and that the right one was handed over, each once', async () => {
    const dossier = await handed();
    await arrive(dossier);
    await dossier.act('2026-02-10T14:00', LAND, { type: 'reply', run: 'refer-tax#1', reply: 'registered' });
    const note = await house.store.notes.put({ text: 'Sai diện tích' });
    await dossier.act('2026-02-10T15:00', LAND_2, { type: 'return', run: 'register#1', note });
    await carryOut('tell land');
    expect((await heardThere()).map(({ message }) => message)).toEqual(['land-record-change', 'wrong-result']);
    expect((await heardThere()).at(-1)!.body).toMatchObject({ LyDo: 'Sai diện tích' });
    await dossier.act('2026-02-10T16:00', LAND, { type: 'acknowledge', run: 'refer-tax#2', state: 'received' });
    await dossier.act('2026-02-11T08:00', LAND, { type: 'reply', run: 'refer-tax#2', reply: 'registered' });
    await dossier.act('2026-02-11T09:00', LAND_2, { type: 'complete', run: 'register#2', outcome: 'done', results: { deed: 'file-1' } });
    await dossier.act('2026-02-11T10:15', DESK, { type: 'deliver', run: 'deliver#1', method: 'desk' });
    await carryOut('tell land');
    await carryOut('tell land');
    expect((await heardThere()).at(-1)).toMatchObject({
      ...{ message: 'result-delivered', reference: `${dossier.id}.refer-tax#2`, body: { NgayTra: '20260211101500' } },
    });
    expect(await heardThere()).toHaveLength(3);
  });

  it('hears nothing of a dossier that never arrived and was answered by hand', async () => {
    const dossier = await handed();
    await post(`${land.url}/control`, { down: true });
    await expect(carryOut('send handoff')).rejects.toMatchObject({ name: 'PartnerAway' });
    await post(`${land.url}/control`, { down: false });
    await dossier.act('2026-02-10T14:00', BY_HAND, { type: 'reply', run: 'refer-tax#1', reply: 'registered' });
    await dossier.act('2026-02-11T09:00', LAND_2, { type: 'complete', run: 'register#1', outcome: 'done', results: { deed: 'file-1' } });
    await dossier.act('2026-02-11T10:15', DESK, { type: 'deliver', run: 'deliver#1', method: 'desk' });
    await carryOut('tell land');
    expect(await heardThere()).toEqual([]);
  });
});

describe('the land system, never asked,', () => {
  const derive = dispatchesFor({ portal: false, treasury: false, land: true, mail: false });
  const returned = new Case()
    .do('2026-02-10T08:00', DESK, RECEIVE)
    .do('2026-02-10T09:00', DESK, { type: 'complete', run: 'receive#1' })
    .do('2026-02-10T10:00', LAND_1, { type: 'return', run: 'appraise#1', note: 'n' }).facts;
  const last = returned.findIndex(({ type }) => type === 'stepReturned');
  const rows = (before: DossierView) => derive({ before, facts: returned.slice(last), commands: [] });

  it('is not even thought of', () => {
    expect(rows(foldFacts(null, returned.slice(0, last)))).toEqual([]);
  });

  it('is thought of where the view is too old to say whether it was asked', () => {
    const { handoffMessages: _unknown, ...old } = foldFacts(null, returned.slice(0, last));
    expect(rows(old)).toEqual([{ key: `${last + 1}-land`, type: 'tell land', factNo: last + 1 }]);
  });
});
