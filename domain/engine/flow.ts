/** The way of a dossier through its steps. */
import type { Go, ParallelStep, Step, StepId } from '../procedure/plan.js';
import { command, type Draft, record } from './draft.js';
import { cancel, meet, promised, release, hold, startDeadline } from './deadlines.js';
import { enter, type Entered } from './enter.js';
import { forgetHandover, handOver, isUnderway, returnHandover, senderAfter } from './handover.js';
import { dropMatters } from './matters.js';
import { tellEnded } from './origin.js';
import { partyOf } from './parties.js';
import { promisedAppointment, promisedTerm } from './promise.js';
import { outcomeAtEnd } from './result.js';
import type { Outcome, Run } from './state.js';
import { timelinessOf } from './timeliness.js';

/** Opens a step: its run, its deadline, its effect on the dossier's clock, and what its kind asks for. */
export function openStep(draft: Draft, stepId: StepId, within?: Run['within']): void {
  const { plan } = draft.world;
  const { state } = draft;
  const step = plan.steps[stepId]!;
  const visit = (state.visits[stepId] ?? 0) + 1;
  state.visits[stepId] = visit;
  const run: Run = { id: `${stepId}#${visit}`, step: stepId, openedAt: draft.at, ...(within && { within }) };
  state.runs.push(run);
  const party = partyOf(step);
  const bound = party
    ? { party, agency: state.bindings[party]!, ...(plan.parties[party]?.role && { role: plan.parties[party].role }) }
    : {};
  record(draft, { type: 'stepOpened', run: run.id, step: stepId, kind: step.kind, ...bound });
  turnAppointments(draft, stepId);
  handOver(draft, run);
  if (step.clock === 'paused') for (const deadline of promised(draft)) hold(draft, deadline, run.id, 'pause');
  if (!isUnderway(run)) startStep(draft, run);
  goOn(draft, run, step, enter(draft, run, step));
}

/** The step's own term, and the dossier's where it begins here: with the step, or when its papers have arrived. */
export function startStep(draft: Draft, run: Run): void {
  const { plan } = draft.world;
  const step = plan.steps[run.step]!;
  if (plan.termStarts === run.step && !draft.state.deadlines['total']) startTerm(draft);
  // a step that was transferred on its way has begun already
  if (step.term && !draft.state.deadlines[`step:${run.id}`])
    startDeadline(draft, `step:${run.id}`, { term: step.term, rungs: step.late?.rungs ?? [] });
}

/** The term of the dossier and the appointments that are promised with it. */
export function startTerm(draft: Draft): void {
  const { plan } = draft.world;
  startDeadline(draft, 'total', { ...promisedTerm(draft.world, draft.state.medium, draft.at), rungs: plan.regime.rungs });
  for (const [name, appointment] of Object.entries(plan.appointments)) if (appointment.opens === 'reception') startAppointment(draft, name);
}

function goOn(draft: Draft, run: Run, step: Step, entered: Entered): void {
  if (entered.then === 'leave') return leave(draft, run, entered.outcome, entered.go);
  if (entered.then === 'branch' && step.kind === 'parallel') return openBranches(draft, run, step);
  if (entered.then !== 'finish') return;
  finish(draft, outcomeAtEnd(draft.state));
  if (draft.state.origin) return handToOrigin(draft, run);
  command(draft, 'notify-ready', { type: 'notify', to: 'applicant', about: 'result ready', run: run.id });
}

/** Who waits for the result is another dossier: it has it at once, and nothing is left open here. */
function handToOrigin(draft: Draft, run: Run): void {
  close(draft, run);
  record(draft, { type: 'resultDelivered', run: run.id, method: 'interlink' });
  record(draft, { type: 'stepCompleted', run: run.id, step: run.step, outcome: 'interlink' });
  closeDossier(draft);
}

function openBranches(draft: Draft, run: Run, step: ParallelStep): void {
  if (step.paper && draft.state.medium === 'paper') {
    const [branch, ...waiting] = step.paper;
    run.waiting = waiting;
    return openStep(draft, step.branches[branch!]!, { run: run.id, branch: branch! });
  }
  for (const [branch, first] of Object.entries(step.branches)) {
    // a branch that ends at once (a decision that leads to the join) may have ended the whole step
    if (!draft.state.runs.includes(run)) return;
    openStep(draft, first, { run: run.id, branch });
  }
}

/** Closes a run with an outcome and follows the way on. The next step opens before this one's hold on the clock ends, so that two paused steps in a row are one pause. */
export function leave(draft: Draft, run: Run, outcome: string, go: Go): void {
  const { state } = draft;
  close(draft, run);
  meet(draft, state.deadlines[`step:${run.id}`]);
  record(draft, { type: 'stepCompleted', run: run.id, step: run.step, outcome });
  onward(draft, run, go);
}

/** Follows the way on from a run that is closed already. */
export function onward(draft: Draft, run: Run, go: Go): void {
  const agency = senderAfter(draft, draft.world.plan.steps[run.step]!);
  if (go.atMost !== undefined) {
    draft.state.taken[edgeOf(run.step, go)] = timesTaken(draft, run.step, go) + 1;
    returnHandover(draft, run);
  }
  if (agency !== null) draft.state.lastAgency = agency;
  follow(draft, go, run.within);
  for (const deadline of promised(draft)) release(draft, deadline, run.id);
}

export function edgeOf(from: StepId, go: Go): string {
  return `${from}>${go.to}`;
}

export function timesTaken(draft: Draft, from: StepId, go: Go): number {
  return draft.state.taken[edgeOf(from, go)] ?? 0;
}

export function follow(draft: Draft, go: Go, within: Run['within']): void {
  if (draft.state.closed) return;
  if (go.to === 'join') return join(draft, within!);
  if (nothingToHandOver(draft, go.to)) return stopByItself(draft, 'linked dossiers stopped');
  if (go.to !== 'end') return openStep(draft, go.to, within);
  finish(draft, outcomeAtEnd(draft.state));
  closeDossier(draft);
}

/** The way leads to the end of a group all of whose dossiers were stopped. */
function nothingToHandOver({ world, state }: Draft, to: Go['to']): boolean {
  return !state.outcome && (to === 'end' || world.plan.steps[to]!.kind === 'deliver') && outcomeAtEnd(state) === 'stopped';
}

/** Nobody stopped it: a time has run out, or what it waited for will not come. The applicant is told. */
export function stopByItself(draft: Draft, cause: string): void {
  record(draft, { type: 'dossierStopped', cause });
  command(draft, 'notify-stopped', { type: 'notify', to: 'applicant', about: 'stopped' });
  finish(draft, 'stopped');
}

function join(draft: Draft, within: NonNullable<Run['within']>): void {
  const parallel = draft.state.runs.find((run) => run.id === within.run)!;
  const step = draft.world.plan.steps[parallel.step]!;
  if (step.kind !== 'parallel') return;
  parallel.ended = [...(parallel.ended ?? []), within.branch];
  if (parallel.ended.length < step.join) return openWaiting(draft, parallel, step);
  for (const run of runsWithin(draft, parallel.id)) cancelRun(draft, run);
  leave(draft, parallel, 'joined', step.next);
}

function openWaiting(draft: Draft, parallel: Run, step: ParallelStep): void {
  const branch = parallel.waiting?.shift();
  if (branch !== undefined) openStep(draft, step.branches[branch]!, { run: parallel.id, branch });
}

/** Open runs inside a parallel run, at any depth. */
function runsWithin(draft: Draft, parallel: string): Run[] {
  const direct = draft.state.runs.filter((run) => run.within?.run === parallel);
  return direct.flatMap((run) => [...runsWithin(draft, run.id), run]);
}

export function close(draft: Draft, run: Run): void {
  forgetHandover(draft, run);
  draft.state.runs = draft.state.runs.filter((each) => each.id !== run.id);
}

function cancelRun(draft: Draft, run: Run): void {
  const { state, world } = draft;
  close(draft, run);
  cancel(draft, state.deadlines[`step:${run.id}`]);
  record(draft, { type: 'stepCancelled', run: run.id, step: run.step });
  for (const deadline of promised(draft)) release(draft, deadline, run.id);
  const step = world.plan.steps[run.step]!;
  if (run.linked) command(draft, `withdraw-${run.id}`, { type: 'withdraw dossier', run: run.id, dossier: run.linked.dossier });
  if (step.kind !== 'handoff') return;
  const connector = world.plan.parties[step.to]?.connector;
  const agency = state.bindings[step.to]!;
  if (connector)
    command(draft, `cancel-${run.id}`, { type: 'cancel handoff', run: run.id, step: run.step, party: step.to, agency, connector });
}

/** Appointments end and begin at the entry of the steps that the definition names. */
function turnAppointments(draft: Draft, stepId: StepId): void {
  const { plan } = draft.world;
  for (const [name, appointment] of Object.entries(plan.appointments)) {
    if (appointment.closes === stepId) meet(draft, draft.state.deadlines[`appointment:${name}`]);
    if (appointment.opens === stepId) startAppointment(draft, name);
  }
}

/** The implicit appointment `result` is the dossier's own term and has no deadline beside it. */
function startAppointment(draft: Draft, name: string): void {
  const { plan } = draft.world;
  const counted = promisedAppointment(plan, draft.state.medium, name);
  if (counted) startDeadline(draft, `appointment:${name}`, { ...counted, rungs: plan.regime.rungs });
}

/** Processing ends: the result exists, or the dossier is refused, withdrawn or stopped. Every open matter ends with it. */
export function finish(draft: Draft, outcome: Outcome): void {
  const { state } = draft;
  if (state.outcome) return;
  const timeliness = timelinessOf(draft.world.calendar, draft.at, state.deadlines['total']?.dueAt ?? null);
  Object.assign(state, { outcome, finishedAt: draft.at });
  state.supplements.open = null;
  state.extension.asked = null;
  state.suspendedFor = [];
  endMatters(draft);
  record(draft, { type: 'resultReady', outcome, timeliness });
  tellEnded(draft, outcome);
  if (outcome === 'withdrawn' || outcome === 'stopped') closeDossier(draft);
}

/** The promises are met or missed now; work that leads nowhere any more is cancelled. */
function endMatters(draft: Draft): void {
  const { state } = draft;
  for (const deadline of promised(draft)) meet(draft, deadline);
  if (state.outcome !== 'granted') for (const run of [...state.runs].reverse()) if (!isDelivery(draft, run)) cancelRun(draft, run);
  for (const deadline of Object.values(state.deadlines)) if (!deadline.id.startsWith('step:')) cancel(draft, deadline);
}

/** What was refused is handed over, too. */
function isDelivery({ world }: Draft, { step }: Run): boolean {
  return world.plan.steps[step]!.kind === 'deliver';
}

export function closeDossier(draft: Draft): void {
  const { state } = draft;
  dropMatters(draft);
  state.entries = [];
  for (const deadline of Object.values(state.deadlines)) cancel(draft, deadline);
  state.runs = [];
  state.closed = true;
  record(draft, { type: 'dossierClosed', outcome: state.outcome ?? 'granted' });
}
