/**
 * The rest of a dossier's way as it is foreseen: the nominal way on for its data, every leg from where the one before it is foreseen to end, and for the whole of its
 * term. What is late ends now at the earliest; what stands still or is on its way goes on now at the earliest.
 */
import type { Suspension, Term } from '../clock/term.js';
import type { PartyId, ParallelStep, Step, StepId } from '../procedure/plan.js';
import { wayOn } from '../procedure/way-on.js';
import type { Instant } from '../time/instant.js';
import { countedBy, dueAtOf } from './deadline-ledger.js';
import type { World } from './engine.js';
import type { AgencyId, RunId } from './event.js';
import { agencyOf } from './handover.js';
import { type GoneRun, isOpen, type Journey, type Reckoning } from './journey.js';
import { blankBasis } from './promise.js';
import type { ClockBasis } from './state.js';
import type { DossierView } from './view.js';

export interface ForeseenLeg {
  readonly step: StepId;
  /** Consult: the one party of several. */
  readonly party?: PartyId;
  readonly from: Instant;
  /** Null for a step without a term. */
  readonly dueAt: Instant | null;
  readonly endsAt: Instant;
  /** The agency that will hand the dossier over; null where it stays. */
  readonly sender: AgencyId | null;
}

export interface Foresight {
  legs: ForeseenLeg[];
  /** When each open run is foreseen to end. */
  readonly ends: Map<RunId, Instant>;
  /** When the promised dates that wait for a step are foreseen to begin and to be met; `total` where the term itself waits for one. */
  readonly opens: Map<string, Instant>;
  readonly closes: Map<string, Instant>;
  /** When the clock of the dossier is foreseen to stand still. */
  readonly pauses: Suspension[];
  /** When processing is foreseen to end; null when it has. */
  endsAt: Instant | null;
}

/** What is known of a dossier at an instant. */
export interface Known extends World {
  readonly journey: Journey;
  readonly view: DossierView;
  readonly now: Instant;
  readonly reckoning: Reckoning;
}

interface Sight extends Known {
  readonly found: Foresight;
}

/** Where a dossier (or the branch of one) is, and since when. */
interface Place {
  readonly at: Instant;
  readonly agency: AgencyId;
}

export function foresee(known: Known): Foresight {
  const found: Foresight = { legs: [], ends: new Map(), opens: new Map(), closes: new Map(), pauses: [], endsAt: null };
  const sight = { ...known, found };
  const { journey, plan, view, now } = sight;
  if (journey.closedAt !== null || journey.processedAt !== null) return found;
  if (journey.acceptedAt === null) {
    if (!plan.termStarts) found.opens.set('total', now);
    walk(sight, plan.start, { at: now, agency: view.centre });
  } else for (const run of journey.runs.filter(isOpen)) if (!plan.steps[run.step]!.within) resume(sight, run);
  return found;
}

/** When a term is due if what holds it at an instant is over then, and nothing has held it since. */
export function dueAsOf(world: World, basis: ClockBasis, at: Instant): Instant {
  const before = basis.suspensions.filter(({ from }) => from < at).map((each) => ({ ...each, to: Math.min(each.to ?? at, at) }));
  return dueAtOf(countedBy(world, basis), { ...basis, suspensions: before })!;
}

export function resumed(suspensions: readonly Suspension[], at: Instant): Suspension[] {
  return suspensions.map((each) => (each.to === null ? { ...each, to: Math.max(each.from, at) } : each));
}

/** From an open run to the end of its branch, or of the way. */
function resume(sight: Sight, run: GoneRun): Place {
  const step = sight.plan.steps[run.step]!;
  const here = { at: sight.now, agency: placeOf(sight, run) };
  const end = step.kind === 'parallel' ? joined(sight, step, here, run) : { ...here, at: ownEnd(sight, run, step) };
  sight.found.ends.set(run.id, end.at);
  startTerm(sight, step, sight.now);
  return walk(sight, wayOn(sight.plan, step, sight.journey.choices), end);
}

function ownEnd(sight: Sight, run: GoneRun, { term }: Step): Instant {
  const { now, view } = sight;
  const deadline = view.deadlines[`step:${run.id}`];
  if (deadline) return Math.max(now, deadline.dueAt ?? dueAsOf(sight, deadline.basis, now));
  return term ? underwayUntil(sight, term) : now;
}

/** Along the nominal way, leg by leg. */
function walk(sight: Sight, first: string | undefined, from: Place): Place {
  const { plan, found, journey } = sight;
  let place = from;
  let to = first;
  for (let step = plan.steps[to ?? '']; step; step = plan.steps[to ?? '']) {
    turn(sight, step, place.at);
    const end = enter(sight, step, place);
    if (step.clock === 'paused') found.pauses.push({ from: place.at, to: end.at, policy: 'pause', cause: step.id });
    place = end;
    to = wayOn(plan, step, journey.choices);
    if (step.kind === 'deliver') to = 'end';
  }
  if (to === 'end') found.endsAt = place.at;
  return place;
}

/** Promised dates begin and are met at the entry of steps. */
function turn(sight: Sight, step: Step, at: Instant): void {
  const { plan, found } = sight;
  const { id } = step;
  startTerm(sight, step, at);
  for (const [name, { opens, closes }] of Object.entries(plan.appointments)) {
    if (closes === id) found.closes.set(name, at);
    if (opens === id) found.opens.set(name, at);
  }
}

/** The term of the dossier, where a step starts it that has not begun. */
function startTerm({ plan, found, view }: Sight, { id }: Step, at: Instant): void {
  if (plan.termStarts === id && !view.deadlines['total']) found.opens.set('total', at);
}

function enter(sight: Sight, step: Step, place: Place): Place {
  if (step.kind === 'decide') return place;
  if (step.kind === 'parallel') return joined(sight, step, place);
  const { plan, view, found } = sight;
  const agency = agencyOf(step, view.bindings) ?? place.agency;
  const connected = step.kind === 'handoff' && plan.parties[step.to]?.connector !== undefined;
  const sender = agency !== place.agency || connected ? place.agency : null;
  const dueAt = step.term ? termFrom(sight, step.term, place.at) : null;
  const leg = { step: step.id, from: place.at, dueAt, endsAt: dueAt ?? place.at, sender };
  found.legs.push(...(step.kind === 'consult' ? step.of.map((party) => ({ ...leg, party })) : [leg]));
  return { at: leg.endsAt, agency };
}

/** All branches, at once or one after the other, until as many have ended as the step needs. Legs of the others that would begin after that never do. */
function joined(sight: Sight, step: ParallelStep, place: Place, run?: GoneRun): Place {
  const { found } = sight;
  const before = found.legs;
  const inOrder = sight.view.medium === 'paper' && step.paper !== undefined;
  const ways: { readonly end: Place; readonly legs: readonly ForeseenLeg[] }[] = [];
  let start = place;
  for (const branch of branchesOf(sight, step, run)) {
    if (inOrder && ways.length === step.join) break;
    found.legs = [];
    const end = (run && threadOf(sight, run, branch)) ?? walk(sight, step.branches[branch], start);
    ways.push({ end, legs: found.legs });
    if (inOrder) start = end;
  }
  const needed = [...ways].sort((one, other) => one.end.at - other.end.at).slice(0, step.join);
  const last = needed[step.join - 1]?.end ?? place;
  const begun = ({ from }: ForeseenLeg): boolean => from < last.at || from === place.at;
  found.legs = [...before, ...ways.flatMap((way) => (needed.includes(way) ? way.legs : way.legs.filter(begun)))];
  return last;
}

/** In the order in which they open: those that have, then those that wait, as the centre has ordered them. */
function branchesOf({ journey }: Sight, step: ParallelStep, run?: GoneRun): readonly string[] {
  const written = step.paper ?? Object.keys(step.branches);
  const waiting = run ? (journey.orders[run.id] ?? []) : [];
  return [...written.filter((branch) => !waiting.includes(branch)), ...waiting];
}

/** How a branch of an open parallel step goes on, or when it ended; undefined when it has not opened. */
function threadOf(sight: Sight, run: GoneRun, branch: string): Place | undefined {
  const { journey, plan } = sight;
  const within = journey.runs.slice(journey.runs.indexOf(run)).filter(({ step }) => {
    const place = plan.steps[step]!.within;
    return place?.parallel === run.step && place.branch === branch;
  });
  const last = within.at(-1);
  if (!last) return undefined;
  return isOpen(last) ? resume(sight, last) : { at: last.endedAt!, agency: placeOf(sight, last) };
}

/** The agency where a run is, or the one before it, for runs that leave the dossier where it was. */
function placeOf({ journey, plan, view }: Sight, run: GoneRun): AgencyId {
  const here = journey.runs.slice(0, journey.runs.indexOf(run) + 1);
  const last = here.findLast(({ step }) => agencyOf(plan.steps[step]!, view.bindings) !== null);
  return last?.agency ?? view.centre;
}

/** When a leg is due that has not begun because its papers are on their way: they arrive now at the earliest. */
export function underwayUntil(known: Known, term: Term): Instant {
  return termFrom(known, term, known.now);
}

function termFrom({ plan, calendar }: World, term: Term, start: Instant): Instant {
  return dueAtOf(calendar, { ...blankBasis(plan, start), term })!;
}
