/** Arbitrary valid plans: every step kind, loops, parallel branches, pauses, any term unit. Small, so that counter-examples are readable. */
import fc from 'fast-check';
import type { Term, TermUnit } from '../../domain/clock/term.js';
import type { Go, Late, Plan, Step } from '../../domain/procedure/plan.js';
import { PLAN, REGIME } from '../domain/engine/fixture.js';

const UNITS: TermUnit[] = ['working days', 'working hours', 'calendar days', 'months'];
export const terms: fc.Arbitrary<Term> = fc
  .record({ length: fc.integer({ min: 1, max: 12 }), unit: fc.constantFrom(...UNITS) })
  .map((term) => (term.unit === 'months' ? { ...term, length: 1 } : term));

const clocks = fc.constantFrom('runs' as const, 'paused' as const);
const lates: fc.Arbitrary<Late> = fc.record({
  rungs: fc.subarray([
    { id: 'r-half', at: { share: 0.5 }, do: 'remind' as const, to: 'holder' as const },
    { id: 'r-due', at: { due: 'due' as const }, do: 'escalate' as const, to: 'head' as const },
    { id: 'r-after', at: { due: { length: 2, unit: 'working days' as const } }, do: 'escalate' as const, to: 'centre' as const },
  ]),
});

type Shape = fc.Arbitrary<(id: string, next: Go, back: Go | null) => Step[]>;

const soon = fc.option(fc.constant<Term>({ length: 2, unit: 'working hours' }), { nil: undefined });
const tasks: Shape = fc
  .record({ term: terms, late: lates, clock: clocks, by: fc.constantFrom('desk', 'land'), loop: fc.boolean(), acknowledge: soon })
  .map(({ term, late, clock, by, loop, acknowledge }) => (id, next, back) => [
    {
      kind: 'task',
      id,
      by,
      term,
      late,
      clock,
      ...(acknowledge && { acknowledge }),
      differsFrom: [],
      may: ['request supplement', 'refuse', 'ask extension'],
      produces: [],
      outcomes: { done: next, ...(loop && back && { again: { ...back, atMost: 2 } }) },
    },
  ]);
const handoffs: Shape = fc.record({ term: terms, late: lates, clock: clocks }).map(({ term, late, clock }) => (id, next, back) => [
  {
    kind: 'handoff',
    id,
    to: 'tax',
    message: 'm',
    send: {},
    term,
    late,
    clock,
    replies: { fine: next, notice: { ...next, obligation: true }, ...(back && { wrong: { ...back, atMost: 1 } }) },
  },
]);
const consults: Shape = fc
  .record({ term: terms, clock: clocks, silence: fc.constantFrom('consent' as const, 'wait' as const) })
  .map((step) => (id, next) => [{ kind: 'consult', id, of: ['land', 'tax'], next, ...step }]);
const applicants: Shape = fc.record({ term: terms, clock: clocks, stopped: fc.boolean() }).map(({ term, clock, stopped }) => (id, next) => [
  {
    kind: 'applicant',
    id,
    act: 'come',
    at: 'desk',
    term,
    clock,
    next,
    ...(stopped && { late: { rungs: [], outcome: 'stopped' as const } }),
  },
]);
const postings: Shape = fc
  .record({ term: terms, clock: clocks })
  .map((step) => (id, next, back) => [
    { kind: 'posting', id, by: 'land', next, ...step, ...(back && { objection: { ...back, atMost: 1 } }) },
  ]);
const decisions: Shape = fc.constant((id, next) => [
  { kind: 'decide', id, clock: 'runs', cases: [{ when: { op: 'field', path: 'gift' }, go: next }], otherwise: next },
]);
const automatics: Shape = fc.constant((id, next) => [
  { kind: 'automatic', id, clock: 'runs', activity: 'issue number', register: 'numbers', fallback: 'desk', next },
]);

const dossiers: Shape = fc.record({ term: terms, clock: clocks, acknowledge: soon }).map(({ acknowledge, ...step }) => (id, next) => [
  {
    kind: 'dossier',
    id,
    procedure: '9.000002',
    at: 'tax',
    data: {},
    documents: {},
    outcomes: { granted: next, refused: next },
    ...(acknowledge && { acknowledge }),
    ...step,
  },
]);

const leaves: Shape = fc.oneof(tasks, tasks, handoffs, consults, applicants, postings, decisions, automatics, dossiers);
const parallels: Shape = fc
  .record({ left: leaves, right: leaves, join: fc.constantFrom(1, 2), clock: clocks, inOrder: fc.boolean() })
  .map(({ left, right, join, clock, inOrder }) => (id, next) => {
    const inside = (branch: string, steps: Step[]): Step[] => steps.map((step) => ({ ...step, within: { parallel: id, branch } }));
    const toJoin: Go = { to: 'join' };
    return [
      {
        kind: 'parallel',
        id,
        clock,
        branches: { left: `${id}-left`, right: `${id}-right` },
        join,
        next,
        ...(inOrder && { paper: 'in order' }),
      },
      ...inside('left', left(`${id}-left`, toJoin, null)),
      ...inside('right', right(`${id}-right`, toJoin, null)),
    ];
  });

export const plans: fc.Arbitrary<Plan> = fc
  .record({
    term: terms,
    shapes: fc.array(fc.oneof({ weight: 4, arbitrary: leaves }, { weight: 1, arbitrary: parallels }), { minLength: 1, maxLength: 5 }),
    policy: fc.constantFrom('restart' as const, 'pause' as const),
    expires: fc.option(terms, { nil: undefined }),
  })
  .map(({ term, shapes, policy, expires }) => {
    const ids = [...shapes.map((_, index) => `step-${index}`), 'deliver'];
    const steps = shapes.flatMap((shape, index) => shape(ids[index]!, { to: ids[index + 1]! }, index > 0 ? { to: ids[index - 1]! } : null));
    const deliver: Step = { kind: 'deliver', id: 'deliver', by: 'desk', methods: ['desk', 'post'], clock: 'runs' };
    return {
      ...PLAN,
      term,
      start: ids[0]!,
      steps: Object.fromEntries([...steps, deliver].map((step) => [step.id, step])),
      regime: {
        ...REGIME,
        entry: { withoutApproval: { length: 1, unit: 'working days' }, basis: 'law' },
        suspension: { storm: 'law' },
        supplement: { ...REGIME.supplement, policy, ...(expires && { expires }) },
      },
      parties: { ...PLAN.parties, tax: { agency: 'tax-office', role: 'officer', connector: 'tax' } },
      appointments: { result: { opens: 'reception', closes: 'end', legs: [] } },
    };
  });
