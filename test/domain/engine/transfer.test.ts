import { describe, expect, it } from '@jest/globals';
import type { Actor } from '../../../domain/engine/event.js';
import { allowedActions } from '../../../domain/engine/allowed-actions.js';
import { judge } from '../../../domain/engine/judge.js';
import type { CutOff } from '../../../domain/clock/term.js';
import { appraising, at, BRANCH_HEAD, Case, DESK, LAND_1, PLAN, RECEIVE, WORLD } from './fixture.js';

const OTHER_HEAD: Actor = { kind: 'officer', id: 'other-head', agency: 'branch-3', roles: ['branch-head'] };

/** The branch lets the first date pass, and then finds that another branch is competent. */
const passedOnTooLate = (): Case =>
  appraising()
    .wait('2026-02-24T08:00')
    .do('2026-02-24T08:00', LAND_1, { type: 'transfer', run: 'appraise#1', agency: 'branch-3', note: 'n' });

const mayApologise = ({ state, world }: Case, by: Actor): unknown =>
  judge(world, state, { at: at('2026-02-24T09:00'), by, act: { type: 'apologise', note: 'n' } })?.code ?? 'yes';

describe('a dossier that came at 15:40 and is passed on the next morning', () => {
  const late = (cutOff?: CutOff) =>
    new Case({ ...WORLD, plan: { ...PLAN, ...(cutOff && { cutOff }) } })
      .do('2026-02-10T09:12', DESK, RECEIVE)
      .do('2026-02-10T15:40', DESK, { type: 'complete', run: 'receive#1' })
      .do('2026-02-11T08:30', LAND_1, { type: 'transfer', run: 'appraise#1', agency: 'branch-3', note: 'n' })
      .of('dossierTransferred')
      .map((fact) => fact.late);

  it('is in time where the papers of the afternoon wait from 15:00 on, as the law has it', () => {
    expect(late()).toEqual([false]);
    expect(late({ at: '15:00', effect: 'count' })).toEqual([false]);
  });

  it('is late where the procedure has them go on until 16:30, whether or not its term waits, too', () => {
    expect(late({ at: '16:30', effect: 'count' })).toEqual([true]);
    expect(late({ at: '16:30', effect: 'forward' })).toEqual([true]);
  });
});

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

describe('what cannot be passed on', () => {
  it('is what another system has been asked: it would go on doing it for the first agency', () => {
    const asked = appraising().do('2026-02-11T09:00', LAND_1, { type: 'complete', run: 'appraise#1', outcome: 'eligible' });
    const act = { type: 'transfer', run: 'refer-tax#1', agency: 'tax-4', note: 'n' } as const;
    expect(judge(asked.world, asked.state, { at: at('2026-02-11T10:00'), by: DESK, act })).toMatchObject({ code: 'NOT_ALLOWED_NOW' });
  });
});

describe('two steps at the branch that turns out not to be competent', () => {
  const step = (id: string) => ({ ...PLAN.steps['register'], id, differsFrom: [], outcomes: { done: { to: 'join' as const } } });
  const plan = {
    ...PLAN,
    start: 'both',
    steps: {
      both: {
        ...{ kind: 'parallel' as const, id: 'both', clock: 'runs' as const, join: 2, next: { to: 'deliver' } },
        branches: { one: 'first', other: 'second' },
      },
      first: { ...step('first'), within: { parallel: 'both', branch: 'one' } },
      second: { ...step('second'), within: { parallel: 'both', branch: 'other' } },
      deliver: PLAN.steps['deliver']!,
    },
    way: { both: 'deliver' },
    appointments: { result: { opens: 'reception' as const, closes: 'end' as const, legs: [] } },
  } as typeof PLAN;

  it('both go over to the other, and nobody at the first holds either any more', () => {
    const dossier = new Case({ ...WORLD, plan })
      .do('2026-02-10T09:12', DESK, RECEIVE)
      .do('2026-02-10T10:00', LAND_1, { type: 'claim', run: 'second#1' })
      .do('2026-02-10T11:00', LAND_1, { type: 'transfer', run: 'first#1', agency: 'branch-3', note: 'n' });
    expect(dossier.state!.runs.filter(({ officer }) => officer !== undefined)).toEqual([]);
    const sent = dossier.of('handoverSent').filter(({ from, to }) => from === 'branch-2' && to === 'branch-3');
    expect(sent.map(({ run }) => run)).toEqual(['first#1', 'second#1']);
  });

  it('waits while another system of the agency is asked: its answer is for the agency that it was asked for', () => {
    const asking = {
      ...plan,
      parties: { ...PLAN.parties, 'land-system': { ...PLAN.parties['land']!, connector: 'land-registry' } },
      steps: {
        ...plan.steps,
        second: {
          ...PLAN.steps['refer-tax']!,
          id: 'second',
          replies: { 'no-obligation': { to: 'join' } },
          to: 'land-system',
          within: { parallel: 'both', branch: 'other' },
        },
      },
    } as unknown as typeof PLAN;
    const bindings = { ...RECEIVE.bindings, 'land-system': RECEIVE.bindings['land']! };
    const dossier = new Case({ ...WORLD, plan: asking }).do('2026-02-10T09:12', DESK, { ...RECEIVE, bindings });
    const move = { type: 'transfer', run: 'first#1', agency: 'branch-3', note: 'n' } as const;
    expect(judge(dossier.world, dossier.state, { at: at('2026-02-10T11:00'), by: LAND_1, act: move })).toMatchObject({
      code: 'NOT_ALLOWED_NOW',
      found: 'second',
    });
    expect(allowedActions(dossier.world, dossier.state!, LAND_1, at('2026-02-10T11:00')).map(({ act }) => act)).not.toContain('transfer');
    dossier.do('2026-02-10T12:00', { kind: 'system', id: 'land-registry' }, { type: 'reply', run: 'second#1', reply: 'no-obligation' });
    dossier.do('2026-02-10T13:30', LAND_1, move);
    expect(dossier.state!.bindings).toMatchObject({ land: 'branch-3', 'land-system': 'branch-3' });
  });
});
