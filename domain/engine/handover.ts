/** Crossings from agency to agency: sent, received, taken up, sent back. Until the other side has it, the sender answers for the time (Decree 61/2018, art. 18 and 19.6). */
import { workingTime } from '../calendar/working-time.js';
import type { PartyId, Step } from '../procedure/plan.js';
import { type Instant, MINUTE } from '../time/instant.js';
import { cancel, meet, startDeadline } from './deadlines.js';
import { command, type Draft, record } from './draft.js';
import type { AgencyId } from './event.js';
import { partyOf } from './parties.js';
import { forwardLimit } from './same-day.js';
import type { Deadline, DeadlineId, Handover, Run } from './state.js';

/** Kinds of step that bring the dossier to an agency; the others leave it where it is. */
const MOVES: readonly Step['kind'][] = ['task', 'handoff', 'posting', 'deliver', 'dossier'];

/** The agency the dossier is at while a step runs; null for steps that leave it where it was. */
export function agencyAt(draft: Draft, step: Step): AgencyId | null {
  return agencyOf(step, draft.state.bindings);
}

export function agencyOf(step: Step, bindings: Readonly<Record<PartyId, AgencyId>>): AgencyId | null {
  const party = MOVES.includes(step.kind) ? partyOf(step) : null;
  return party === null ? null : (bindings[party] ?? null);
}

/** Who hands over after a step; null when it left the dossier where it was. What goes to another system by wire leaves the papers where they are. */
export function senderAfter(draft: Draft, step: Step): AgencyId | null {
  return draft.state.medium === 'paper' && mediumOf(draft, step) !== 'paper' ? null : agencyAt(draft, step);
}

/** A step that another agency does begins with a handover. Within the system the other side has it at once; papers and other systems say when. */
export function handOver(draft: Draft, run: Run, from: AgencyId = draft.state.lastAgency): void {
  const step = draft.world.plan.steps[run.step]!;
  const to = agencyAt(draft, step);
  const medium = mediumOf(draft, step);
  if (to === null || (to === from && medium !== 'connector')) return;
  forgetHandover(draft, run);
  run.handover = { time: (run.handover?.time ?? 0) + 1, from, medium, received: false, accepted: false, since: draft.at };
  record(draft, { type: 'handoverSent', run: run.id, from, to, medium, ...forwardLimit(draft, from, to) });
  sendCopy(draft, run, to);
  if (step.acknowledge) startDeadline(draft, deadlineOf(run), { term: step.acknowledge, start: knownAt(draft, medium), rungs: [] });
  if (medium === 'paper') slip(draft, run);
  else if (medium === 'electronic' && step.kind !== 'dossier') receiveHandover(draft, run);
  else if (step.receivedWithin)
    startDeadline(draft, arrivalOf(run), { fixed: knownAt(draft, medium) + step.receivedWithin * MINUTE, rungs: [] });
}

/** What goes to an agency of another level goes in copy to the one-stop unit that supervises it, once (Decree 61/2018, art. 19.7). */
function sendCopy(draft: Draft, run: Run, agency: AgencyId): void {
  const { state } = draft;
  const to = state.supervisors?.[agency];
  if (to === undefined || state.copied?.includes(to)) return;
  state.copied = [...(state.copied ?? []), to];
  record(draft, { type: 'copySent', run: run.id, agency, to });
}

/**
 * From when the other side can have the step, and say that it has taken it up. Work entered afterwards has been done earlier, but nobody elsewhere knew of it before it
 * was entered; papers, however, went when the work was done.
 */
function knownAt(draft: Draft, medium: Handover['medium']): Instant {
  return draft.by && medium !== 'paper' ? draft.recordedAt : draft.at;
}

export function receiveHandover(draft: Draft, run: Run): void {
  if (!run.handover || run.handover.received) return;
  run.handover.received = true;
  record(draft, { type: 'handoverReceived', run: run.id, waited: waited(draft, run.handover) });
  meet(draft, draft.state.deadlines[arrivalOf(run)]);
}

/** Whoever works on it has it, and has taken it up. */
export function acceptHandover(draft: Draft, run: Run): void {
  if (!run.handover || run.handover.accepted) return;
  receiveHandover(draft, run);
  run.handover.accepted = true;
  record(draft, { type: 'handoverAccepted', run: run.id, waited: waited(draft, run.handover) });
  meet(draft, draft.state.deadlines[deadlineOf(run)]);
}

/** A way back to the agency that sent it returns the handover. */
export function returnHandover(draft: Draft, run: Run): void {
  if (run.handover) record(draft, { type: 'handoverReturned', run: run.id });
}

/** Nobody need say any more that he has it. */
export function forgetHandover(draft: Draft, run: Run): void {
  for (const id of crossingDeadlines(run)) cancel(draft, draft.state.deadlines[id]);
}

/** Papers that are on their way: the step has not begun for who shall do it. */
export function isUnderway({ handover }: Run): boolean {
  return handover?.medium === 'paper' && !handover.received;
}

/** A crossing that was not received, or not taken up, in its time: both sides are told, at once (Decree 63/2024: ten minutes, two working hours). */
export function tellBothSides(draft: Draft, run: Run, missed: Deadline): void {
  const step = draft.world.plan.steps[run.step]!;
  const about = missed.id === arrivalOf(run) ? 'handover not received' : 'handover not acknowledged';
  const key = `notify-un${about === 'handover not received' ? 'received' : 'acknowledged'}-${run.id}`;
  const sides = [...new Set([run.handover?.from, agencyAt(draft, step)])].filter((agency) => agency !== undefined && agency !== null);
  for (const agency of sides) command(draft, `${key}-${agency}`, { type: 'notify', to: 'head', agency, about, run: run.id });
  const connector = connectorOf(draft, step);
  if (connector) command(draft, `${key}-partner`, { type: 'notify', to: 'partner', connector, about, run: run.id });
}

/** The deadlines of a crossing: to have it, and to take it up. */
export function crossingDeadlines(run: Run): readonly DeadlineId[] {
  return [arrivalOf(run), deadlineOf(run)];
}

const arrivalOf = (run: Run): DeadlineId => timed('arrival', run);
const deadlineOf = (run: Run): DeadlineId => timed('handover', run);

function timed(kind: string, { id, handover }: Run): DeadlineId {
  const time = handover?.time ?? 1;
  return time === 1 ? `${kind}:${id}` : `${kind}:${id}/${time}`;
}

/** Office time since it was sent or received; from now on it is in its next state. */
function waited(draft: Draft, handover: Handover): number {
  const ms = workingTime(draft.world.calendar).officeTime(handover.since, draft.at);
  handover.since = draft.at;
  return ms;
}

function mediumOf(draft: Draft, step: Step): Handover['medium'] {
  return connectorOf(draft, step) ? 'connector' : step.kind === 'dossier' ? 'electronic' : draft.state.medium;
}

function connectorOf(draft: Draft, step: Step): string | undefined {
  return step.kind === 'handoff' ? draft.world.plan.parties[step.to]?.connector : undefined;
}

/** The slip that goes with the papers says what each agency is to do, and by when. */
function slip(draft: Draft, run: Run): void {
  const form = draft.world.plan.regime.forms['transfer'] ?? '';
  command(draft, `paper-transfer-${run.id}`, { type: 'issue paper', paper: 'transfer', form, run: run.id });
}
