import { describe, expect, it } from '@jest/globals';
import type { Actor } from '../../../domain/engine/event.js';
import { judge } from '../../../domain/engine/judge.js';
import { appraising, at, BRANCH_HEAD, type Case, LAND_1 } from './fixture.js';

const OTHER_HEAD: Actor = { kind: 'officer', id: 'other-head', agency: 'branch-3', roles: ['branch-head'] };

/** The branch lets the first date pass, and then finds that another branch is competent. */
const passedOnTooLate = (): Case =>
  appraising()
    .wait('2026-02-24T08:00')
    .do('2026-02-24T08:00', LAND_1, { type: 'transfer', run: 'appraise#1', agency: 'branch-3', note: 'n' });

const mayApologise = ({ state, world }: Case, by: Actor): unknown =>
  judge(world, state, { at: at('2026-02-24T09:00'), by, act: { type: 'apologise', note: 'n' } })?.code ?? 'yes';

describe('a dossier that is passed on after a date was missed', () => {
  it('is with the other branch from then on', () => {
    expect(passedOnTooLate().of('dossierTransferred')).toMatchObject([{ from: 'branch-2', to: 'branch-3', late: true }]);
    expect(passedOnTooLate().state!.bindings['land']).toBe('branch-3');
  });

  it('is apologised for by the head of the branch that was late, not of the one that has it now', () => {
    expect(mayApologise(passedOnTooLate(), BRANCH_HEAD)).toBe('yes');
    expect(mayApologise(passedOnTooLate(), OTHER_HEAD)).toBe('WRONG_AGENCY');
  });
});
