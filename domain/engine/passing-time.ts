/** What time does to a dossier by itself: breaches, reminders and escalations, the end of waits. */
import { type Draft, command, record } from './draft.js';
import { isPromised, meet } from './deadlines.js';
import { leave, stopByItself } from './flow.js';
import { addresseesOf, headRolesOf } from './parties.js';
import { crossingDeadlines, tellBothSides } from './handover.js';
import { settle } from './settle.js';
import type { Instant } from '../time/instant.js';
import type { Late, Rung } from '../procedure/plan.js';
import type { Deadline, Run, State } from './state.js';

/** Something that time alone will do to a deadline: fire its next rung, or bring it to its end. */
interface Passing {
  readonly at: Instant;
  readonly deadline: Deadline;
  /** Absent: the due instant itself. */
  readonly rung?: string;
}

/**
 * Lets time do everything it does strictly before `until`, in order. Strictly: an act in the very millisecond of a due instant is in time.
 * Each thing is recorded at its own instant, however late the host noticed.
 */
export function passTime(draft: Draft, until: Instant): void {
  for (let next = nextPassing(draft.state); next && next.at < until; next = nextPassing(draft.state)) {
    draft.at = next.at;
    happen(draft, next);
    settle(draft);
  }
  draft.at = until;
}

/**
 * The earliest thing that time alone does; a due instant before a rung of the same instant. Several deadlines at one instant: in the order in which they began,
 * always the same, so that a history replays; the law promises no order among them.
 */
export function nextPassing(state: State): Passing | null {
  let next: Passing | null = null;
  for (const deadline of Object.values(state.deadlines)) {
    if (deadline.status === 'running' && deadline.dueAt !== null && (!next || deadline.dueAt < next.at))
      next = { at: deadline.dueAt, deadline };
    const rung = deadline.pending[0];
    if (rung && (!next || rung.at < next.at)) next = { at: rung.at, deadline, rung: rung.id };
  }
  return next;
}

function happen(draft: Draft, passing: Passing): void {
  const { deadline } = passing;
  if (passing.rung !== undefined)
    return fireRung(
      draft,
      deadline,
      deadline.rungs.find((rung) => rung.id === passing.rung)!,
    );
  const run = draft.state.runs.find((each) => deadline.id === `step:${each.id}`);
  if (run) return stepDue(draft, deadline, run);
  if (deadline.id.startsWith('supplement#')) return supplementDue(draft, deadline);
  const handed = draft.state.runs.find((each) => crossingDeadlines(each).includes(deadline.id));
  if (handed) tellBothSides(draft, handed, deadline);
  breach(draft, deadline);
}

function fireRung(draft: Draft, deadline: Deadline, rung: Rung): void {
  deadline.fired.push(rung.id);
  deadline.pending = deadline.pending.filter((each) => each.id !== rung.id);
  for (const told of addresseesOf(draft, rung.to, deadline)) {
    record(draft, { type: 'rungReached', deadline: deadline.id, rung: rung.id, do: rung.do, to: rung.to, ...told });
    command(draft, `notify-${rung.id}`, { type: 'notify', to: rung.to, ...told, about: rung.do === 'remind' ? 'reminder' : 'escalation' });
  }
}

function stepDue(draft: Draft, deadline: Deadline, run: Run): void {
  const step = draft.world.plan.steps[run.step]!;
  if (step.kind === 'posting') {
    meet(draft, deadline);
    record(draft, { type: 'postingEnded', run: run.id });
    return leave(draft, run, 'ended', step.next);
  }
  if (step.kind === 'consult' && step.silence === 'consent') {
    meet(draft, deadline);
    for (const party of run.awaiting ?? []) record(draft, { type: 'silenceTakenAsConsent', run: run.id, party });
    return leave(draft, run, 'silence', step.next);
  }
  breach(draft, deadline);
  lateOutcome(draft, run, step.late);
}

function lateOutcome(draft: Draft, run: Run, late: Late | undefined): void {
  if (!late?.outcome) return;
  if (late.outcome !== 'stopped') return leave(draft, run, 'late', late.outcome);
  stopByItself(draft, run.step);
}

function supplementDue(draft: Draft, deadline: Deadline): void {
  meet(draft, deadline);
  record(draft, { type: 'supplementExpired' });
  stopByItself(draft, 'supplement expired');
}

/** A missed date. Of a promised one it opens a lateness episode, to which one apology belongs. */
function breach(draft: Draft, deadline: Deadline): void {
  const { state } = draft;
  deadline.status = 'breached';
  const dueAt = deadline.dueAt!;
  const episode = isPromised(deadline.id) ? openEpisode(draft, deadline) : null;
  record(draft, { type: 'deadlineBreached', deadline: deadline.id, dueAt, holder: state.holder, episode });
  if (episode === null) return;
  command(draft, 'notify-applicant', { type: 'notify', to: 'applicant', about: 'breached' });
  for (const [index, told] of addresseesOf(draft, 'head', deadline).entries())
    command(draft, index === 0 ? 'notify-head' : `notify-head-${index + 1}`, { type: 'notify', to: 'head', ...told, about: 'breached' });
}

/** Several promised dates missed while one of them is still open are one episode. */
function openEpisode(draft: Draft, deadline: Deadline): number {
  const { state } = draft;
  const open = state.episodes.find((each) => !each.over);
  if (open) return open.no;
  const agency = state.holder.kind === 'agency' ? state.holder.agency : null;
  const no = state.episodes.length + 1;
  const heads = agency === null ? [] : headRolesOf(draft, agency);
  state.episodes.push({ no, deadline: deadline.id, agency, heads, apologised: false, over: false });
  return no;
}
