/** Work that was done on paper or in another system, and entered afterwards (E11). */
import { describe, expect, it } from '@jest/globals';
import type { Act } from '../../../domain/engine/event.js';
import { foldFacts } from '../../../domain/engine/view.js';
import { at, BRANCH_HEAD, CALENDAR, Case, CENTRE_LEADER, civil, DESK, LAND_1, PLAN, RECEIVE, REGIME } from './fixture.js';

const plan = { ...PLAN, regime: { ...REGIME, entry: { withoutApproval: { length: 1, unit: 'working days' }, basis: 'law' } } } as const;
const appraising = () =>
  new Case({ plan, calendar: CALENDAR })
    .do('2026-02-10T09:12', DESK, RECEIVE)
    .do('2026-02-10T10:00', DESK, { type: 'complete', run: 'receive#1' });
const appraised: Act = { type: 'complete', run: 'appraise#1', outcome: 'eligible' };
const entered = (doneAt: string, act: Act = appraised): Act => ({ type: 'enter', act, effectiveAt: at(doneAt), evidence: ['file-1'] });
const refusal = (code: string) => expect.objectContaining({ refusal: expect.objectContaining({ code }) });

describe('work entered within a working day', () => {
  const dossier = appraising().do('2026-02-12T09:00', LAND_1, entered('2026-02-11T15:00'));

  it('counts from when it was done, and both times are kept', () => {
    const [completed] = dossier.of('stepCompleted').slice(-1);
    expect([civil(completed!.effectiveAt), civil(completed!.recordedAt)]).toEqual(['2026-02-11T15:00', '2026-02-12T09:00']);
    expect(dossier.of('workEntered')).toMatchObject([{ doneAt: at('2026-02-11T15:00'), evidence: ['file-1'], awaitsRuling: false }]);
  });

  it('starts what follows then', () => {
    expect(dossier.state!.deadlines['step:refer-tax#1']!.basis.start).toBe(at('2026-02-11T15:00'));
  });
});

describe('older work', () => {
  const waiting = () => appraising().do('2026-02-25T09:00', LAND_1, entered('2026-02-23T10:00'));

  it('waits for the head', () => {
    expect(waiting().state!.runs.map((run) => run.id)).toEqual(['appraise#1']);
    expect(waiting().of('workEntered')[0]!.awaitsRuling).toBe(true);
  });

  it('counts when the head grants it, as done by the officer who did it', () => {
    const dossier = waiting().do('2026-02-25T10:00', BRANCH_HEAD, { type: 'rule entry', entry: 1, granted: true });
    expect(dossier.of('stepCompleted').at(-1)).toMatchObject({ effectiveAt: at('2026-02-23T10:00'), by: { id: 'land-1' } });
  });

  it('never was when the head does not', () => {
    const dossier = waiting().do('2026-02-25T10:00', BRANCH_HEAD, { type: 'rule entry', entry: 1, granted: false });
    expect([dossier.state!.runs[0]!.id, dossier.state!.entries]).toEqual(['appraise#1', []]);
  });

  it('is ruled on by nobody else', () => {
    expect(() => waiting().do('2026-02-25T10:00', LAND_1, { type: 'rule entry', entry: 1, granted: true })).toThrow(
      refusal('ENTRY_UNKNOWN'),
    );
  });

  it('needs nobody when the head enters it', () => {
    const dossier = appraising().do('2026-02-25T09:00', CENTRE_LEADER, entered('2026-02-11T15:00', { type: 'stop', note: 'n' }));
    expect(dossier.state!.outcome).toBe('stopped');
  });
});

describe('a breach that was none', () => {
  // the appraisal was due on Monday 23 February, 17:30; it was done at 15:00 that day and nobody closed it
  const believedLate = () => appraising().wait('2026-02-24T08:00');
  const corrected = () => believedLate().do('2026-02-24T09:00', LAND_1, entered('2026-02-23T15:00'));

  it('stays among the facts, and its correction beside it', () => {
    expect(
      believedLate()
        .of('deadlineBreached')
        .map((fact) => fact.deadline),
    ).toContain('appointment:first');
    const dossier = corrected();
    expect(dossier.of('deadlineBreached').map((fact) => fact.deadline)).toContain('appointment:first');
    expect(dossier.of('breachCorrected').map((fact) => [fact.deadline, fact.timeliness])).toContainEqual(['appointment:first', 'on time']);
  });

  it('asks for no apology any more, and no list shows it', () => {
    const dossier = corrected();
    expect(() => dossier.do('2026-02-24T10:00', BRANCH_HEAD, { type: 'apologise', note: 'n' })).toThrow(refusal('NOTHING_TO_APOLOGISE'));
    expect(foldFacts(null, dossier.facts).breached).toBe(false);
  });

  it('leaves a lateness that another missed date still bears', () => {
    const dossier = appraising().wait('2026-03-03T08:00');
    dossier
      .do('2026-03-03T09:00', LAND_1, entered('2026-02-23T15:00'))
      .do('2026-03-03T09:30', BRANCH_HEAD, { type: 'rule entry', entry: 1, granted: true });
    expect(dossier.of('breachCorrected').map((fact) => fact.deadline)).toContain('appointment:first');
    expect(dossier.state!.deadlines['total']!.status).toBe('breached');
    expect(dossier.do('2026-03-03T10:00', BRANCH_HEAD, { type: 'apologise', note: 'n' }).of('apologyIssued')).toHaveLength(1);
  });

  it('stays one when the work was late too', () => {
    const dossier = believedLate().do('2026-02-24T09:00', LAND_1, entered('2026-02-24T08:30'));
    expect(dossier.of('breachCorrected')).toEqual([]);
  });
});

describe('a step to be taken up within two hours, handed over by work that is entered the next day', () => {
  const acknowledge = { length: 2, unit: 'working hours' } as const;
  const withTerm = { ...plan, steps: { ...plan.steps, appraise: { ...plan.steps['appraise']!, acknowledge } } };
  const handedOver = (medium: 'electronic' | 'paper') =>
    new Case({ plan: withTerm, calendar: CALENDAR })
      .do('2026-02-10T09:12', DESK, { ...RECEIVE, medium })
      .do('2026-02-11T09:00', DESK, entered('2026-02-10T09:30', { type: 'complete', run: 'receive#1' }));
  const takenUp: Act = { type: 'acknowledge', run: 'appraise#1', state: 'accepted' };
  const breaches = (dossier: Case) =>
    dossier.of('deadlineBreached').flatMap(({ deadline }) => (deadline.startsWith('handover:') ? [deadline] : []));

  it('counts from the entry: before it nobody there could know', () => {
    const dossier = handedOver('electronic');
    expect(civil(dossier.state!.deadlines['handover:appraise#1']!.dueAt)).toBe('2026-02-11T11:00');
    dossier.do('2026-02-11T10:30', LAND_1, takenUp);
    expect(breaches(dossier)).toEqual([]);
    expect(dossier.state!.deadlines['handover:appraise#1']!.status).toBe('met');
  });

  it('is missed when nobody takes it up after the entry either', () => {
    expect(breaches(handedOver('electronic').wait('2026-02-11T11:01'))).toEqual(['handover:appraise#1']);
  });

  it('counts from the work itself where papers went with it, and their being taken up in time can be entered, too', () => {
    const dossier = handedOver('paper');
    expect(breaches(dossier)).toEqual(['handover:appraise#1']);
    dossier.do('2026-02-11T09:30', LAND_1, entered('2026-02-10T10:30', takenUp));
    expect(dossier.of('breachCorrected').map(({ deadline }) => deadline)).toContain('handover:appraise#1');
  });
});

describe('what cannot have been', () => {
  it.each([
    ['work of tomorrow', '2026-02-12T10:00', 'ENTRY_IN_FUTURE'],
    ['work before its step began', '2026-02-10T09:30', 'ENTRY_TOO_EARLY'],
  ])('%s is refused', (_what, doneAt, code) => {
    expect(() => appraising().do('2026-02-11T10:00', LAND_1, entered(doneAt))).toThrow(refusal(code));
  });

  it('work without evidence is refused', () => {
    const bare: Act = { type: 'enter', act: appraised, effectiveAt: at('2026-02-11T09:00'), evidence: [] };
    expect(() => appraising().do('2026-02-11T10:00', LAND_1, bare)).toThrow(refusal('EVIDENCE_MISSING'));
  });

  it('work that the officer might not do is refused as it would have been', () => {
    expect(() => appraising().do('2026-02-11T10:00', DESK, entered('2026-02-11T09:00'))).toThrow(refusal('WRONG_AGENCY'));
  });
});

describe('a reception on paper', () => {
  const receive = (when: string, by = DESK) =>
    new Case({ plan, calendar: CALENDAR }).do(when, by, { ...RECEIVE, effectiveAt: at('2026-02-09T09:00') });

  it('starts the clock when the papers came', () => {
    const dossier = receive('2026-02-10T08:00');
    expect([civil(dossier.state!.receivedAt), civil(dossier.state!.deadlines['total']!.dueAt)]).toEqual([
      '2026-02-09T09:00',
      '2026-02-26T17:30',
    ]);
  });

  it('is entered by the head of the centre when it is long ago', () => {
    expect(() => receive('2026-02-13T08:00')).toThrow(refusal('ENTRY_NEEDS_HEAD'));
    expect(receive('2026-02-13T08:00', CENTRE_LEADER).state!.status).toBe('accepted');
  });
});
