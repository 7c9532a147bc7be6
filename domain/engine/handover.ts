/** Crossings from agency to agency: sent, received, taken up, sent back. Until the other side has it, the sender answers for the time (Decree 61/2018, art. 18 and 19.6). */
import type { Step } from '../procedure/plan.js';
import { cancel, meet, startDeadline } from './deadlines.js';
import { command, type Draft, record } from './draft.js';
import type { AgencyId } from './event.js';
import { partyOf } from './parties.js';
import type { Handover, Run } from './state.js';

/** Kinds of step that bring the dossier to an agency; the others leave it where it is. */
const MOVES: readonly Step['kind'][] = ['task', 'handoff', 'posting', 'deliver', 'dossier'];

/** The agency the dossier is at while a step runs; null for steps that leave it where it was. */
export function agencyAt(draft: Draft, step: Step): AgencyId | null {
  const party = MOVES.includes(step.kind) ? partyOf(step) : null;
  return party === null ? null : (draft.state.bindings[party] ?? null);
}

/** A step that another agency does begins with a handover. Within the system the other side has it at once; papers and other systems say when. */
export function handOver(draft: Draft, run: Run, from: AgencyId = draft.state.lastAgency): void {
  const step = draft.world.plan.steps[run.step]!;
  const to = agencyAt(draft, step);
  const medium = mediumOf(draft, step);
  if (to === null || (to === from && medium !== 'connector')) return;
  forgetHandover(draft, run);
  run.handover = { time: (run.handover?.time ?? 0) + 1, from, medium, received: false, accepted: false };
  record(draft, { type: 'handoverSent', run: run.id, from, to, medium });
  if (step.acknowledge) startDeadline(draft, deadlineOf(run), { term: step.acknowledge, rungs: [] });
  if (medium === 'paper') slip(draft, run);
  if (medium === 'electronic' && step.kind !== 'dossier') receiveHandover(draft, run);
}

export function receiveHandover(draft: Draft, run: Run): void {
  if (!run.handover || run.handover.received) return;
  run.handover.received = true;
  record(draft, { type: 'handoverReceived', run: run.id });
}

/** Whoever works on it has it, and has taken it up. */
export function acceptHandover(draft: Draft, run: Run): void {
  if (!run.handover || run.handover.accepted) return;
  receiveHandover(draft, run);
  run.handover.accepted = true;
  record(draft, { type: 'handoverAccepted', run: run.id });
  meet(draft, draft.state.deadlines[deadlineOf(run)]);
}

/** A way back to the agency that sent it returns the handover. */
export function returnHandover(draft: Draft, run: Run): void {
  if (run.handover) record(draft, { type: 'handoverReturned', run: run.id });
}

/** Nobody need say any more that he has it. */
export function forgetHandover(draft: Draft, run: Run): void {
  cancel(draft, draft.state.deadlines[deadlineOf(run)]);
}

/** Papers that are on their way: the step has not begun for who shall do it. */
export function isUnderway({ handover }: Run): boolean {
  return handover?.medium === 'paper' && !handover.received;
}

/** Past the time to take it up both sides are told (Decree 63/2024: two working hours). */
export function tellBothSides(draft: Draft, run: Run): void {
  const step = draft.world.plan.steps[run.step]!;
  const sides = [run.handover?.from, agencyAt(draft, step)].filter((agency) => agency !== undefined && agency !== null);
  for (const agency of sides)
    command(draft, `notify-unacknowledged-${run.id}-${agency}`, {
      type: 'notify',
      to: 'head',
      agency,
      about: 'handover not acknowledged',
      run: run.id,
    });
}

export function deadlineOf({ id, handover }: Run): string {
  const time = handover?.time ?? 1;
  return time === 1 ? `handover:${id}` : `handover:${id}/${time}`;
}

function mediumOf(draft: Draft, step: Step): Handover['medium'] {
  const connected = step.kind === 'handoff' && draft.world.plan.parties[step.to]?.connector !== undefined;
  return connected ? 'connector' : step.kind === 'dossier' ? 'electronic' : draft.state.medium;
}

/** The slip that goes with the papers says what each agency is to do, and by when. */
function slip(draft: Draft, run: Run): void {
  const form = draft.world.plan.regime.forms['transfer'] ?? '';
  command(draft, `paper-transfer-${run.id}`, { type: 'issue paper', paper: 'transfer', form, run: run.id });
}
