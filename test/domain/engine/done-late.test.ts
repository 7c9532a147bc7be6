import { describe, expect, it } from '@jest/globals';
import type { Step } from '../../../domain/procedure/plan.js';
import { Case, DESK, LAND_1, PLAN, RECEIVE, TAX, WORLD } from './fixture.js';

/** Received on Monday 2 March 2026, at the branch an hour later; the step is as in the sample plan but for what happens late. */
function appraising(step: 'appraise' | 'pay-tax', late: Step['late']): Case {
  const steps = { ...PLAN.steps, [step]: { ...PLAN.steps[step]!, late } as Step };
  return new Case({ ...WORLD, plan: { ...PLAN, steps } })
    .do('2026-03-02T09:00', DESK, RECEIVE)
    .do('2026-03-02T10:00', DESK, { type: 'complete', run: 'receive#1' });
}

describe('a step that is left because its time has run out', () => {
  it('was late: nobody has done it in time', () => {
    const unpaid = appraising('pay-tax', { rungs: [], outcome: { to: 'register' } })
      .do('2026-03-03T10:00', LAND_1, { type: 'complete', run: 'appraise#1', outcome: 'eligible' })
      .do('2026-03-04T10:00', TAX, { type: 'reply', run: 'refer-tax#1', reply: 'notice', obligations: [{ reference: 'N1', amount: 1 }] })
      .wait('2026-04-04T08:00');
    expect(unpaid.of('stepCompleted').at(-1)).toMatchObject({ step: 'pay-tax', outcome: 'late' });
    expect(unpaid.of('deadlineBreached')).toMatchObject([{ deadline: 'step:pay-tax#1' }]);
    expect(unpaid.of('breachCorrected')).toEqual([]);
  });
});

describe('a step that is done late', () => {
  const dayAfter = { id: 'day-after', at: { due: { length: 1, unit: 'working days' } }, do: 'escalate', to: 'head' } as const;
  const escalations = (late: Case): unknown[] =>
    late
      .wait('2026-03-10T08:00')
      .of('rungReached')
      .filter(({ rung }) => rung === 'day-after');

  it('is escalated until it is done', () => {
    expect(escalations(appraising('appraise', { rungs: [dayAfter] }))).toMatchObject([{ deadline: 'step:appraise#1', to: 'head' }]);
  });

  it('is escalated no further, least of all to the head of whoever has the dossier then', () => {
    const done = appraising('appraise', { rungs: [dayAfter] }).wait('2026-03-09T08:00');
    done.do('2026-03-09T09:00', LAND_1, { type: 'complete', run: 'appraise#1', outcome: 'eligible' });
    expect(done.of('deadlineBreached')).toMatchObject([{ deadline: 'appointment:first' }, { deadline: 'step:appraise#1' }]);
    expect(escalations(done)).toEqual([]);
  });
});
