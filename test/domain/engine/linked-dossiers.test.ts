/** Dossiers that open dossiers at other agencies, and what each learns of the other. */
import { describe, expect, it } from '@jest/globals';
import type { LinkedOutcome } from '../../../domain/engine/event.js';
import type { DossierStep, Plan } from '../../../domain/procedure/plan.js';
import { CALENDAR, Case, civil, DESK, LAND_1, PLAN, RECEIVE } from './fixture.js';

const MOTCUA = { kind: 'system', id: 'motcua' } as const;
const residence: DossierStep = {
  kind: 'dossier',
  id: 'residence',
  procedure: '1.004222',
  at: 'land',
  data: {},
  documents: {},
  clock: 'runs',
  term: { length: 2, unit: 'working days' },
  acknowledge: { length: 2, unit: 'working hours' },
  outcomes: { granted: { to: 'deliver' }, refused: { to: 'deliver' } },
};
const plan: Plan = { ...PLAN, start: 'residence', steps: { residence, deliver: PLAN.steps['deliver']! }, appointments: {} };
const opened = () => new Case({ plan, calendar: CALENDAR }).do('2026-02-10T09:00', DESK, RECEIVE);
const linked = () => opened().do('2026-02-10T09:01', MOTCUA, { type: 'link', run: 'residence#1', dossier: 'd2', number: 'H99-1' });

describe('a step that opens a dossier', () => {
  it('asks for it, and knows its number when it is there', () => {
    expect(opened().commands).toContainEqual(expect.objectContaining({ type: 'open dossier', procedure: '1.004222', agency: 'branch-2' }));
    expect(linked().of('linkedDossierOpened')).toMatchObject([{ dossier: 'd2', number: 'H99-1' }]);
    expect(linked().state!.status).toBe('at partner');
  });

  it('is received with its number and taken up when an officer accepts it', () => {
    const dossier = linked();
    expect(dossier.state!.runs[0]!.handover).toMatchObject({ received: true, accepted: false });
    dossier.do('2026-02-10T10:00', MOTCUA, { type: 'acknowledge', run: 'residence#1', state: 'accepted' });
    expect(dossier.state!.deadlines['handover:residence#1']!.status).toBe('met');
  });

  it('goes on with what the other brings', () => {
    const dossier = linked().do('2026-02-11T10:00', MOTCUA, {
      type: 'report',
      run: 'residence#1',
      outcome: 'granted',
      results: { 'residence-notice': 'f1' },
      values: { 'residence-number': '12' },
    });
    expect(dossier.state).toMatchObject({
      status: 'processed',
      results: { 'residence-notice': 'f1' },
      values: { 'residence-number': '12' },
    });
  });

  it('listens to nobody but this system', () => {
    expect(() => linked().do('2026-02-11T10:00', LAND_1, { type: 'report', run: 'residence#1', outcome: 'granted' })).toThrow(
      'WRONG_AGENCY',
    );
  });

  it('takes the other back when it is itself withdrawn', () => {
    const dossier = linked().do('2026-02-11T10:00', DESK, { type: 'withdraw', note: 'n' });
    expect(dossier.commands).toContainEqual(expect.objectContaining({ type: 'withdraw dossier', dossier: 'd2' }));
  });
});

describe('a group of steps that open dossiers', () => {
  const insurance: DossierStep = { ...residence, id: 'insurance', procedure: '0.000003.H99', outcomes: { granted: { to: 'deliver' } } };
  const steps = { residence: { ...residence, outcomes: { granted: { to: 'insurance' } } }, insurance, deliver: PLAN.steps['deliver']! };
  const group = (...outcomes: LinkedOutcome[]): Case => {
    const dossier = new Case({ plan: { ...plan, steps }, calendar: CALENDAR }).do('2026-02-10T09:00', DESK, RECEIVE);
    outcomes.forEach((outcome, index) => {
      const results = outcome === 'granted' ? { results: { paper: 'f1' } } : {};
      dossier.do(`2026-02-1${index + 1}T10:00`, MOTCUA, { type: 'report', run: `${Object.keys(steps)[index]}#1`, outcome, ...results });
    });
    return dossier;
  };
  const deliver = (dossier: Case) => dossier.do('2026-02-13T10:00', DESK, { type: 'deliver', run: 'deliver#1', method: 'desk' });

  it.each([
    ['granted', 'refused'],
    ['refused', 'granted'],
    ['granted', 'stopped'],
  ] as const)('has what one has brought, though the other was not granted: %s, %s', (...outcomes) => {
    const dossier = group(...outcomes);
    expect(dossier.state).toMatchObject({ status: 'processed', outcome: 'granted' });
    expect(deliver(dossier).state!.closed).toBe(true);
  });

  it.each([
    ['refused', 'refused'],
    ['stopped', 'refused'],
    ['refused', 'stopped'],
  ] as const)('that brings only a refusal is refused, and the refusal is handed over: %s, %s', (...outcomes) => {
    const dossier = group(...outcomes);
    expect(dossier.state).toMatchObject({ status: 'refused', outcome: 'refused', closed: false });
    expect(dossier.state!.runs.map(({ step }) => step)).toEqual(['deliver']);
    expect(deliver(dossier).of('dossierClosed')).toMatchObject([{ outcome: 'refused' }]);
  });

  it('that was stopped in every part is stopped, and the applicant is told', () => {
    const dossier = group('stopped', 'stopped');
    expect(dossier.state).toMatchObject({ status: 'stopped', outcome: 'stopped', closed: true });
    expect(dossier.of('dossierStopped')).toMatchObject([{ cause: 'linked dossiers stopped' }]);
    expect(dossier.of('stepOpened').map(({ step }) => step)).not.toContain('deliver');
    expect(dossier.commands).toContainEqual(expect.objectContaining({ type: 'notify', to: 'applicant', about: 'stopped' }));
  });
});

describe('a dossier that another one opened', () => {
  const origin = { dossier: 'd1', run: 'residence#1' };
  const filed = () => new Case().do('2026-02-10T09:00', MOTCUA, { ...RECEIVE, channel: 'online', choices: { gift: true }, origin });
  const granted = () =>
    filed()
      .do('2026-02-10T10:00', DESK, { type: 'accept' })
      .do('2026-02-10T10:30', DESK, { type: 'complete', run: 'receive#1' })
      .do('2026-02-11T10:00', LAND_1, { type: 'complete', run: 'appraise#1', outcome: 'eligible' })
      .do('2026-02-12T10:00', { ...LAND_1, id: 'land-2' }, { type: 'complete', run: 'register#1', results: { deed: 'f7' } });
  const told = (dossier: Case) => dossier.commands.flatMap((each) => (each.type === 'tell origin' ? [each.news] : []));

  it('tells when it is accepted, and what it ends with', () => {
    expect(told(granted())).toEqual([{ state: 'accepted' }, { state: 'ended', outcome: 'granted', results: { deed: 'f7' }, values: {} }]);
  });

  it('is closed with its result: the other dossier has it', () => {
    const dossier = granted();
    expect(dossier.state!.closed).toBe(true);
    expect(dossier.of('resultDelivered')).toMatchObject([{ method: 'interlink' }]);
    expect(civil(dossier.of('dossierClosed')[0]!.effectiveAt)).toBe('2026-02-12T10:00');
  });

  it('tells of a refusal and of not being accepted too', () => {
    const declined = filed().do('2026-02-10T10:00', DESK, { type: 'decline', note: 'n' });
    expect(told(declined)).toMatchObject([{ state: 'ended', outcome: 'stopped' }]);
    const refused = filed()
      .do('2026-02-10T10:00', DESK, { type: 'accept' })
      .do('2026-02-10T10:30', DESK, { type: 'complete', run: 'receive#1' });
    refused.do('2026-02-11T10:00', LAND_1, { type: 'refuse', run: 'appraise#1', ground: 'not-eligible', note: 'n' });
    expect(told(refused).at(-1)).toMatchObject({ outcome: 'refused' });
    expect(refused.state!.closed).toBe(true);
  });
});
