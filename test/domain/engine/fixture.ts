import type { Actor, Act, Event, Receive } from '../../../domain/engine/event.js';
import type { Plan, PlanRegime, Rung, TaskStep } from '../../../domain/procedure/plan.js';
import type { Calendar } from '../../../domain/calendar/calendar.js';
import { advance } from '../../../domain/engine/advance.js';
import type { World } from '../../../domain/engine/engine.js';
import type { Fact } from '../../../domain/engine/fact.js';
import type { Command } from '../../../domain/engine/command.js';
import type { State } from '../../../domain/engine/state.js';
import { nextWakeUp } from '../../../domain/engine/wake.js';

const DAY = [
  { from: '07:30', to: '11:30' },
  { from: '13:30', to: '17:30' },
];

/** Monday to Friday; Tết 2026 from Monday 16 to Friday 20 February. */
export const CALENDAR: Calendar = {
  id: 'test',
  utcOffset: '+07:00',
  coversThrough: '2027-12-31',
  week: { monday: DAY, tuesday: DAY, wednesday: DAY, thursday: DAY, friday: DAY, saturday: [], sunday: [] },
  holidays: [16, 17, 18, 19, 20].map((day) => ({
    date: `2026-02-${day}`,
    kind: 'holiday',
    name: { vi: 'Tết Nguyên đán' },
    basis: 'TB 9441/TB-BNV',
  })),
  makeUpDays: [],
};

const RUNGS: Rung[] = [
  { id: 'half', at: { share: 0.5 }, do: 'remind', to: 'holder' },
  { id: 'day-before', at: { due: { length: -1, unit: 'working days' } }, do: 'remind', to: 'head' },
  { id: 'due', at: { due: 'due' }, do: 'escalate', to: 'centre' },
];

export const REGIME: PlanRegime = {
  id: 'nd61-2018',
  supplement: {
    allowed: true,
    policy: 'restart',
    withoutApproval: 1,
    atMost: 2,
    noticeWithin: { length: 3, unit: 'working days' },
    basis: 'nd61-19-4',
  },
  extension: { atMost: 1, max: 10, askBefore: { length: 1, unit: 'working days' }, basis: 'nd61-19-9' },
  apology: { reappointments: 1, basis: 'nd61-19-9' },
  refusal: { grounds: ['not-eligible'] },
  stop: { basis: 'nd118-21' },
  centre: { agency: 'one-stop', role: 'centre-leader' },
  rungs: RUNGS,
  numberPattern: '{agency}-{yymmdd}-{seq:4}',
  forms: { receipt: '01', supplement: '02', refusal: '03', apology: '04', stop: '05' },
};

const task = (id: string, by: string, more: Partial<TaskStep>): TaskStep => ({
  kind: 'task',
  id,
  by,
  clock: 'runs',
  differsFrom: [],
  may: [],
  produces: [],
  outcomes: {},
  ...more,
});

/** Like the land transfer: reception, appraisal, tax outside the count, payment, registration, delivery. */
export const PLAN: Plan = {
  format: 1,
  code: '9.000001',
  field: 'land',
  effectiveFrom: '2025-09-15',
  regime: REGIME,
  calendar: 'test',
  term: { length: 8, unit: 'working days', basis: 'law' },
  receipt: 'always',
  channels: ['desk', 'post', 'online'],
  choices: { gift: 'boolean' },
  documents: { application: { original: 1 }, certificate: { original: 1 }, proof: { copy: 1, required: { op: 'literal', value: false } } },
  fees: {},
  parties: {
    desk: { agency: 'one-stop', role: 'receiver' },
    land: { agency: 'land-branch', role: 'officer', head: 'branch-head' },
    tax: { agency: 'tax-office', connector: 'tax' },
  },
  start: 'receive',
  steps: {
    receive: task('receive', 'desk', { term: { length: 4, unit: 'working hours' }, outcomes: { done: { to: 'appraise' } } }),
    appraise: task('appraise', 'land', {
      term: { length: 4, unit: 'working days' },
      differsFrom: ['receive'],
      may: ['request supplement', 'refuse', 'ask extension'],
      outcomes: { eligible: { to: 'gift' }, 'back-to-desk': { to: 'receive', atMost: 1 } },
    }),
    gift: {
      kind: 'decide',
      id: 'gift',
      clock: 'runs',
      cases: [{ when: { op: 'field', path: 'gift' }, go: { to: 'register' } }],
      otherwise: { to: 'refer-tax' },
    },
    'refer-tax': {
      kind: 'handoff',
      id: 'refer-tax',
      to: 'tax',
      message: 'land-tax-referral',
      send: {},
      clock: 'paused',
      term: { length: 5, unit: 'working days' },
      replies: {
        notice: { to: 'pay-tax', obligation: true },
        'no-obligation': { to: 'register' },
        'returned-as-wrong': { to: 'appraise', atMost: 2 },
      },
      late: { rungs: [{ id: 'tax-late', at: { due: 'due' }, do: 'remind', to: 'land' }] },
    },
    'pay-tax': {
      kind: 'applicant',
      id: 'pay-tax',
      act: 'pay',
      at: 'desk',
      obligation: { step: 'refer-tax', reply: 'notice' },
      clock: 'paused',
      term: { length: 30, unit: 'calendar days' },
      late: { rungs: [], outcome: 'stopped' },
      next: { to: 'register' },
    },
    register: task('register', 'land', {
      term: { length: 3, unit: 'working days' },
      differsFrom: ['appraise'],
      produces: ['deed'],
      may: ['ask extension'],
      outcomes: { done: { to: 'deliver' } },
    }),
    deliver: { kind: 'deliver', id: 'deliver', by: 'desk', methods: ['desk', 'post'], clock: 'runs' },
  },
  way: { receive: 'appraise', appraise: 'gift', gift: 'refer-tax', 'refer-tax': 'pay-tax', 'pay-tax': 'register', register: 'deliver' },
  appointments: {
    first: {
      opens: 'reception',
      closes: 'refer-tax',
      legs: [
        { step: 'receive', term: { length: 4, unit: 'working hours' } },
        { step: 'appraise', term: { length: 4, unit: 'working days' } },
      ],
    },
    second: { opens: 'register', closes: 'end', legs: [{ step: 'register', term: { length: 3, unit: 'working days' } }] },
  },
};

export const WORLD = { plan: PLAN, calendar: CALENDAR };

const officer = (id: string, agency: string, ...roles: string[]): Actor => ({ kind: 'officer', id, agency, roles });
export const DESK = officer('desk-1', 'an-phu', 'receiver');
export const LAND_1 = officer('land-1', 'branch-2', 'officer');
export const LAND_2 = officer('land-2', 'branch-2', 'officer');
export const BRANCH_HEAD = officer('branch-head', 'branch-2', 'branch-head');
export const CENTRE_LEADER = officer('centre-leader', 'an-phu', 'centre-leader');
export const TAX: Actor = { kind: 'system', id: 'tax' };
export const CLOCK: Actor = { kind: 'system', id: 'clock' };

/** `2026-02-10T09:12` at the office. */
export const at = (civil: string): number => Date.parse(`${civil}:00+07:00`);
export const civil = (instant: number | null | undefined): string | null =>
  instant === null || instant === undefined ? null : new Date(instant + 7 * 3_600_000).toISOString().slice(0, 16);

export const RECEIVE: Receive = {
  type: 'receive',
  number: 'H56-260210-0001',
  channel: 'desk',
  centre: 'an-phu',
  bindings: { desk: 'an-phu', land: 'branch-2', tax: 'tax-2' },
  choices: { gift: false },
  documents: ['application', 'certificate'],
};

/** A dossier driven by dated acts; time does what it does by itself in between. */
export class Case {
  state: State | null = null;
  readonly facts: Fact[] = [];
  readonly commands: Command[] = [];

  constructor(public world: World = WORLD) {}

  do(when: string, by: Actor, act: Act): this {
    return this.take({ at: at(when), by, act });
  }

  /** Wakes the dossier at each instant it asks for, through this one. */
  wait(until: string): this {
    for (let wake = this.state && nextWakeUp(this.state); wake && wake <= at(until); wake = this.state && nextWakeUp(this.state))
      this.take({ at: wake, by: CLOCK, act: { type: 'wake' } });
    return this;
  }

  take(event: Event): this {
    const { state, facts, commands, world } = advance(this.world, this.state, event);
    this.state = state;
    this.world = world;
    this.facts.push(...facts);
    this.commands.push(...commands);
    return this;
  }

  of<T extends Fact['type']>(type: T): Extract<Fact, { type: T }>[] {
    return this.facts.filter((fact): fact is Extract<Fact, { type: T }> => fact.type === type);
  }
}

/** Received on Tuesday 10 February 2026 at 09:12, six days before Tết. */
export const received = (): Case => new Case().do('2026-02-10T09:12', DESK, RECEIVE);
export const appraising = (): Case => received().do('2026-02-10T10:00', DESK, { type: 'complete', run: 'receive#1' });
