/** Duties around a dossier: separation, substitution, endorsements, instructions, obligations, suspension by hand, the record of delivery. */
import { describe, expect, it } from '@jest/globals';
import type { Plan } from '../../../domain/procedure/plan.js';
import { allowedActions } from '../../../domain/engine/allowed-actions.js';
import {
  appraising,
  at,
  BRANCH_HEAD,
  CALENDAR,
  Case,
  CENTRE_LEADER,
  civil,
  DESK,
  LAND_1,
  LAND_2,
  PLAN,
  RECEIVE,
  received,
  REGIME,
  TAX,
} from './fixture.js';

const refusal = (code: string) => expect.objectContaining({ refusal: expect.objectContaining({ code }) });
const under = (regime: Partial<Plan['regime']>) => new Case({ plan: { ...PLAN, regime: { ...REGIME, ...regime } }, calendar: CALENDAR });

describe('receiver, resolver and returner', () => {
  const processed = () =>
    under({ separation: { basis: 'law' } })
      .do('2026-02-10T09:12', DESK, { ...RECEIVE, choices: { gift: true } })
      .do('2026-02-10T10:00', DESK, { type: 'complete', run: 'receive#1' })
      .do('2026-02-11T10:00', LAND_1, { type: 'complete', run: 'appraise#1', outcome: 'eligible' })
      .do('2026-02-12T10:00', LAND_2, { type: 'complete', run: 'register#1', results: { deed: 'f' } });

  it('are different persons', () => {
    expect(() => processed().do('2026-02-12T11:00', DESK, { type: 'deliver', run: 'deliver#1', method: 'desk' })).toThrow(
      refusal('SAME_OFFICER'),
    );
    const other = { ...DESK, id: 'desk-2' } as typeof DESK;
    expect(processed().do('2026-02-12T11:00', other, { type: 'deliver', run: 'deliver#1', method: 'desk' }).state!.closed).toBe(true);
  });

  it('are different persons, too, where one received what another accepted', () => {
    const [first, second] = [DESK, { ...DESK, id: 'desk-2' } as typeof DESK];
    const done = under({ separation: { basis: 'law' } })
      .do('2026-02-10T09:12', first, { ...RECEIVE, channel: 'online', choices: { gift: true } })
      .do('2026-02-10T09:30', second, { type: 'accept' })
      .do('2026-02-10T10:00', first, { type: 'complete', run: 'receive#1' })
      .do('2026-02-11T10:00', LAND_1, { type: 'complete', run: 'appraise#1', outcome: 'eligible' })
      .do('2026-02-12T10:00', LAND_2, { type: 'complete', run: 'register#1', results: { deed: 'f' } });
    expect(() => done.do('2026-02-12T11:00', second, { type: 'deliver', run: 'deliver#1', method: 'desk' })).toThrow(
      refusal('SAME_OFFICER'),
    );
  });

  it('may be one person where the regime does not separate them', () => {
    const dossier = under({})
      .do('2026-02-10T09:12', DESK, { ...RECEIVE, choices: { gift: true } })
      .do('2026-02-10T10:00', DESK, { type: 'complete', run: 'receive#1' })
      .do('2026-02-11T10:00', LAND_1, { type: 'complete', run: 'appraise#1', outcome: 'eligible' })
      .do('2026-02-12T10:00', LAND_2, { type: 'complete', run: 'register#1', results: { deed: 'f' } });
    expect(dossier.do('2026-02-12T11:00', DESK, { type: 'deliver', run: 'deliver#1', method: 'desk' }).state!.closed).toBe(true);
  });
});

describe('an officer who is away', () => {
  const held = () => appraising().do('2026-02-11T08:00', LAND_1, { type: 'claim', run: 'appraise#1' });

  it('holds up nothing: his substitute goes on with what he held', () => {
    expect(() => held().do('2026-02-11T09:00', LAND_2, { type: 'complete', run: 'appraise#1', outcome: 'eligible' })).toThrow(
      refusal('HELD_BY_ANOTHER'),
    );
    const substitute = { ...LAND_2, for: ['land-1'] } as typeof LAND_2;
    const dossier = held().do('2026-02-11T09:00', substitute, { type: 'complete', run: 'appraise#1', outcome: 'eligible' });
    expect(dossier.of('stepCompleted').at(-1)!.by).toMatchObject({ id: 'land-2' });
  });

  it('loses what he held to the pool when the keeper of the roster says so', () => {
    const dossier = held().do('2026-02-11T09:00', { kind: 'system', id: 'roster' }, { type: 'release', run: 'appraise#1' });
    expect(dossier.do('2026-02-11T09:30', LAND_2, { type: 'claim', run: 'appraise#1' }).state!.runs[0]!.officer).toBe('land-2');
    expect(() => held().do('2026-02-11T09:00', TAX, { type: 'release', run: 'appraise#1' })).toThrow(refusal('WRONG_AGENCY'));
  });
});

describe('an endorsement', () => {
  const endorsed = () =>
    appraising().do('2026-02-11T08:00', CENTRE_LEADER, {
      type: 'endorse',
      to: { agency: 'branch-2', officer: 'land-1' },
      note: 'n',
      answerBy: at('2026-02-12T10:00'),
    });

  it('is told to its addressee, who answers it once', () => {
    expect(endorsed().commands).toContainEqual(expect.objectContaining({ about: 'endorsed', agency: 'branch-2', officer: 'land-1' }));
    const dossier = endorsed().do('2026-02-12T09:00', LAND_1, { type: 'answer', matter: 1, note: 'n' });
    expect(dossier.state!.deadlines['matter:1']!.status).toBe('met');
    expect(() => dossier.do('2026-02-12T09:30', LAND_1, { type: 'answer', matter: 1, note: 'n' })).toThrow(refusal('MATTER_UNKNOWN'));
  });

  it('is not another officer’s to answer', () => {
    expect(() => endorsed().do('2026-02-12T09:00', LAND_2, { type: 'answer', matter: 1, note: 'n' })).toThrow(refusal('MATTER_UNKNOWN'));
    expect(endorsed().do('2026-02-12T09:00', BRANCH_HEAD, { type: 'answer', matter: 1, note: 'n' }).state!.matters).toEqual([]);
  });

  it('reminds at its date, and tells the centre a working day later', () => {
    const dossier = endorsed().wait('2026-02-13T18:00');
    const rungs = dossier.of('rungReached').filter((fact) => fact.deadline === 'matter:1');
    expect(rungs.map((fact) => [fact.do, fact.agency, civil(fact.effectiveAt)])).toEqual([
      ['remind', 'branch-2', '2026-02-12T10:00'],
      ['escalate', 'an-phu', '2026-02-13T17:30'],
    ]);
  });

  it('of a leader above the centre is told to him as well, when nobody answers', () => {
    const chair = { kind: 'officer', id: 'chair', agency: 'committee', roles: ['leader'], leads: ['an-phu'] } as const;
    const dossier = appraising()
      .do('2026-02-11T08:00', chair, { type: 'endorse', to: { agency: 'branch-2' }, note: 'n', answerBy: at('2026-02-12T10:00') })
      .wait('2026-02-13T18:00');
    const escalated = dossier.of('rungReached').filter((fact) => fact.deadline === 'matter:1' && fact.do === 'escalate');
    expect(escalated.map(({ agency, officer }) => [agency, officer])).toEqual([
      ['committee', 'chair'],
      ['an-phu', undefined],
    ]);
    const told = dossier.commands.filter((each) => each.type === 'notify' && each.about === 'escalation');
    expect(new Set(told.map(({ key }) => key)).size).toBe(told.length);
    const elsewhere = { ...chair, leads: ['binh-yen'] } as const;
    const endorse = { type: 'endorse', to: { agency: 'branch-2' }, note: 'n', answerBy: at('2026-02-12T10:00') } as const;
    expect(() => appraising().do('2026-02-11T08:00', elsewhere, endorse)).toThrow(refusal('WRONG_ROLE'));
  });

  it('moves no date of the dossier and opens no lateness', () => {
    const dossier = endorsed().wait('2026-02-13T18:00');
    expect(dossier.of('deadlineBreached').map((fact) => [fact.deadline, fact.episode])).toEqual([['matter:1', null]]);
  });

  it('is a leader’s to write', () => {
    expect(() =>
      appraising().do('2026-02-11T08:00', LAND_1, {
        type: 'endorse',
        to: { agency: 'branch-2' },
        note: 'n',
        answerBy: at('2026-02-12T10:00'),
      }),
    ).toThrow(refusal('WRONG_ROLE'));
  });
});

it('a question beyond an officer’s competence goes to his head, who answers', () => {
  const dossier = appraising().do('2026-02-11T08:00', LAND_1, {
    type: 'ask instruction',
    run: 'appraise#1',
    note: 'n',
    answerBy: at('2026-02-11T17:00'),
  });
  expect(dossier.of('instructionAsked')[0]!.to).toEqual({ agency: 'branch-2', role: 'branch-head' });
  const actions = allowedActions(dossier.world, dossier.state!, BRANCH_HEAD, at('2026-02-11T09:00'));
  expect(actions).toContainEqual({ act: 'answer', choices: ['1'] });
  expect(dossier.do('2026-02-11T10:00', BRANCH_HEAD, { type: 'answer', matter: 1, note: 'n' }).state!.matters).toEqual([]);
});

describe('what the applicant owes', () => {
  const notices = [
    { reference: 'TB-1', amount: 20, item: 'Thuế thu nhập cá nhân' },
    { reference: 'TB-2', amount: 5 },
  ];
  const owing = () =>
    appraising()
      .do('2026-02-12T16:00', LAND_1, { type: 'complete', run: 'appraise#1', outcome: 'eligible' })
      .do('2026-02-13T09:00', TAX, { type: 'reply', run: 'refer-tax#1', reply: 'notice', obligations: notices });
  const pay = (reference: string, amount: number) => ({ type: 'pay', reference, amount }) as const;

  it('is paid when nothing is left of any notice', () => {
    const dossier = owing().do('2026-02-24T09:00', TAX, pay('TB-1', 20));
    expect(dossier.state!.status).toBe('waiting for payment');
    expect(dossier.do('2026-02-24T10:00', { kind: 'system', id: 'treasury' }, pay('TB-2', 5)).state!.status).toBe('in progress');
  });

  it('may grow by a further notice of the same office', () => {
    const dossier = owing().do('2026-02-24T09:00', TAX, { type: 'state obligation', reference: 'TB-3', amount: 7 });
    dossier.do('2026-02-24T10:00', TAX, pay('TB-1', 20)).do('2026-02-24T10:00', TAX, pay('TB-2', 5));
    expect(dossier.state!.status).toBe('waiting for payment');
    expect(() => dossier.do('2026-02-24T11:00', TAX, { type: 'state obligation', reference: 'TB-3', amount: 7 })).toThrow(
      refusal('REFERENCE_TAKEN'),
    );
  });

  it('is settled by exemption or deferral of the office that stated it, and of nobody else', () => {
    expect(() => owing().do('2026-02-24T09:00', DESK, { type: 'settle obligation', reference: 'TB-1', how: 'deferred' })).toThrow(
      refusal('WRONG_AGENCY'),
    );
    const dossier = owing()
      .do('2026-02-24T09:00', TAX, { type: 'settle obligation', reference: 'TB-1', how: 'deferred' })
      .do('2026-02-24T09:00', TAX, { type: 'settle obligation', reference: 'TB-2', how: 'exempt' });
    expect(dossier.of('obligationSettled').map((fact) => [fact.how, fact.amount])).toEqual([
      ['deferred', 20],
      ['exempt', 5],
    ]);
    expect(dossier.state!.status).toBe('in progress');
  });

  it('is applied once per reference', () => {
    const dossier = owing().do('2026-02-24T09:00', TAX, pay('TB-1', 20));
    expect(() => dossier.do('2026-02-24T09:01', TAX, pay('TB-1', 20))).toThrow(refusal('ALREADY_PAID'));
  });
});

describe('a storm', () => {
  const struck = () =>
    under({ suspension: { storm: 'law' } })
      .do('2026-02-10T09:12', DESK, RECEIVE)
      .do('2026-02-10T10:00', CENTRE_LEADER, { type: 'suspend', cause: 'storm', note: 'n' });

  it('stops the promised dates and the open step until it is over', () => {
    const before = civil(received().state!.deadlines['total']!.dueAt);
    expect(struck().state!.deadlines['total']!.dueAt).toBeNull();
    const dossier = struck().do('2026-02-12T08:00', CENTRE_LEADER, { type: 'resume', cause: 'storm' });
    expect([before, civil(dossier.state!.deadlines['total']!.dueAt)]).toEqual(['2026-02-27T17:30', '2026-03-03T17:30']);
    expect(dossier.state!.deadlines['step:receive#1']!.status).toBe('running');
  });

  it('is one cause among those the law names, announced by who leads', () => {
    expect(() => struck().do('2026-02-10T11:00', CENTRE_LEADER, { type: 'suspend', cause: 'storm', note: 'n' })).toThrow(
      refusal('ALREADY_SUSPENDED'),
    );
    expect(() => struck().do('2026-02-10T11:00', CENTRE_LEADER, { type: 'suspend', cause: 'laziness', note: 'n' })).toThrow(
      refusal('CAUSE_UNKNOWN'),
    );
    expect(() => struck().do('2026-02-10T11:00', DESK, { type: 'resume', cause: 'storm' })).toThrow(refusal('WRONG_ROLE'));
  });
});

describe('closing', () => {
  const plan: Plan = { ...PLAN, steps: { ...PLAN.steps, register: { ...PLAN.steps['register']!, produces: [] } as Plan['steps'][string] } };
  const ready = (on: Plan, results?: Record<string, string>) =>
    new Case({ plan: on, calendar: CALENDAR })
      .do('2026-02-10T09:12', DESK, { ...RECEIVE, choices: { gift: true } })
      .do('2026-02-10T10:00', DESK, { type: 'complete', run: 'receive#1' })
      .do('2026-02-11T10:00', LAND_1, { type: 'complete', run: 'appraise#1', outcome: 'eligible' })
      .do('2026-02-12T10:00', LAND_2, { type: 'complete', run: 'register#1', ...(results && { results }) });

  it('needs the result', () => {
    expect(() => ready(plan).do('2026-02-12T11:00', DESK, { type: 'deliver', run: 'deliver#1', method: 'desk' })).toThrow(
      refusal('RESULT_MISSING'),
    );
  });

  it('needs the number of the item that went by post', () => {
    const dossier = ready(PLAN, { deed: 'f' });
    expect(() => dossier.do('2026-02-12T11:00', DESK, { type: 'deliver', run: 'deliver#1', method: 'post' })).toThrow(
      refusal('POSTAL_NUMBER_MISSING'),
    );
    dossier.do('2026-02-12T11:00', DESK, { type: 'deliver', run: 'deliver#1', method: 'post', reference: 'EMS-1', evidence: 'f2' });
    expect(dossier.of('resultDelivered')[0]).toMatchObject({ reference: 'EMS-1', evidence: 'f2' });
  });
});

it('an applicant who must publish three times has done so after the third', () => {
  const plan: Plan = {
    ...PLAN,
    start: 'publish',
    steps: {
      publish: { kind: 'applicant', id: 'publish', act: 'publish', times: 3, at: 'desk', clock: 'paused', next: { to: 'deliver' } },
      deliver: PLAN.steps['deliver']!,
    },
    appointments: {},
  };
  const dossier = new Case({ plan, calendar: CALENDAR }).do('2026-02-10T09:00', DESK, RECEIVE);
  for (const day of ['11', '12', '13']) {
    expect(dossier.state!.status).toBe('waiting for applicant');
    dossier.do(`2026-02-${day}T09:00`, DESK, { type: 'fulfil', run: 'publish#1' });
  }
  expect([dossier.of('applicantFulfilled').map((fact) => fact.time), dossier.state!.status]).toEqual([[1, 2, 3], 'processed']);
});

describe('a consultation', () => {
  const plan: Plan = {
    ...PLAN,
    start: 'ask',
    steps: {
      ask: {
        ...({ kind: 'consult', id: 'ask', of: ['land', 'desk'], silence: 'wait', clock: 'runs' } as const),
        term: { length: 2, unit: 'working days' },
        late: { rungs: [{ id: 'remind-due', at: { due: 'due' }, do: 'remind', to: 'holder' }] },
        next: { to: 'deliver' },
      },
      deliver: PLAN.steps['deliver']!,
    },
    way: { ask: 'deliver' },
    appointments: { result: { opens: 'reception', closes: 'end', legs: [] } },
  };
  const asked = () => new Case({ plan, calendar: CALENDAR }).do('2026-02-09T09:00', DESK, RECEIVE);
  const reminded = (dossier: Case) =>
    dossier.of('rungReached').flatMap(({ deadline, agency, role }) => (deadline === 'step:ask#1' ? [[agency, role]] : []));

  it('reminds each agency that has not answered, and only those', () => {
    expect(reminded(asked().wait('2026-02-12T08:00'))).toEqual([
      ['branch-2', 'officer'],
      ['an-phu', 'receiver'],
    ]);
    const half = asked().do('2026-02-09T10:00', DESK, { type: 'give opinion', run: 'ask#1', party: 'desk', opinion: 'agree' });
    expect(reminded(half.wait('2026-02-12T08:00'))).toEqual([['branch-2', 'officer']]);
  });
});
