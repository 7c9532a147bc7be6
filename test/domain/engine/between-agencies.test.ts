/** What passes between offices, and who answers for the time in between. */
import { describe, expect, it } from '@jest/globals';
import { foldFacts } from '../../../domain/engine/view.js';
import type { Plan } from '../../../domain/procedure/plan.js';
import { appraising, BRANCH_HEAD, Case, CALENDAR, civil, DESK, LAND_1, PLAN, RECEIVE, TAX } from './fixture.js';

const planWith = (change: Partial<Plan>): Plan => ({ ...PLAN, ...change });
const step = <K extends keyof Plan['steps']>(id: K, change: object) =>
  ({ ...PLAN.steps, [id]: { ...PLAN.steps[id]!, ...change } }) as Plan['steps'];
const crossings = (dossier: Case) =>
  dossier.facts.flatMap((fact) =>
    /^handover/.test(fact.type) && 'run' in fact ? [`${fact.type.slice('handover'.length)} ${String(fact.run)}`] : [],
  );
const onPaper = (plan: Plan = PLAN) => new Case({ plan, calendar: CALENDAR }).do('2026-02-10T09:12', DESK, { ...RECEIVE, medium: 'paper' });
const refusal = (code: string) => expect.objectContaining({ refusal: expect.objectContaining({ code }) });

describe('an electronic handover', () => {
  it('is received at once, and taken up by the first act of the other side', () => {
    const dossier = appraising();
    expect(dossier.of('handoverSent')).toMatchObject([{ run: 'appraise#1', from: 'an-phu', to: 'branch-2', medium: 'electronic' }]);
    expect(crossings(dossier)).toEqual(['Sent appraise#1', 'Received appraise#1']);
    dossier.do('2026-02-10T14:00', LAND_1, { type: 'claim', run: 'appraise#1' });
    expect(crossings(dossier).at(-1)).toBe('Accepted appraise#1');
    expect(civil(dossier.of('handoverAccepted')[0]!.effectiveAt)).toBe('2026-02-10T14:00');
  });

  it('is none where the dossier stays in one agency', () => {
    const dossier = appraising().do('2026-02-12T16:00', LAND_1, { type: 'complete', run: 'appraise#1', outcome: 'eligible' });
    expect(dossier.of('handoverSent').map((fact) => fact.run)).toEqual(['appraise#1', 'refer-tax#1']);
  });

  it('is sent back when the work is returned', () => {
    const dossier = appraising().do('2026-02-11T08:00', LAND_1, { type: 'return', run: 'appraise#1', note: 'n' });
    expect(crossings(dossier)).toContain('Returned appraise#1');
    expect(dossier.of('handoverSent').at(-1)).toMatchObject({ run: 'receive#2', from: 'branch-2', to: 'an-phu' });
  });
});

describe('papers that are on their way', () => {
  const sent = () => onPaper().do('2026-02-10T10:00', DESK, { type: 'complete', run: 'receive#1' });

  it('go with a slip, and are the sender’s time until somebody signs for them', () => {
    const dossier = sent();
    expect(dossier.commands).toContainEqual(expect.objectContaining({ type: 'issue paper', paper: 'transfer', run: 'appraise#1' }));
    expect(dossier.state!.holder).toEqual({ kind: 'agency', agency: 'an-phu' });
    dossier.do('2026-02-11T08:30', LAND_1, { type: 'acknowledge', run: 'appraise#1', state: 'received' });
    expect(dossier.state!.holder).toEqual({ kind: 'agency', agency: 'branch-2' });
  });

  it('start the term of the step when they arrive', () => {
    const dossier = sent();
    expect(dossier.state!.deadlines['step:appraise#1']).toBeUndefined();
    dossier.do('2026-02-11T08:30', LAND_1, { type: 'acknowledge', run: 'appraise#1', state: 'received' });
    // four working days after the 11th, Tết between
    expect(civil(dossier.state!.deadlines['step:appraise#1']!.dueAt)).toBe('2026-02-24T17:30');
  });

  it('have arrived where somebody works on them', () => {
    const dossier = sent().do('2026-02-11T09:00', LAND_1, { type: 'claim', run: 'appraise#1' });
    expect(crossings(dossier)).toEqual(['Sent appraise#1', 'Received appraise#1', 'Accepted appraise#1']);
  });

  it('are acknowledged once, and not by the sender', () => {
    const dossier = sent();
    expect(() => dossier.do('2026-02-11T08:00', DESK, { type: 'acknowledge', run: 'appraise#1', state: 'received' })).toThrow(
      refusal('WRONG_AGENCY'),
    );
    dossier.do('2026-02-11T08:30', LAND_1, { type: 'acknowledge', run: 'appraise#1', state: 'received' });
    expect(() => dossier.do('2026-02-11T08:31', LAND_1, { type: 'acknowledge', run: 'appraise#1', state: 'received' })).toThrow(
      refusal('ALREADY_ACKNOWLEDGED'),
    );
  });
});

describe('a connector', () => {
  const atTax = () => appraising().do('2026-02-12T16:00', LAND_1, { type: 'complete', run: 'appraise#1', outcome: 'eligible' });

  it('has the dossier when it says so; until then the sender answers for the time', () => {
    const dossier = atTax();
    expect(dossier.state!.holder).toEqual({ kind: 'agency', agency: 'branch-2' });
    dossier.do('2026-02-12T16:01', TAX, { type: 'acknowledge', run: 'refer-tax#1', state: 'received' });
    expect(dossier.state!.holder).toEqual({ kind: 'outside', agency: 'tax-2' });
  });

  it('has taken it up when it answers', () => {
    const dossier = atTax().do('2026-02-13T09:00', TAX, { type: 'reply', run: 'refer-tax#1', reply: 'no-obligation' });
    expect(crossings(dossier).filter((each) => each.endsWith('refer-tax#1'))).toEqual([
      'Sent refer-tax#1',
      'Received refer-tax#1',
      'Accepted refer-tax#1',
    ]);
  });
});

describe('who must say within a time that he has it', () => {
  const plan = planWith({ steps: step('appraise', { acknowledge: { length: 2, unit: 'working hours' } }) });
  const sent = () =>
    new Case({ plan, calendar: CALENDAR })
      .do('2026-02-10T09:00', DESK, RECEIVE)
      .do('2026-02-10T10:00', DESK, { type: 'complete', run: 'receive#1' });

  it('meets it by taking the work up', () => {
    const dossier = sent().do('2026-02-10T13:30', LAND_1, { type: 'claim', run: 'appraise#1' });
    expect(dossier.state!.deadlines['handover:appraise#1']!.status).toBe('met');
  });

  it('misses it by silence, and both sides are told once', () => {
    const dossier = sent().wait('2026-02-10T15:00');
    expect(civil(dossier.of('deadlineBreached')[0]!.dueAt)).toBe('2026-02-10T14:00');
    const told = dossier.commands.flatMap((each) =>
      each.type === 'notify' && each.about === 'handover not acknowledged' ? [each.agency] : [],
    );
    expect(told).toEqual(['an-phu', 'branch-2']);
  });
});

describe('what another system must have within ten minutes and take up within two working hours', () => {
  const plan = planWith({ steps: step('refer-tax', { acknowledge: { length: 2, unit: 'working hours' }, receivedWithin: 10 }) });
  const sent = () =>
    new Case({ plan, calendar: CALENDAR })
      .do('2026-02-10T09:00', DESK, RECEIVE)
      .do('2026-02-10T10:00', DESK, { type: 'complete', run: 'receive#1' })
      .do('2026-02-11T08:00', LAND_1, { type: 'complete', run: 'appraise#1', outcome: 'eligible' });
  const told = (dossier: Case) =>
    dossier.commands.flatMap((each) =>
      each.type === 'notify' && each.run === 'refer-tax#1' ? [`${each.about}: ${each.agency ?? each.connector}`] : [],
    );
  const missed = (dossier: Case) => dossier.of('deadlineBreached').map(({ deadline, dueAt }) => `${deadline} ${civil(dueAt)}`);

  it('and does, is told to nobody', () => {
    const dossier = sent()
      .do('2026-02-11T08:09', TAX, { type: 'acknowledge', run: 'refer-tax#1', state: 'received' })
      .do('2026-02-11T09:59', TAX, { type: 'acknowledge', run: 'refer-tax#1', state: 'accepted' })
      .wait('2026-02-11T17:00');
    expect(dossier.of('deadlineMet').map(({ deadline }) => deadline)).toEqual(
      expect.arrayContaining(['arrival:refer-tax#1', 'handover:refer-tax#1']),
    );
    expect([missed(dossier), told(dossier)]).toEqual([[], []]);
  });

  it('and does not, is told to both sides and to the system itself, each time once, at the very minute', () => {
    const dossier = sent().wait('2026-02-11T16:00');
    expect(missed(dossier)).toEqual(['arrival:refer-tax#1 2026-02-11T08:10', 'handover:refer-tax#1 2026-02-11T10:00']);
    expect(told(dossier)).toEqual([
      ...['branch-2', 'tax-2', 'tax'].map((side) => `handover not received: ${side}`),
      ...['branch-2', 'tax-2', 'tax'].map((side) => `handover not acknowledged: ${side}`),
    ]);
  });

  it('stands in the view as missed until it is made good', () => {
    const dossier = sent().wait('2026-02-11T16:00');
    const view = () => Object.keys(foldFacts(null, dossier.facts).tasks['refer-tax#1']!.handover!.missed ?? {});
    expect(view()).toEqual(['received', 'accepted']);
    dossier.do('2026-02-11T16:01', TAX, { type: 'acknowledge', run: 'refer-tax#1', state: 'received' });
    expect(view()).toEqual(['accepted']);
    dossier.do('2026-02-11T16:02', TAX, { type: 'acknowledge', run: 'refer-tax#1', state: 'accepted' });
    expect(view()).toEqual([]);
  });

  it('goes at its own pace on paper', () => {
    const paper = planWith({ steps: step('appraise', { acknowledge: { length: 2, unit: 'working hours' }, receivedWithin: 10 }) });
    const dossier = onPaper(paper).do('2026-02-10T10:00', DESK, { type: 'complete', run: 'receive#1' }).wait('2026-02-10T11:00');
    expect(missed(dossier)).toEqual([]);
  });
});

describe('a transfer to the agency that is competent', () => {
  it('moves all parties of the agency, lets the clock run on, and is on time within the day', () => {
    const due = civil(appraising().state!.deadlines['step:appraise#1']!.dueAt);
    const dossier = appraising().do('2026-02-10T14:00', LAND_1, { type: 'transfer', run: 'appraise#1', agency: 'branch-9', note: 'n' });
    expect(dossier.of('dossierTransferred')[0]).toMatchObject({ from: 'branch-2', to: 'branch-9', late: false });
    expect(dossier.state!.bindings).toMatchObject({ land: 'branch-9', desk: 'an-phu', tax: 'tax-2' });
    expect(civil(dossier.state!.deadlines['step:appraise#1']!.dueAt)).toBe(due);
    expect(() => dossier.do('2026-02-10T15:00', LAND_1, { type: 'claim', run: 'appraise#1' })).toThrow(refusal('WRONG_AGENCY'));
  });

  it('is late the next day', () => {
    const dossier = appraising().do('2026-02-11T08:00', LAND_1, { type: 'transfer', run: 'appraise#1', agency: 'branch-9', note: 'n' });
    expect(dossier.of('dossierTransferred')[0]!.late).toBe(true);
  });

  it('has until the next day for what came after 15:00', () => {
    const dossier = new Case().do('2026-02-10T15:10', DESK, RECEIVE).do('2026-02-10T15:20', DESK, { type: 'complete', run: 'receive#1' });
    dossier.do('2026-02-11T16:00', LAND_1, { type: 'transfer', run: 'appraise#1', agency: 'branch-9', note: 'n' });
    expect(dossier.of('dossierTransferred')[0]!.late).toBe(false);
  });

  it('takes an online filing to another centre before it is accepted', () => {
    const filed = new Case().do('2026-02-10T09:00', { kind: 'system', id: 'portal' }, { ...RECEIVE, channel: 'online' });
    const bindings = { desk: 'binh-an', land: 'branch-9', tax: 'tax-2' };
    filed.do('2026-02-10T10:00', DESK, { type: 'transfer', agency: 'binh-an', bindings, note: 'n' });
    expect(filed.state).toMatchObject({ centre: 'binh-an', bindings });
    expect(() => filed.do('2026-02-10T11:00', DESK, { type: 'accept' })).toThrow(refusal('WRONG_AGENCY'));
  });
});

describe('several agencies at once', () => {
  const task = { kind: 'task', clock: 'runs', differsFrom: [], may: [], produces: [], term: { length: 2, unit: 'working days' } } as const;
  const done = { done: { to: 'join' } } as const;
  const plan: Plan = {
    ...PLAN,
    start: 'ask',
    steps: {
      ask: {
        kind: 'parallel',
        id: 'ask',
        clock: 'runs',
        branches: { one: 'first', two: 'second', three: 'third' },
        join: 3,
        paper: ['one', 'two', 'three'],
        next: { to: 'deliver' },
      },
      first: { ...task, id: 'first', by: 'land', outcomes: done, within: { parallel: 'ask', branch: 'one' } },
      second: { ...task, id: 'second', by: 'desk', outcomes: done, within: { parallel: 'ask', branch: 'two' } },
      third: { ...task, id: 'third', by: 'land', outcomes: done, within: { parallel: 'ask', branch: 'three' } },
      deliver: PLAN.steps['deliver']!,
    },
    term: { length: 3, unit: 'working days' },
    appointments: {
      result: {
        opens: 'reception',
        closes: 'end',
        legs: [{ parallel: ['first', 'second', 'third'].map((id) => [{ step: id, term: task.term }]), paper: 'in order' }],
      },
    },
  };
  const open = (dossier: Case) => dossier.state!.runs.flatMap((run) => (run.step === 'ask' ? [] : [run.step]));

  it('all have an electronic dossier at the same time', () => {
    expect(open(new Case({ plan, calendar: CALENDAR }).do('2026-02-10T09:00', DESK, RECEIVE))).toEqual(['first', 'second', 'third']);
  });

  it('have one on paper after the other, in the order that the centre fixes', () => {
    const dossier = onPaper(plan);
    expect(open(dossier)).toEqual(['first']);
    dossier.do('2026-02-10T10:00', DESK, { type: 'order branches', run: 'ask#1', branches: ['three', 'two'] });
    dossier.do('2026-02-11T10:00', LAND_1, { type: 'complete', run: 'first#1' });
    expect(open(dossier)).toEqual(['third']);
    dossier.do('2026-02-12T10:00', LAND_1, { type: 'complete', run: 'third#1' });
    expect(open(dossier)).toEqual(['second']);
    const slips = dossier.commands.flatMap((each) => (each.type === 'issue paper' && each.paper === 'transfer' ? [each.run] : []));
    expect(slips).toEqual(['first#1', 'second#1']);
  });

  it('must be named each once in the order', () => {
    expect(() => onPaper(plan).do('2026-02-10T10:00', DESK, { type: 'order branches', run: 'ask#1', branches: ['two', 'two'] })).toThrow(
      refusal('BRANCHES_DIFFER'),
    );
  });

  it('make the promise as long as papers take, and never shorter than the term', () => {
    const electronic = new Case({ plan, calendar: CALENDAR }).do('2026-02-10T09:12', DESK, RECEIVE);
    expect(civil(electronic.state!.deadlines['total']!.dueAt)).toBe('2026-02-13T17:30');
    // three times two working days after the 10th, Tết between
    expect(civil(onPaper(plan).state!.deadlines['total']!.dueAt)).toBe('2026-02-25T17:30');
  });
});

it('the term begins with the step that the law names', () => {
  const plan = planWith({ termStarts: 'appraise', term: { length: 0, unit: 'working days' } });
  const dossier = new Case({ plan, calendar: CALENDAR }).do('2026-02-10T16:00', DESK, RECEIVE);
  expect(dossier.state!.deadlines['total']).toBeUndefined();
  dossier.do('2026-02-11T08:00', DESK, { type: 'complete', run: 'receive#1' });
  expect(civil(dossier.state!.deadlines['total']!.dueAt)).toBe('2026-02-11T17:30');
  expect(() => dossier.do('2026-02-11T09:00', BRANCH_HEAD, { type: 'ask extension', run: 'appraise#1', length: 3, note: 'n' })).toThrow(
    refusal('EXTENSION_TOO_LATE'),
  );
});
