/** The total date and one for each leg: as promised at reception, and balanced again after what happens. 10 February 2026 is the Tuesday before Tết (16 to 20 February off). */
import { describe, expect, it } from '@jest/globals';
import { type DossierLeg, legsOf } from '../../../domain/engine/legs.js';
import type { PromisedDate } from '../../../domain/engine/promises.js';
import type { ParallelStep, Plan, TaskStep } from '../../../domain/procedure/plan.js';
import { MINUTE } from '../../../domain/time/instant.js';
import { appraising, at, BRANCH_HEAD, CALENDAR, Case, civil, DESK, LAND_1, PLAN, RECEIVE, received, TAX } from './fixture.js';

const legsAt = (dossier: Case, when: string) => legsOf(dossier.world, dossier.facts, at(when));
const leg = (dossier: Case, when: string, name: string): DossierLeg =>
  legsAt(dossier, when).legs.find(({ run, step }) => (run ?? step) === name)!;
const promise = (dossier: Case, when: string, id: string): PromisedDate => legsAt(dossier, when).promises.find((each) => each.id === id)!;
const table = (dossier: Case, when: string) =>
  legsAt(dossier, when).legs.map(({ step, state, from, dueAt }) => `${step} ${state} ${civil(from)} → ${civil(dueAt)}`);
const dates = (dossier: Case, when: string) => legsAt(dossier, when).legs.map(({ step, dueAt }) => `${step} ${civil(dueAt)}`);
const eligible = { type: 'complete', run: 'appraise#1', outcome: 'eligible' } as const;
const supplement = { type: 'request supplement', run: 'appraise#1', documents: ['proof'], note: 'n' } as const;
const minutes = (ms: number) => ms / MINUTE;

describe('the legs of a dossier just received', () => {
  it('are the way foreseen, each from where the one before it is due', () => {
    expect(table(received(), '2026-02-10T09:12')).toEqual([
      'receive at work 2026-02-10T09:12 → 2026-02-10T15:12',
      'appraise foreseen 2026-02-10T15:12 → 2026-02-23T17:30',
      'refer-tax foreseen 2026-02-23T17:30 → 2026-03-02T17:30',
      'pay-tax foreseen 2026-03-02T17:30 → 2026-04-01T17:30',
      'register foreseen 2026-04-01T17:30 → 2026-04-06T17:30',
      'deliver foreseen 2026-04-06T17:30 → null',
    ]);
  });

  it('say whose time each takes, who hands over for it, and which promised date it belongs to', () => {
    expect(legsAt(received(), '2026-02-10T09:12').legs).toMatchObject([
      { by: { kind: 'agency', agency: 'an-phu' }, sender: null, promise: 'appointment:first', counted: true },
      { by: { kind: 'agency', agency: 'branch-2' }, sender: 'an-phu', promise: 'appointment:first', counted: true },
      { by: { kind: 'outside', agency: 'tax-2' }, sender: 'branch-2', promise: 'total', counted: false },
      { by: { kind: 'applicant' }, sender: null, promise: 'total', counted: false },
      { by: { kind: 'agency', agency: 'branch-2' }, sender: 'tax-2', promise: 'appointment:second', counted: true },
      { by: { kind: 'applicant' }, agency: 'an-phu', sender: 'branch-2', promise: 'appointment:second', counted: false },
    ]);
  });

  it('follow the data of the application where the way parts', () => {
    const gift = new Case().do('2026-02-10T09:12', DESK, { ...RECEIVE, choices: { gift: true } });
    expect(dates(gift, '2026-02-10T09:12')).toEqual([
      'receive 2026-02-10T15:12',
      'appraise 2026-02-23T17:30',
      'register 2026-02-26T17:30',
      'deliver null',
    ]);
  });

  it('end on the dates that are promised, or before', () => {
    expect(
      legsAt(received(), '2026-02-10T09:12').promises.map(({ id, dueAt, expectedAt, foreseenAt, late }) => [
        id,
        civil(dueAt),
        civil(expectedAt),
        civil(foreseenAt),
        late,
      ]),
    ).toEqual([
      // the total is eight working days of our own time; tax and payment put it off as they take theirs
      ['total', '2026-02-27T17:30', '2026-04-07T17:30', '2026-04-06T17:30', 0],
      ['appointment:first', '2026-02-23T17:30', '2026-02-23T17:30', '2026-02-23T17:30', 0],
      ['appointment:second', null, '2026-04-06T17:30', '2026-04-06T17:30', 0],
    ]);
  });

  it('are all foreseen while an online filing is not accepted, as if it were now', () => {
    const filed = new Case().do('2026-02-10T09:12', DESK, { ...RECEIVE, channel: 'online' });
    expect(table(filed, '2026-02-11T09:12')[0]).toBe('receive foreseen 2026-02-11T09:12 → 2026-02-11T15:12');
    expect(promise(filed, '2026-02-11T09:12', 'total')).toMatchObject({ status: 'foreseen', promisedAt: null });
  });
});

describe('a leg', () => {
  it('that ends early lets the later ones begin earlier, and is early by so much office time', () => {
    const dossier = appraising();
    expect(leg(dossier, '2026-02-10T10:00', 'receive#1')).toMatchObject({ state: 'done', timeliness: 'on time' });
    expect(minutes(leg(dossier, '2026-02-10T10:00', 'receive#1').off!)).toBe(-192);
    dossier.do('2026-02-12T10:00', LAND_1, eligible);
    expect(leg(dossier, '2026-02-12T10:00', 'appraise#1').timeliness).toBe('early');
    expect(civil(leg(dossier, '2026-02-12T10:00', 'register').dueAt)).toBe('2026-04-02T17:30');
  });

  it('that is late moves the later ones with every hour, and says so before it ends', () => {
    const dossier = appraising().wait('2026-02-24T10:00');
    expect(leg(dossier, '2026-02-24T10:00', 'appraise#1')).toMatchObject({ state: 'at work', timeliness: 'late', off: 150 * MINUTE });
    expect(civil(leg(dossier, '2026-02-24T10:00', 'refer-tax').from)).toBe('2026-02-24T10:00');
    expect(civil(leg(dossier, '2026-02-25T11:00', 'refer-tax').from)).toBe('2026-02-25T11:00');
    expect(leg(dossier, '2026-02-24T10:00', 'receive#1')).toEqual(leg(appraising(), '2026-02-10T10:00', 'receive#1'));
  });

  it('that is late makes a date that will be missed known in advance, and by how much', () => {
    const dossier = appraising().wait('2026-02-26T10:00');
    const total = promise(dossier, '2026-02-26T10:00', 'total');
    expect(total).toMatchObject({ status: 'running', dueAt: at('2026-02-27T17:30'), late: 480 * MINUTE });
    // half of Thursday is gone: one of three days of registration is too many
    expect([civil(total.expectedAt), civil(total.foreseenAt)]).toEqual(['2026-04-08T17:30', '2026-04-09T17:30']);
    expect(leg(dossier, '2026-02-26T10:00', 'register').pastPromise).toBe(480 * MINUTE);
    expect(leg(dossier, '2026-02-26T10:00', 'refer-tax').pastPromise).toBe(0);
  });

  it('that is suspended has no date, moves the later ones and no earlier one', () => {
    const dossier = appraising().do('2026-02-11T08:00', LAND_1, supplement);
    expect(leg(dossier, '2026-02-13T08:00', 'appraise#1')).toMatchObject({ state: 'suspended', dueAt: null });
    // if it went on now: the whole four days again, for the supplement restarts the term
    expect(civil(leg(dossier, '2026-02-13T08:00', 'appraise#1').endsAt)).toBe('2026-02-26T17:30');
    expect(civil(leg(dossier, '2026-02-24T08:00', 'refer-tax').from)).toBe('2026-03-02T17:30');
    expect(leg(dossier, '2026-02-24T08:00', 'receive#1')).toEqual(leg(appraising(), '2026-02-10T10:00', 'receive#1'));
  });

  it('is due when its own deadline is, once it runs', () => {
    const dossier = appraising().do('2026-02-11T08:00', LAND_1, supplement);
    dossier.do('2026-02-24T09:00', DESK, { type: 'receive supplement', documents: ['proof'] });
    expect(leg(dossier, '2026-02-24T09:00', 'appraise#1').dueAt).toBe(dossier.state!.deadlines['step:appraise#1']!.dueAt);
  });

  it('of an outside system or the applicant is outside the count: it puts the promised date off and is no forecast of lateness', () => {
    const dossier = appraising().do('2026-02-12T10:00', LAND_1, eligible);
    const [early, later] = ['2026-02-13T10:00', '2026-03-09T10:00'].map((when) => promise(dossier, when, 'total'));
    expect(early!.late + later!.late).toBe(0);
    expect(later!.expectedAt!).toBeGreaterThan(early!.expectedAt!);
    expect(later!.moves).toMatchObject([{ cause: 'refer-tax#1', to: null }]);
  });

  it('that is gone through again is a leg of its own', () => {
    const dossier = appraising().do('2026-02-11T08:00', LAND_1, { type: 'return', run: 'appraise#1', note: 'n' });
    expect(legsAt(dossier, '2026-02-11T08:00').legs.map(({ run, step }) => run ?? step)).toEqual(
      expect.arrayContaining(['receive#1', 'appraise#1', 'receive#2', 'appraise']),
    );
  });

  it('whose way is cut off by a refusal is cancelled, and only the refusal is left to be handed over', () => {
    const dossier = appraising().do('2026-02-11T08:00', LAND_1, { type: 'refuse', run: 'appraise#1', ground: 'not-eligible', note: 'n' });
    expect(legsAt(dossier, '2026-02-11T08:00').legs.map(({ step, state }) => `${step} ${state}`)).toEqual([
      'receive done',
      'appraise cancelled',
      'deliver at work',
    ]);
  });
});

describe('a promised date', () => {
  it('keeps what was first told, and every move with its cause', () => {
    const dossier = appraising().do('2026-02-11T08:00', LAND_1, supplement);
    dossier.do('2026-02-12T08:00', DESK, { type: 'receive supplement', documents: ['proof'] });
    dossier.do('2026-02-12T09:00', BRANCH_HEAD, { type: 'ask extension', run: 'appraise#1', length: 3, note: 'n' });
    const total = promise(dossier, '2026-02-12T09:00', 'total');
    expect([civil(total.promisedAt), civil(total.dueAt)]).toEqual(['2026-02-27T17:30', '2026-03-03T17:30']);
    expect(total.moves.map(({ cause, from, to }) => [cause, civil(from), civil(to)])).toEqual([
      ['supplement', '2026-02-27T17:30', null],
      ['supplement', null, '2026-03-03T17:30'],
    ]);
  });

  it('that was missed says when it was met at last, and how late that was', () => {
    const dossier = appraising().wait('2026-02-24T10:00').do('2026-02-24T10:00', LAND_1, eligible);
    expect(promise(dossier, '2026-03-24T10:00', 'appointment:first')).toMatchObject({
      status: 'breached',
      endedAt: at('2026-02-24T10:00'),
      late: 150 * MINUTE,
    });
  });

  it('begins with the step that the law names', () => {
    const plan: Plan = { ...PLAN, termStarts: 'appraise' };
    const dossier = new Case({ plan, calendar: CALENDAR }).do('2026-02-10T09:12', DESK, RECEIVE);
    expect(leg(dossier, '2026-02-10T09:12', 'receive#1').promise).toBeNull();
    expect(promise(dossier, '2026-02-10T09:12', 'total')).toMatchObject({ status: 'foreseen', dueAt: null });
    expect(civil(promise(dossier, '2026-02-10T09:12', 'appointment:first').expectedAt)).toBe('2026-02-24T17:30');
  });
});

describe('papers', () => {
  const onPaper = (plan: Plan = PLAN) =>
    new Case({ plan, calendar: CALENDAR }).do('2026-02-10T09:12', DESK, { ...RECEIVE, medium: 'paper' });

  it('on their way are due as if they arrived now', () => {
    const dossier = onPaper().do('2026-02-10T10:00', DESK, { type: 'complete', run: 'receive#1' });
    expect(leg(dossier, '2026-02-11T08:00', 'appraise#1')).toMatchObject({ state: 'on its way', sender: 'an-phu' });
    expect(civil(leg(dossier, '2026-02-11T08:00', 'appraise#1').dueAt)).toBe('2026-02-24T17:30');
    expect(civil(leg(dossier, '2026-02-12T08:00', 'appraise#1').dueAt)).toBe('2026-02-25T17:30');
    dossier.do('2026-02-12T08:30', LAND_1, { type: 'acknowledge', run: 'appraise#1', state: 'received' });
    expect(leg(dossier, '2026-02-12T08:30', 'appraise#1')).toMatchObject({ state: 'at work', dueAt: at('2026-02-25T17:30') });
  });
});

describe('legs side by side', () => {
  const task = (id: string, days: number, branch: string): TaskStep => ({
    ...(PLAN.steps['appraise'] as TaskStep),
    id,
    term: { length: days, unit: 'working days' },
    differsFrom: [],
    outcomes: { done: { to: 'join' } },
    within: { parallel: 'ask', branch },
  });
  const ask: ParallelStep = {
    kind: 'parallel',
    id: 'ask',
    clock: 'runs',
    branches: { one: 'first', two: 'second', three: 'third' },
    join: 3,
    paper: ['three', 'one', 'two'],
    next: { to: 'deliver' },
  };
  const planOf = (join: number): Plan => ({
    ...PLAN,
    start: 'ask',
    steps: {
      ask: { ...ask, join },
      first: task('first', 1, 'one'),
      second: task('second', 3, 'two'),
      third: task('third', 2, 'three'),
      deliver: PLAN.steps['deliver']!,
    },
    way: { ask: 'deliver', first: 'join', second: 'join', third: 'join' },
    appointments: { result: { opens: 'reception', closes: 'end', legs: [] } },
  });
  const receivedAs = (medium: 'paper' | 'electronic', join = 3) =>
    new Case({ plan: planOf(join), calendar: CALENDAR }).do('2026-02-09T09:00', DESK, { ...RECEIVE, medium });

  it('begin at once, and the longest decides', () => {
    expect(dates(receivedAs('electronic'), '2026-02-09T09:00')).toEqual([
      'first 2026-02-10T17:30',
      'second 2026-02-12T17:30',
      'third 2026-02-11T17:30',
      'deliver null',
    ]);
    expect(civil(promise(receivedAs('electronic'), '2026-02-09T09:00', 'total').foreseenAt)).toBe('2026-02-12T17:30');
  });

  it('on paper go from one to the next, in the order written, then in that of the centre', () => {
    const dossier = receivedAs('paper');
    expect(dates(dossier, '2026-02-09T09:00')).toEqual([
      'third 2026-02-11T17:30',
      'first 2026-02-12T17:30',
      'second 2026-02-24T17:30',
      'deliver null',
    ]);
    dossier.do('2026-02-09T09:30', DESK, { type: 'order branches', run: 'ask#1', branches: ['two', 'one'] });
    expect(dates(dossier, '2026-02-09T09:30')).toEqual([
      'third 2026-02-11T17:30',
      'second 2026-02-23T17:30',
      'first 2026-02-24T17:30',
      'deliver null',
    ]);
  });

  it('that have no term of their own are there, also as the last that is awaited', () => {
    const { term: _term, ...untimed } = task('second', 3, 'two');
    const plan = { ...planOf(3), steps: { ...planOf(3).steps, second: untimed } };
    const dossier = new Case({ plan, calendar: CALENDAR }).do('2026-02-09T09:00', DESK, { ...RECEIVE, medium: 'paper' });
    expect(dates(dossier, '2026-02-09T09:00')).toEqual(['third 2026-02-11T17:30', 'first 2026-02-12T17:30', 'second null', 'deliver null']);
  });

  it('that one answer is enough for end with the shortest', () => {
    expect(civil(promise(receivedAs('electronic', 1), '2026-02-09T09:00', 'total').foreseenAt)).toBe('2026-02-10T17:30');
    expect(dates(receivedAs('paper', 1), '2026-02-09T09:00')).toEqual(['third 2026-02-11T17:30', 'deliver null']);
  });

  it('are as late as their latest', () => {
    const dossier = receivedAs('electronic').do('2026-02-09T10:00', LAND_1, { type: 'complete', run: 'second#1' }).wait('2026-02-13T10:00');
    expect(civil(promise(dossier, '2026-02-13T10:00', 'total').foreseenAt)).toBe('2026-02-13T10:00');
    expect(leg(dossier, '2026-02-13T10:00', 'second#1').timeliness).toBe('early');
  });
});

describe('agencies asked for their opinion', () => {
  const plan: Plan = {
    ...PLAN,
    start: 'ask',
    steps: {
      ask: {
        kind: 'consult',
        id: 'ask',
        of: ['land', 'desk'],
        silence: 'wait',
        clock: 'runs',
        term: { length: 2, unit: 'working days' },
        next: { to: 'deliver' },
      },
      deliver: PLAN.steps['deliver']!,
    },
    way: { ask: 'deliver' },
    appointments: { result: { opens: 'reception', closes: 'end', legs: [] } },
  };

  it('have a leg each, which ends with their answer', () => {
    const dossier = new Case({ plan, calendar: CALENDAR }).do('2026-02-09T09:00', DESK, RECEIVE);
    dossier
      .do('2026-02-09T10:00', LAND_1, { type: 'give opinion', run: 'ask#1', party: 'land', opinion: 'agree' })
      .wait('2026-02-12T08:30');
    expect(legsAt(dossier, '2026-02-12T08:30').legs).toMatchObject([
      { party: 'land', by: { agency: 'branch-2' }, state: 'done', timeliness: 'early' },
      { party: 'desk', by: { agency: 'an-phu' }, state: 'at work', timeliness: 'late', off: 60 * MINUTE },
      { step: 'deliver', state: 'foreseen' },
    ]);
  });
});

it('a leg that another system does is on its way until that system has it', () => {
  const dossier = appraising().do('2026-02-12T10:00', LAND_1, eligible);
  expect(leg(dossier, '2026-02-12T10:00', 'refer-tax#1').state).toBe('on its way');
  dossier.do('2026-02-12T10:05', TAX, { type: 'acknowledge', run: 'refer-tax#1', state: 'received' });
  expect(leg(dossier, '2026-02-12T10:05', 'refer-tax#1').state).toBe('at work');
});
