/** What goes to an agency of another level goes in copy to the one-stop unit there, which supervises (Decree 61/2018, art. 19.7; rule R13). */
import { describe, expect, it } from '@jest/globals';
import type { Receive } from '../../../domain/engine/event.js';
import { foldFacts } from '../../../domain/engine/view.js';
import { supervisorsOf } from '../../../domain/organisation/supervising.js';
import { Case, DESK, LAND_1, RECEIVE } from './fixture.js';

const agency = (level: 'province' | 'commune', oneStop?: string) => ({
  ...{ identifier: 'H99.1', kind: 'any', level, name: { vi: level } },
  ...(oneStop && { oneStop }),
});
const ORGANISATION = {
  agencies: {
    commune: agency('commune'),
    economy: agency('commune', 'province'),
    branch: agency('province', 'province'),
    tax: agency('province'),
    province: agency('province'),
  },
};

const of = (given: Partial<Receive>): Case =>
  new Case().do('2026-02-10T09:12', DESK, { ...RECEIVE, ...given }).do('2026-02-10T10:00', DESK, { type: 'complete', run: 'receive#1' });
const copies = (dossier: Case) => dossier.of('copySent').map(({ run, agency, to }) => `${run}: ${agency} → ${to}`);
const seenBy = ({ facts }: Case) => foldFacts(null, facts).agencies;

describe('the supervising unit of an agency', () => {
  const supervised = (centre: string, bindings: Record<string, string>) => supervisorsOf(ORGANISATION, bindings, centre);

  it('is its one-stop unit, where that is of another level than the centre', () => {
    expect(supervised('commune', { desk: 'commune', land: 'branch' })).toEqual({ branch: 'province' });
  });

  it('is none at the same level, none where the organisation names none, and never the centre itself', () => {
    expect(supervised('commune', { desk: 'commune', economy: 'economy', tax: 'tax' })).toEqual({});
    expect(supervised('province', { desk: 'province', land: 'branch', economy: 'economy' })).toEqual({});
  });
});

describe('a dossier that goes to an agency of another level', () => {
  const supervisors = { 'branch-2': 'province', 'branch-3': 'province', 'branch-4': 'other-province' };

  it('goes in copy to its one-stop unit, which sees it from then on and not before', () => {
    const received = new Case().do('2026-02-10T09:12', DESK, { ...RECEIVE, supervisors });
    expect([copies(received), seenBy(received)]).toEqual([[], ['an-phu']]);
    const sent = of({ supervisors });
    expect(copies(sent)).toEqual(['appraise#1: branch-2 → province']);
    expect(seenBy(sent)).toEqual(['an-phu', 'branch-2', 'province']);
  });

  it('goes there once, however often it goes back and forth, on paper too', () => {
    const again = of({ supervisors, medium: 'paper' })
      .do('2026-02-11T08:00', LAND_1, { type: 'complete', run: 'appraise#1', outcome: 'back-to-desk' })
      .do('2026-02-11T16:00', DESK, { type: 'complete', run: 'receive#2' });
    expect(again.of('handoverSent')).toHaveLength(3);
    expect(copies(again)).toHaveLength(1);
  });

  it('and is passed on from there goes to the unit of who has it then', () => {
    const moved = (to: string) =>
      of({ supervisors: { 'branch-2': 'province' } }).do('2026-02-11T08:00', LAND_1, {
        ...{ type: 'transfer', run: 'appraise#1', agency: to, note: 'n' },
        supervisors: { [to]: supervisors[to as keyof typeof supervisors] },
      });
    expect(copies(moved('branch-3'))).toEqual(['appraise#1: branch-2 → province']);
    expect(copies(moved('branch-4'))).toEqual(['appraise#1: branch-2 → province', 'appraise#1: branch-4 → other-province']);
  });

  it('has no copy anywhere where nobody supervises', () => {
    expect(copies(of({}))).toEqual([]);
  });
});
