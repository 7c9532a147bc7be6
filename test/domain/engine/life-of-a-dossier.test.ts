import { describe, expect, it } from '@jest/globals';
import { allowedActions } from '../../../domain/engine/allowed-actions.js';
import type { Lookup } from '../../../domain/engine/event.js';
import { judge } from '../../../domain/engine/judge.js';
import { foldFacts } from '../../../domain/engine/view.js';
import type { HandoffStep, Step } from '../../../domain/procedure/plan.js';
import {
  appraising,
  at,
  BRANCH_HEAD,
  CENTRE_LEADER,
  Case,
  civil,
  DESK,
  LAND_1,
  LAND_2,
  PLAN,
  RECEIVE,
  received,
  TAX,
  WORLD,
} from './fixture.js';

const atTax = () => appraising().do('2026-02-12T16:00', LAND_1, { type: 'complete', run: 'appraise#1', outcome: 'eligible' });
const NOTICE = { type: 'reply', run: 'refer-tax#1', reply: 'notice', obligations: [{ reference: 'TB-1', amount: 30_000_000 }] } as const;
const dueOf = (dossier: Case, id: string) => civil(dossier.state!.deadlines[id]?.dueAt);

describe('reception', () => {
  it('starts the clock, promises the dates and opens the first step', () => {
    const dossier = received();
    expect(dossier.state!.status).toBe('accepted');
    expect(dueOf(dossier, 'total')).toBe('2026-02-27T17:30');
    expect(dueOf(dossier, 'appointment:first')).toBe('2026-02-23T17:30');
    expect(dueOf(dossier, 'step:receive#1')).toBe('2026-02-10T15:12');
    expect(dossier.state!.runs.map((run) => run.id)).toEqual(['receive#1']);
    expect(dossier.commands.map((command) => command.type)).toEqual(['issue paper', 'notify']);
  });

  it('leaves an online filing without a clock until the desk accepts it', () => {
    const dossier = new Case().do('2026-02-10T20:00', { kind: 'system', id: 'portal' }, { ...RECEIVE, channel: 'online' });
    expect([dossier.state!.status, dossier.state!.deadlines]).toEqual(['submitted', {}]);
    dossier.do('2026-02-11T08:00', DESK, { type: 'accept' });
    expect(dueOf(dossier, 'step:receive#1')).toBe('2026-02-11T14:00');
  });

  it('refuses a dossier without a required paper, and says which', () => {
    expect(() => new Case().do('2026-02-10T09:12', DESK, { ...RECEIVE, documents: ['application'] })).toThrow(
      expect.objectContaining({ refusal: { code: 'DOCUMENT_MISSING', found: 'certificate' } }),
    );
  });
});

describe('the way to the result', () => {
  it('leads past the tax office and the payment to the delivery, and the tax time does not count', () => {
    const dossier = atTax();
    expect([dossier.state!.status, dueOf(dossier, 'total')]).toEqual(['at partner', null]);
    expect(dossier.of('deadlineMet').map((fact) => [fact.deadline, fact.timeliness])).toContainEqual(['appointment:first', 'early']);
    dossier.do('2026-03-04T09:00', TAX, NOTICE);
    expect(dossier.state!.status).toBe('waiting for payment');
    dossier.do('2026-03-05T10:00', TAX, { type: 'pay', reference: 'TB-1', amount: 30_000_000 });
    expect(dossier.state!.status).toBe('in progress');
    // run one used Wed 11 and nothing of Thu 12 (left at 16:00); seven days are left from Thu 5 March
    expect(dueOf(dossier, 'total')).toBe('2026-03-16T17:30');
    expect(dueOf(dossier, 'appointment:second')).toBe('2026-03-10T17:30');
    dossier.do('2026-03-06T15:00', LAND_2, { type: 'complete', run: 'register#1', results: { deed: 'file-1' } });
    expect(dossier.state!.status).toBe('processed');
    expect(dossier.of('resultReady')[0]).toMatchObject({ outcome: 'granted', timeliness: 'early' });
    dossier.do('2026-03-09T09:00', DESK, { type: 'deliver', run: 'deliver#1', method: 'post', reference: 'EMS-1' });
    expect([dossier.state!.status, dossier.state!.closed]).toEqual(['delivered', true]);
  });

  it('is one pause, not two, when the payment follows the tax notice', () => {
    const dossier = atTax()
      .do('2026-03-04T09:00', TAX, NOTICE)
      .do('2026-03-05T10:00', TAX, { type: 'pay', reference: 'TB-1', amount: 30_000_000 });
    expect(dossier.state!.deadlines['total']!.basis.suspensions).toEqual([
      { from: at('2026-02-12T16:00'), to: at('2026-03-05T10:00'), policy: 'pause', cause: 'refer-tax#1' },
    ]);
  });

  it('goes on only when nothing is left to pay', () => {
    const dossier = atTax()
      .do('2026-03-04T09:00', TAX, NOTICE)
      .do('2026-03-05T10:00', TAX, { type: 'pay', reference: 'TB-1', amount: 10_000_000 });
    expect(dossier.state!.status).toBe('waiting for payment');
    expect(dossier.of('obligationPaid').at(-1)!.left).toBe(20_000_000);
  });

  it('skips the tax office when the decision on the data says so', () => {
    const dossier = new Case()
      .do('2026-02-10T09:12', DESK, { ...RECEIVE, choices: { gift: true } })
      .do('2026-02-10T10:00', DESK, { type: 'complete', run: 'receive#1' });
    dossier.do('2026-02-11T10:00', LAND_1, { type: 'complete', run: 'appraise#1', outcome: 'eligible' });
    expect(dossier.state!.runs.map((run) => run.id)).toEqual(['register#1']);
  });

  it('stops when the applicant does not pay in the term that the law gives', () => {
    const dossier = atTax().do('2026-03-04T09:00', TAX, NOTICE).wait('2026-04-30T00:00');
    expect([dossier.state!.status, dossier.state!.outcome]).toEqual(['stopped', 'stopped']);
    expect(civil(dossier.of('dossierStopped')[0]!.effectiveAt)).toBe('2026-04-03T17:30');
  });

  it('lets a loop be taken only as often as the definition says', () => {
    const back = appraising()
      .do('2026-02-11T08:00', LAND_1, { type: 'return', run: 'appraise#1', note: 'n' })
      .do('2026-02-11T09:00', DESK, { type: 'complete', run: 'receive#2' });
    expect(() => back.do('2026-02-11T10:00', LAND_1, { type: 'return', run: 'appraise#2', note: 'n' })).toThrow(
      expect.objectContaining({ refusal: expect.objectContaining({ code: 'LOOP_EXHAUSTED' }) }),
    );
  });
});

describe('supplement before acceptance', () => {
  const ask = { type: 'request supplement', documents: ['proof'], note: 'n' } as const;
  const come = { type: 'receive supplement', documents: ['proof'] } as const;
  const askedOnce = () =>
    new Case()
      .do('2026-02-10T09:12', DESK, { ...RECEIVE, channel: 'online' })
      .do('2026-02-10T10:00', DESK, ask)
      .do('2026-02-10T11:00', DESK, come);
  const why = (dossier: Case, by: typeof DESK) =>
    judge(dossier.world, dossier.state, { at: at('2026-02-12T08:00'), by, act: ask })?.code ?? 'yes';

  it('is the desk’s to ask once, the head’s a second time, and nobody’s a third time', () => {
    expect(why(askedOnce(), DESK)).toBe('SUPPLEMENT_NEEDS_HEAD');
    expect(why(askedOnce(), CENTRE_LEADER)).toBe('yes');
    const twice = askedOnce().do('2026-02-11T10:00', CENTRE_LEADER, ask).do('2026-02-11T11:00', DESK, come);
    expect(why(twice, DESK)).toBe('SUPPLEMENT_EXHAUSTED');
    expect(twice.of('supplementRequested').map(({ time }) => time)).toEqual([1, 2]);
  });

  it('leaves the agencies their own request after it', () => {
    const accepted = askedOnce()
      .do('2026-02-10T13:30', DESK, { type: 'accept' })
      .do('2026-02-10T14:00', DESK, { type: 'complete', run: 'receive#1' })
      .do('2026-02-11T10:00', LAND_1, { ...ask, run: 'appraise#1' });
    expect(accepted.state!.supplements.open).toMatchObject({ run: 'appraise#1' });
  });
});

describe('supplement', () => {
  const asked = () =>
    appraising().do('2026-02-11T09:00', LAND_1, { type: 'request supplement', run: 'appraise#1', documents: ['proof'], note: 'n' });

  it('stops every promised date and the asking step, and restarts them from zero', () => {
    const dossier = asked();
    expect([dossier.state!.status, dossier.state!.holder]).toEqual(['supplement requested', { kind: 'applicant' }]);
    expect([dueOf(dossier, 'total'), dueOf(dossier, 'appointment:first'), dueOf(dossier, 'step:appraise#1')]).toEqual([null, null, null]);
    dossier.do('2026-02-24T10:00', DESK, { type: 'receive supplement', documents: ['proof'] });
    expect([dueOf(dossier, 'total'), dueOf(dossier, 'step:appraise#1')]).toEqual(['2026-03-06T17:30', '2026-03-02T17:30']);
  });

  it('cannot ask for a paper that the definition does not list', () => {
    expect(() =>
      appraising().do('2026-02-11T09:00', LAND_1, {
        type: 'request supplement',
        run: 'appraise#1',
        documents: ['birth-certificate'],
        note: 'n',
      }),
    ).toThrow(
      expect.objectContaining({
        refusal: { code: 'DOCUMENT_UNKNOWN', found: 'birth-certificate', expected: ['application', 'certificate', 'proof'] },
      }),
    );
  });

  describe('for a paper that a national database should replace', () => {
    const proof = { copy: 1, required: { op: 'literal', value: true }, replaceableBy: 'civil-status' } as const;
    const plan = { ...PLAN, documents: { ...PLAN.documents, proof } };
    const received = () => new Case({ ...WORLD, plan }).do('2026-02-10T09:12', DESK, RECEIVE);
    const atAppraisal = () => received().do('2026-02-10T10:00', DESK, { type: 'complete', run: 'receive#1' });
    const request = (lookups?: Record<string, Lookup>, documents = ['proof']) =>
      atAppraisal().do('2026-02-11T09:00', LAND_1, {
        ...({ type: 'request supplement', run: 'appraise#1', documents, note: 'n' } as const),
        ...(lookups && { lookups }),
      });

    it('is received without it, though the procedure requires it', () => {
      expect(received().of('dossierAccepted')).toHaveLength(1);
    });

    it('is offered to be asked for with the database that is looked into first; where nothing stands in for a paper, without', () => {
      const offered = ({ world, state }: Case) =>
        allowedActions(world, state!, LAND_1, at('2026-02-11T09:00')).filter(({ act }) => act === 'request supplement');
      const action = { act: 'request supplement', run: 'appraise#1', step: 'appraise' };
      expect(offered(atAppraisal())).toEqual([{ ...action, lookups: { proof: 'civil-status' } }]);
      expect(offered(appraising())).toEqual([action]);
    });

    it('must say how the lookup ended; the fact says it', () => {
      expect(() => request()).toThrow(
        expect.objectContaining({ refusal: { code: 'LOOKUP_MISSING', found: 'proof', expected: ['civil-status'] } }),
      );
      expect(request({ proof: 'not found' }).of('supplementRequested')).toMatchObject([{ lookups: { proof: 'not found' } }]);
    });

    it.each([
      ['of a paper that is not asked for', { proof: 'unavailable' }, ['application'], 'proof', []],
      [
        'of a paper that nothing replaces',
        { proof: 'incomplete', application: 'incomplete' },
        ['proof', 'application'],
        'application',
        ['proof'],
      ],
    ] as const)('says nothing %s', (_what, lookups, documents, found, expected) => {
      expect(() => request(lookups, [...documents])).toThrow(
        expect.objectContaining({ refusal: { code: 'LOOKUP_WITHOUT_EFFECT', found, expected } }),
      );
    });
  });

  it('needs the head for a second request', () => {
    const dossier = asked().do('2026-02-24T10:00', DESK, { type: 'receive supplement', documents: ['proof'] });
    const again = { type: 'request supplement', run: 'appraise#1', documents: ['proof'], note: 'n' } as const;
    expect(() => dossier.do('2026-02-25T10:00', LAND_1, again)).toThrow(
      expect.objectContaining({ refusal: expect.objectContaining({ code: 'SUPPLEMENT_NEEDS_HEAD' }) }),
    );
    dossier.do('2026-02-25T10:00', BRANCH_HEAD, again);
    expect(dossier.state!.supplements.requested).toBe(2);
  });

  it('keeps the task closed to completion while the applicant is waited for', () => {
    expect(() => asked().do('2026-02-12T09:00', LAND_1, { type: 'complete', run: 'appraise#1', outcome: 'eligible' })).toThrow(
      expect.objectContaining({ refusal: { code: 'SUPPLEMENT_OPEN' } }),
    );
  });
});

describe('extension', () => {
  const ask = (when: string) => appraising().do(when, BRANCH_HEAD, { type: 'ask extension', run: 'appraise#1', length: 5, note: 'n' });

  it('granted moves the promised dates and the asking step, once', () => {
    const dossier = ask('2026-02-12T09:00').do('2026-02-12T10:00', CENTRE_LEADER, {
      type: 'rule extension',
      granted: true,
      decision: '12/QĐ',
      note: 'n',
    });
    expect([dueOf(dossier, 'total'), dueOf(dossier, 'step:appraise#1')]).toEqual(['2026-03-06T17:30', '2026-03-02T17:30']);
    expect(() => dossier.do('2026-02-12T11:00', BRANCH_HEAD, { type: 'ask extension', run: 'appraise#1', length: 1, note: 'n' })).toThrow(
      expect.objectContaining({ refusal: expect.objectContaining({ code: 'EXTENSION_EXHAUSTED' }) }),
    );
  });

  it('refused leaves every date where it was', () => {
    const dossier = ask('2026-02-12T09:00').do('2026-02-12T10:00', CENTRE_LEADER, {
      type: 'rule extension',
      granted: false,
      decision: '13/TB',
      note: 'n',
    });
    expect(dueOf(dossier, 'total')).toBe('2026-02-27T17:30');
  });

  it('must be asked a working day before the due instant', () => {
    expect(() => ask('2026-02-26T17:31')).toThrow(
      expect.objectContaining({ refusal: expect.objectContaining({ code: 'EXTENSION_TOO_LATE' }) }),
    );
    expect(ask('2026-02-26T17:30').state!.extension.asked).not.toBeNull();
  });
});

describe('lateness', () => {
  it('is a fact at the due instant, however late the host noticed', () => {
    const dossier = appraising().do('2026-03-20T09:00', LAND_1, { type: 'claim', run: 'appraise#1' });
    const breach = dossier.of('deadlineBreached').find((fact) => fact.deadline === 'total')!;
    expect([civil(breach.effectiveAt), civil(breach.recordedAt)]).toEqual(['2026-02-27T17:30', '2026-03-20T09:00']);
  });

  it('is one episode with one apology, whatever dates are missed while it lasts', () => {
    const dossier = appraising().wait('2026-03-20T08:00');
    expect(dossier.of('deadlineBreached').map((fact) => [fact.deadline, fact.episode])).toEqual(
      [
        ['appointment:first', 1],
        ['step:appraise#1', null],
        ['total', 1],
      ].sort(),
    );
    dossier.do('2026-03-20T09:00', BRANCH_HEAD, { type: 'apologise', note: 'n', newAppointmentAt: at('2026-03-25T17:30') });
    expect(dueOf(dossier, 'appointment:new')).toBe('2026-03-25T17:30');
    expect(() => dossier.do('2026-03-20T10:00', BRANCH_HEAD, { type: 'apologise', note: 'n' })).toThrow(
      expect.objectContaining({ refusal: { code: 'NOTHING_TO_APOLOGISE' } }),
    );
  });

  it('gives no second new appointment after an extension', () => {
    const dossier = appraising().do('2026-02-12T09:00', BRANCH_HEAD, { type: 'ask extension', run: 'appraise#1', length: 5, note: 'n' });
    dossier
      .do('2026-02-12T10:00', CENTRE_LEADER, { type: 'rule extension', granted: true, decision: '12/QĐ', note: 'n' })
      .wait('2026-03-20T08:00');
    expect(() =>
      dossier.do('2026-03-20T09:00', BRANCH_HEAD, { type: 'apologise', note: 'n', newAppointmentAt: at('2026-03-25T17:30') }),
    ).toThrow(expect.objectContaining({ refusal: expect.objectContaining({ code: 'REAPPOINTMENT_EXHAUSTED' }) }));
    dossier.do('2026-03-20T09:00', BRANCH_HEAD, { type: 'apologise', note: 'n' });
    expect(dossier.of('apologyIssued')).toHaveLength(1);
  });

  it('is not there when the act comes in the very millisecond of the due instant', () => {
    const dossier = appraising().do('2026-02-23T17:30', LAND_1, { type: 'complete', run: 'appraise#1', outcome: 'eligible' });
    expect(dossier.of('deadlineBreached')).toEqual([]);
  });

  it('fires each rung once, also when a supplement restarts the clock', () => {
    const dossier = appraising().do('2026-02-26T09:00', LAND_1, {
      type: 'request supplement',
      run: 'appraise#1',
      documents: ['proof'],
      note: 'n',
    });
    dossier.do('2026-03-02T10:00', DESK, { type: 'receive supplement', documents: ['proof'] }).wait('2026-04-30T00:00');
    const fired = dossier.of('rungReached').map((fact) => `${fact.deadline} ${fact.rung}`);
    expect(new Set(fired).size).toBe(fired.length);
    expect(fired).toContain('total due');
  });
});

describe('endings', () => {
  it('refusal cancels the open work and sends the papers back through the desk', () => {
    const dossier = appraising().do('2026-02-11T09:00', LAND_1, { type: 'refuse', run: 'appraise#1', ground: 'not-eligible', note: 'n' });
    expect([dossier.state!.status, dossier.state!.runs.map((run) => run.id)]).toEqual(['refused', ['deliver#1']]);
    dossier.do('2026-02-12T09:00', DESK, { type: 'deliver', run: 'deliver#1', method: 'desk' });
    expect([dossier.state!.outcome, dossier.state!.closed]).toEqual(['refused', true]);
  });

  it('withdrawal closes the dossier and calls back what is under way at another agency', () => {
    const dossier = atTax().do('2026-02-13T09:00', DESK, { type: 'withdraw', note: 'n' });
    expect([dossier.state!.status, dossier.state!.outcome]).toEqual(['stopped', 'withdrawn']);
    expect(dossier.commands.map((command) => command.type)).toContain('cancel handoff');
  });

  it('leaves nothing that time could still do', () => {
    const dossier = atTax().do('2026-02-13T09:00', DESK, { type: 'withdraw', note: 'n' });
    const before = dossier.facts.length;
    expect(dossier.wait('2027-01-01T00:00').facts).toHaveLength(before);
  });
});

describe('a reply that shall bring a number', () => {
  const { steps } = PLAN;
  const numbered: Step = { ...(steps['refer-tax'] as HandoffStep), replies: { registered: { to: 'register', value: 'tax-code' } } };
  const parties = { ...PLAN.parties, tax: { ...PLAN.parties['tax']!, role: 'officer' } };
  const asked = () =>
    new Case({ ...WORLD, plan: { ...PLAN, parties, steps: { ...steps, 'refer-tax': numbered } } })
      .do('2026-02-10T09:12', DESK, RECEIVE)
      .do('2026-02-10T10:00', DESK, { type: 'complete', run: 'receive#1' })
      .do('2026-02-12T16:00', LAND_1, { type: 'complete', run: 'appraise#1', outcome: 'eligible' });
  const reply = { type: 'reply', run: 'refer-tax#1', reply: 'registered' } as const;
  const taxOfficer = { kind: 'officer', id: 'tax-1', agency: 'tax-2', roles: ['officer'] } as const;

  it('is not taken from an officer who leaves it out', () => {
    expect(() => asked().do('2026-02-13T09:00', taxOfficer, reply)).toThrow(
      expect.objectContaining({ refusal: { code: 'VALUE_MISSING', found: 'tax-code' } }),
    );
  });

  it('is taken from a partner that keeps the number apart, so that dossiers received under an earlier plan go on', () => {
    const dossier = asked().do('2026-02-13T09:00', TAX, reply);
    expect([dossier.state!.values, dossier.state!.runs.map(({ id }) => id)]).toEqual([{}, ['register#1']]);
  });
});

describe('duties kept apart', () => {
  it('does not let the officer who appraised also register', () => {
    const dossier = atTax().do('2026-02-13T09:00', TAX, { type: 'reply', run: 'refer-tax#1', reply: 'no-obligation' });
    expect(() => dossier.do('2026-02-24T09:00', LAND_1, { type: 'complete', run: 'register#1', results: { deed: 'f' } })).toThrow(
      expect.objectContaining({ refusal: expect.objectContaining({ code: 'SAME_OFFICER' }) }),
    );
  });

  it('lets one of two officers win a task and tells the other who holds it', () => {
    const dossier = appraising().do('2026-02-11T09:00', LAND_1, { type: 'claim', run: 'appraise#1' });
    expect(() => dossier.do('2026-02-11T09:00', LAND_2, { type: 'claim', run: 'appraise#1' })).toThrow(
      expect.objectContaining({ refusal: { code: 'HELD_BY_ANOTHER', found: 'land-1' } }),
    );
  });
});

it('shows in its view what its facts say, however they are cut', () => {
  const { facts } = atTax().do('2026-03-04T09:00', TAX, NOTICE);
  const whole = foldFacts(null, facts);
  expect(facts.reduce<ReturnType<typeof foldFacts> | null>((view, fact) => foldFacts(view, [fact]), null)).toEqual(whole);
  expect(whole).toMatchObject({
    status: 'waiting for payment',
    agencies: ['an-phu', 'branch-2', 'tax-2'],
    obligations: { 'TB-1': { amount: 30_000_000, left: 30_000_000 } },
  });
});
