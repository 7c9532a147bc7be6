/**
 * The legs of a dossier: one for each visit to a step that somebody has to do, gone or foreseen, with the date it is due (Decree 61/2018, art. 19.6: the content and the
 * deadline of each agency). Printed on the receipt, and balanced again after everything that happens.
 */
import { workingTime } from '../calendar/working-time.js';
import type { Term } from '../clock/term.js';
import type { PartyId, Plan, Step, StepId } from '../procedure/plan.js';
import type { Instant } from '../time/instant.js';
import type { World } from './engine.js';
import type { AgencyId, RunId } from './event.js';
import type { Fact } from './fact.js';
import { type ForeseenLeg, dueAsOf, foresee, type Foresight, type Known, underwayUntil } from './foresee.js';
import { agencyOf } from './handover.js';
import { actorAt } from './holder.js';
import { type Crossing, type GoneRun, isOnItsWay, journeyOf, type Reckoning } from './journey.js';
import { type PromisedDate, promisedDates } from './promises.js';
import type { DeadlineId, Holder, Timeliness } from './state.js';
import { timelinessOf } from './timeliness.js';
import { type DeadlineView, foldFacts } from './view.js';

export type LegState = 'foreseen' | 'on its way' | 'at work' | 'suspended' | 'done' | 'cancelled';

export interface DossierLeg {
  readonly step: StepId;
  readonly kind: Step['kind'];
  /** Null while it is only foreseen. */
  readonly run: RunId | null;
  /** Consult: the one party of several. */
  readonly party: PartyId | null;
  /** Whose time it takes. */
  readonly by: Holder;
  /** The agency that has the dossier meanwhile; null where it stays where it was. */
  readonly agency: AgencyId | null;
  readonly state: LegState;
  /** Counted in the term of the dossier; legs of outside systems and applicants often are not. */
  readonly counted: boolean;
  /** The promised date it belongs to; null before the term begins. */
  readonly promise: DeadlineId | null;
  readonly term: Term | null;
  /** The agency that hands the dossier over for it; null where it stays. */
  readonly sender: AgencyId | null;
  readonly crossings: readonly Crossing[];
  readonly from: Instant;
  /** Its own deadline, or as foreseen; null without a term and while suspended. */
  readonly dueAt: Instant | null;
  /** When it ended, or is foreseen to. */
  readonly endsAt: Instant;
  /** Of a leg that is done, and of one that is past its due instant. */
  readonly timeliness: Timeliness | null;
  /** Office time after its due instant, negative before; null where there is no timeliness. */
  readonly off: number | null;
  /** Forecast: office time by which it is foreseen to end after its promised date, or after that of the whole dossier. */
  readonly pastPromise: number;
}

export interface Legs {
  readonly legs: readonly DossierLeg[];
  readonly promises: readonly PromisedDate[];
}

/** Legs in the order in which they opened, then as they are foreseen to. The same facts at the same instant give the same legs. */
export function legsOf(world: World, facts: readonly Fact[], now: Instant, reckoning: Reckoning = 'effective'): Legs {
  const known: Known = { ...world, now, reckoning, journey: journeyOf(facts, reckoning), view: foldFacts(null, facts) };
  const foresight = foresee(known);
  const promises = promisedDates(known, foresight, facts);
  const promiseAt = promisesAlong(world.plan);
  const gone = known.journey.runs.flatMap((run) => {
    const promise = promiseAt(run.step);
    return takesTime(world.plan.steps[run.step]!) ? goneLegs(known, foresight, run).map((leg) => ({ ...leg, promise })) : [];
  });
  const foreseen = foresight.legs.map((leg) => ({ ...foreseenLeg(known, leg), promise: promiseAt(leg.step) }));
  return { legs: [...gone, ...foreseen].map((leg) => forecast(known, promises, leg)), promises };
}

type Unforecast = Omit<DossierLeg, 'pastPromise'>;
type Unpromised = Omit<Unforecast, 'promise'>;

function takesTime({ kind }: Step): boolean {
  return kind !== 'decide' && kind !== 'parallel';
}

/** Which promised date a step belongs to, asked step by step along the way. */
function promisesAlong(plan: Plan): (step: StepId) => DeadlineId | null {
  const names = Object.entries(plan.appointments).filter(([, { opens, closes }]) => opens !== 'reception' || closes !== 'end');
  let open = names.flatMap(([name, { opens }]) => (opens === 'reception' ? [name] : []));
  let started = plan.termStarts === undefined;
  return (step) => {
    started ||= plan.termStarts === step;
    open = open.filter((name) => plan.appointments[name]!.closes !== step);
    open.push(...names.flatMap(([name, { opens }]) => (opens === step && !open.includes(name) ? [name] : [])));
    const last = open.at(-1);
    return started ? (last === undefined ? 'total' : `appointment:${last}`) : null;
  };
}

function goneLegs(known: Known, foresight: Foresight, run: GoneRun): Unpromised[] {
  if (run.opinions.length === 0) return [goneLeg(known, foresight, run)];
  return run.opinions.map(({ party, agency, at }) => {
    const own = { ...run, agency, endedAt: at ?? run.endedAt, end: at === null ? run.end : ('done' as const) };
    return { ...goneLeg(known, foresight, own), party };
  });
}

function goneLeg(known: Known, { ends }: Foresight, run: GoneRun): Unpromised {
  const step = known.plan.steps[run.step]!;
  const deadline = known.view.deadlines[`step:${run.id}`];
  const dueAt = dueOf(known, step, run, deadline);
  return {
    ...legOf(known, step, run),
    run: run.id,
    state: run.end ?? openState(run, deadline),
    sender: run.crossings.at(-1)?.from ?? null,
    crossings: run.crossings,
    from: deadline?.basis.start ?? begunAt(known, run),
    dueAt,
    endsAt: run.endedAt ?? ends.get(run.id) ?? known.now,
    ...judged(known, run, dueAt),
  };
}

function openState(run: GoneRun, deadline: DeadlineView | undefined): LegState {
  if (isOnItsWay(run)) return 'on its way';
  return deadline?.status === 'suspended' ? 'suspended' : 'at work';
}

/** Without a term: when the dossier was there. */
function begunAt({ now }: Known, run: GoneRun): Instant {
  return isOnItsWay(run) ? now : (run.crossings.at(-1)?.receivedAt ?? run.openedAt);
}

/**
 * Its own deadline; while papers are on their way, the one they would get if they arrived now. What ended while the clock stood still (or, of several who were asked, while
 * it ran on for the others) was due when it would have been, had the clock gone on then.
 */
function dueOf(known: Known, { term }: Step, run: GoneRun, deadline: DeadlineView | undefined): Instant | null {
  if (!deadline) return term && isOnItsWay(run) ? underwayUntil(known, term) : null;
  if (run.endedAt === null) return deadline.dueAt;
  return run.opinions.length === 0 && deadline.dueAt !== null ? deadline.dueAt : dueAsOf(known, deadline.basis, run.endedAt);
}

function judged(known: Known, { end, endedAt }: GoneRun, dueAt: Instant | null): Pick<DossierLeg, 'timeliness' | 'off'> {
  const until = endedAt ?? known.now;
  const over = dueAt !== null && end !== 'cancelled' && (end === 'done' || until > dueAt);
  return over
    ? { timeliness: timelinessOf(known.calendar, until, dueAt), off: officeTimeFrom(known, dueAt, until) }
    : { timeliness: null, off: null };
}

function foreseenLeg(known: Known, { step: id, party, ...dates }: ForeseenLeg): Unpromised {
  const step = known.plan.steps[id]!;
  const { bindings } = known.view;
  const agency = party === undefined ? agencyOf(step, bindings) : (bindings[party] ?? null);
  const leg = legOf(known, step, { agency, officer: null });
  return { ...leg, party: party ?? null, run: null, state: 'foreseen', crossings: [], timeliness: null, off: null, ...dates };
}

/** What a leg is by its step and where it is done. */
function legOf({ plan, view }: Known, step: Step, { agency: at, officer }: Pick<GoneRun, 'agency' | 'officer'>) {
  const agency = step.kind === 'consult' || agencyOf(step, view.bindings) !== null ? at : null;
  const actor = actorAt({ plan, bindings: view.bindings, centre: view.centre }, step, officer === null ? {} : { officer })!;
  const by: Holder = agency !== null && 'agency' in actor ? { ...actor, agency } : actor;
  return {
    step: step.id,
    kind: step.kind,
    party: null as PartyId | null,
    by,
    agency,
    counted: isCounted(plan, step),
    term: step.term ?? null,
  };
}

function isCounted(plan: Plan, step: Step): boolean {
  if (step.clock === 'paused' || step.kind === 'deliver') return false;
  return !step.within || isCounted(plan, plan.steps[step.within.parallel]!);
}

function forecast(known: Known, promises: readonly PromisedDate[], leg: Unforecast): DossierLeg {
  const ended = leg.state === 'done' || leg.state === 'cancelled';
  const limits = promises.flatMap(({ id, expectedAt }) =>
    expectedAt !== null && (id === leg.promise || id === 'total') ? [expectedAt] : [],
  );
  const past = ended || !leg.counted ? [] : limits.map((limit) => officeTimeFrom(known, limit, leg.endsAt));
  return { ...leg, pastPromise: Math.max(0, ...past) };
}

/** Negative when the second instant is the earlier one. */
function officeTimeFrom({ calendar }: World, from: Instant, to: Instant): number {
  const { officeTime } = workingTime(calendar);
  return from <= to ? officeTime(from, to) : -officeTime(to, from);
}
