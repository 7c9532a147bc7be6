/** The centre forwards a dossier on the working day on which it has accepted it; what it accepted after 15:00, on the next (Decree 61/2018, art. 18; rule R8). 10 February 2026 is a Tuesday. */
import { describe, expect, it } from '@jest/globals';
import { type Names, sentenceOf } from '../../../api/messages/fact-sentences.js';
import { at, Case, civil, DESK, LAND_1, PLAN, RECEIVE, REGIME, WORLD } from './fixture.js';

const forwarded = (receivedAt: string, sentAt: string, world = WORLD): Case =>
  new Case(world).do(receivedAt, DESK, RECEIVE).wait(sentAt).do(sentAt, DESK, { type: 'complete', run: 'receive#1' });
const limits = (dossier: Case) => dossier.of('handoverSent').map(({ forwardBy }) => civil(forwardBy));
const itself = (id: string) => ({ vi: id, en: id });
const NAMES: Names = { step: itself, outcome: itself, agency: itself, document: itself };
const said = (dossier: Case) => sentenceOf(dossier.of('handoverSent')[0]!, NAMES);

describe('a dossier is to be forwarded', () => {
  it.each([
    ['received in the morning', '2026-02-10T09:12', '2026-02-10T17:30'],
    ['received at three o’clock sharp', '2026-02-10T15:00', '2026-02-10T17:30'],
    ['received after three', '2026-02-10T15:01', '2026-02-11T17:30'],
    ['received after three on the last day before Tết', '2026-02-13T15:40', '2026-02-23T17:30'],
  ])('%s: %s, by %s', (_what, receivedAt, limit) => {
    expect(limits(forwarded(receivedAt, receivedAt))).toEqual([limit]);
  });

  it('by the hour of its procedure where that has one of its own', () => {
    const world = { ...WORLD, plan: { ...PLAN, cutOff: { at: '16:30', effect: 'count' } as const } };
    expect(limits(forwarded('2026-02-10T15:40', '2026-02-10T16:00', world))).toEqual(['2026-02-10T17:30']);
  });

  it('counted from its acceptance when it was filed online', () => {
    const filed = new Case()
      .do('2026-02-07T22:00', DESK, { ...RECEIVE, channel: 'online' })
      .do('2026-02-10T08:00', DESK, { type: 'accept' })
      .do('2026-02-10T09:00', DESK, { type: 'complete', run: 'receive#1' });
    expect(limits(filed)).toEqual(['2026-02-10T17:30']);
  });

  it('once: what goes back to the desk and out again has no such limit', () => {
    const again = forwarded('2026-02-10T09:12', '2026-02-10T10:00')
      .do('2026-02-11T08:00', LAND_1, { type: 'complete', run: 'appraise#1', outcome: 'back-to-desk' })
      .do('2026-02-12T16:00', DESK, { type: 'complete', run: 'receive#2' });
    expect(limits(again)).toEqual(['2026-02-10T17:30', null, null]);
  });

  it('to another agency: what the centre sends to a system of its own before has no such limit', () => {
    const parties = { ...PLAN.parties, tax: { agency: 'one-stop', role: 'receiver', connector: 'register' } };
    const steps = {
      ...PLAN.steps,
      'refer-tax': { ...PLAN.steps['refer-tax'], clock: 'runs', replies: { done: { to: 'appraise' } } },
    };
    const plan = { ...PLAN, parties, steps, start: 'refer-tax' } as unknown as typeof PLAN;
    const sent = new Case({ ...WORLD, plan })
      .do('2026-02-10T09:12', DESK, { ...RECEIVE, bindings: { ...RECEIVE.bindings, tax: 'an-phu' } })
      .do('2026-02-10T11:00', { kind: 'system', id: 'register' }, { type: 'reply', run: 'refer-tax#1', reply: 'done' })
      .of('handoverSent');
    expect(sent.map(({ to, forwardBy }) => [to, civil(forwardBy)])).toEqual([
      ['an-phu', null],
      ['branch-2', '2026-02-10T17:30'],
    ]);
  });

  it('to every agency that gets it at the same time', () => {
    const branch = (id: string, by: string) => ({
      ...PLAN.steps['register'],
      ...{ id, by, differsFrom: [], outcomes: { done: { to: 'join' } }, within: { parallel: 'both', branch: id } },
    });
    const plan = {
      ...PLAN,
      parties: { ...PLAN.parties, planning: { agency: 'planning-agency', role: 'officer' } },
      start: 'both',
      steps: {
        both: { kind: 'parallel', id: 'both', clock: 'runs', join: 2, next: { to: 'deliver' }, branches: { map: 'map', origin: 'origin' } },
        map: branch('map', 'land'),
        origin: branch('origin', 'planning'),
        deliver: PLAN.steps['deliver'],
      },
      way: { both: 'deliver' },
      appointments: { result: { opens: 'reception', closes: 'end', legs: [] } },
    } as unknown as typeof PLAN;
    const receive = { ...RECEIVE, bindings: { ...RECEIVE.bindings, planning: 'planning-1' } };
    const sent = new Case({ ...WORLD, plan }).do('2026-02-10T09:12', DESK, receive).of('handoverSent');
    expect(sent.map(({ to, forwardBy }) => [to, civil(forwardBy)])).toEqual([
      ['branch-2', '2026-02-10T17:30'],
      ['planning-1', '2026-02-10T17:30'],
    ]);
  });
});

describe('the timeline', () => {
  it('says so when the day was missed', () => {
    expect(said(forwarded('2026-02-10T09:12', '2026-02-10T17:30')).vi).toMatch(/\(điện tử\)\.$/);
    expect(said(forwarded('2026-02-10T09:12', '2026-02-11T07:30'))).toEqual({
      vi: 'an-phu bàn giao hồ sơ cho branch-2 (điện tử), không kịp trong ngày.',
      en: 'an-phu hands the dossier over to branch-2 (electronic), not within the day.',
    });
  });

  it('does not say so of what was entered afterwards with the time at which it was done', () => {
    const entry = { withoutApproval: { length: 1, unit: 'working days' }, basis: 'law' } as const;
    const world = { ...WORLD, plan: { ...PLAN, regime: { ...REGIME, entry } } };
    const dossier = new Case(world).do('2026-02-10T09:12', DESK, RECEIVE).do('2026-02-11T08:00', DESK, {
      type: 'enter',
      act: { type: 'complete', run: 'receive#1' },
      effectiveAt: at('2026-02-10T16:00'),
      evidence: ['file-1'],
    });
    expect(said(dossier).vi).toMatch(/\(điện tử\)\.$/);
  });
});
