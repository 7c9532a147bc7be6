/** The running terms of one dossier: started, held, resumed, extended, met. What time does to them by itself is in `passing-time.ts`. */
import type { SuspensionPolicy } from '../clock/term.js';
import type { Leg, Rung } from '../procedure/plan.js';
import type { Term } from '../clock/term.js';
import type { Instant } from '../time/instant.js';
import { dueAtOf, rungAtOf } from './deadline-ledger.js';
import { type Draft, record } from './draft.js';
import type { ClockBasis, Deadline, DeadlineId } from './state.js';
import { blankBasis } from './promise.js';
import { timelinessOf } from './timeliness.js';

export interface DeadlineSpec {
  readonly term?: Term;
  readonly legs?: readonly Leg[];
  readonly fixed?: number;
  readonly cutOff?: ClockBasis['cutOff'];
  /** Now unless told. */
  readonly start?: Instant;
  readonly rungs: readonly Rung[];
}

/** Deadlines that stand for a date promised to the applicant: the whole dossier, its appointments. */
export function isPromised(id: DeadlineId): boolean {
  return id === 'total' || id.startsWith('appointment:');
}

export function startDeadline(draft: Draft, id: DeadlineId, spec: DeadlineSpec): void {
  const { rungs, start = draft.at, ...counted } = spec;
  const basis: ClockBasis = { ...blankBasis(draft.world.plan, start), ...counted };
  const deadline: Deadline = { id, basis, status: 'running', dueAt: null, holds: [], rungs, pending: [], fired: [] };
  draft.state.deadlines[id] = deadline;
  aim(draft, deadline);
  record(draft, { type: 'deadlineStarted', deadline: id, dueAt: deadline.dueAt, basis: deadline.basis });
  if (stopsWithDossier(id)) for (const cause of draft.state.suspendedFor) hold(draft, deadline, cause, 'pause');
}

/** What a suspension by hand stops: the promised dates, and the terms of steps. */
export function stopsWithDossier(id: DeadlineId): boolean {
  return isPromised(id) || id.startsWith('step:');
}

/** Stops the clock for a cause. A deadline already missed stays missed: the hold moves nothing. */
export function hold(draft: Draft, deadline: Deadline, cause: string, policy: SuspensionPolicy): void {
  if (deadline.status !== 'running' && deadline.status !== 'suspended') return;
  deadline.holds.push({ cause, policy });
  if (deadline.status === 'suspended') return;
  const suspensions = [...deadline.basis.suspensions, { from: draft.at, to: null, policy, cause }];
  deadline.basis = { ...deadline.basis, suspensions };
  deadline.status = 'suspended';
  aim(draft, deadline);
  record(draft, { type: 'deadlineSuspended', deadline: deadline.id, cause, basis: deadline.basis });
}

/** Ends one cause; the clock runs again when it was the last. If any cause of the suspension restarts the term, the term restarts. */
export function release(draft: Draft, deadline: Deadline, cause: string): void {
  if (deadline.status !== 'suspended' || !deadline.holds.some((each) => each.cause === cause)) return;
  const policy = deadline.holds.some((each) => each.policy === 'restart') ? 'restart' : 'pause';
  deadline.holds = deadline.holds.filter((each) => each.cause !== cause);
  const open = deadline.basis.suspensions.at(-1)!;
  // work entered afterwards may have ended the cause before others began to hold the clock
  const to = Math.max(draft.at, open.from);
  const rest = deadline.basis.suspensions.slice(0, -1);
  if (deadline.holds.length > 0) {
    // what a cause that restarts has forgotten stays forgotten, even when it ends before the others
    deadline.basis = { ...deadline.basis, suspensions: [...rest, { ...open, policy }] };
    if (policy === 'restart') deadline.holds = deadline.holds.map((each) => ({ ...each, policy }));
    return;
  }
  deadline.basis = { ...deadline.basis, suspensions: [...rest, { ...open, to, policy }] };
  deadline.status = 'running';
  move(draft, deadline, cause, null);
}

/** Adds to the length of a running term. */
export function extend(draft: Draft, deadline: Deadline, length: number): void {
  if (deadline.status !== 'running' && deadline.status !== 'suspended') return;
  deadline.basis = { ...deadline.basis, extension: deadline.basis.extension + length };
  move(draft, deadline, 'extension', deadline.dueAt);
}

/**
 * Counts a running date again by the calendar that is in force for the dossier now. Rungs that have not fired fire at their new instants; the ledger keeps when it
 * was due before, and by which decision it moved.
 */
export function recount(draft: Draft, deadline: Deadline, decision: string): void {
  const from = deadline.dueAt!;
  deadline.basis = { ...deadline.basis, moved: [...(deadline.basis.moved ?? []), { from, decision }] };
  move(draft, deadline, 'calendar', from);
}

/** Ends a deadline by the thing it waited for. One that was missed stays missed, unless somebody did the thing in time and it was only entered afterwards. */
export function meet(draft: Draft, deadline: Deadline | undefined): void {
  if (!deadline) return;
  if (deadline.status === 'breached' && draft.by && draft.at <= deadline.dueAt!) return correctBreach(draft, deadline);
  endEpisode(draft, deadline);
  // what is done, however late, is escalated no further
  deadline.pending = [];
  if (deadline.status !== 'running' && deadline.status !== 'suspended') return;
  const timeliness = timelinessOf(draft.world.calendar, draft.at, deadline.dueAt);
  deadline.status = 'met';
  record(draft, { type: 'deadlineMet', deadline: deadline.id, timeliness });
}

/** The breach stays among the facts, as what was believed until now; its lateness is over without an apology. */
function correctBreach(draft: Draft, deadline: Deadline): void {
  const episode = draft.state.episodes.find((each) => each.deadline === deadline.id && !each.over);
  deadline.status = 'met';
  const stillMissed = promised(draft).find((each) => each.status === 'breached');
  if (episode && stillMissed) episode.deadline = stillMissed.id;
  else if (episode) Object.assign(episode, { over: true, apologised: true });
  deadline.pending = [];
  const timeliness = timelinessOf(draft.world.calendar, draft.at, deadline.dueAt);
  record(draft, { type: 'breachCorrected', deadline: deadline.id, timeliness, episode: episode?.no ?? null });
}

/** Ends a deadline whose matter has gone away. */
export function cancel(draft: Draft, deadline: Deadline | undefined): void {
  if (!deadline) return;
  endEpisode(draft, deadline);
  deadline.pending = [];
  if (deadline.status !== 'running' && deadline.status !== 'suspended') return;
  deadline.status = 'cancelled';
  record(draft, { type: 'deadlineCancelled', deadline: deadline.id });
}

export function promised(draft: Draft): Deadline[] {
  return Object.values(draft.state.deadlines).filter((each) => isPromised(each.id));
}

function move(draft: Draft, deadline: Deadline, cause: string, from: number | null): void {
  aim(draft, deadline);
  record(draft, { type: 'deadlineMoved', deadline: deadline.id, dueAt: deadline.dueAt, from, cause, basis: deadline.basis });
}

/** Computes the due instant and the instants of the rungs again, from the one count. */
function aim(draft: Draft, deadline: Deadline): void {
  const { calendar } = draft.world;
  if (draft.state.calendar !== undefined) deadline.basis = { ...deadline.basis, calendar: draft.state.calendar };
  const dueAt = dueAtOf(calendar, deadline.basis);
  deadline.dueAt = dueAt;
  deadline.pending = [];
  if (dueAt === null) return;
  const unfired = deadline.rungs.filter((rung) => !deadline.fired.includes(rung.id));
  const aimed = unfired.map((rung) => ({ id: rung.id, at: rungAtOf(calendar, deadline.basis, dueAt, rung.at) }));
  // a rung that falls before the term began ("two days before" a term of one day) has nothing to say
  deadline.pending = aimed.filter((rung) => rung.at > deadline.basis.start).sort((a, b) => a.at - b.at);
  passOverBurst(draft, deadline);
}

/** Of several rungs already past when the clock resumes, only the highest fires, and it fires now. */
function passOverBurst(draft: Draft, deadline: Deadline): void {
  const past = deadline.pending.filter((rung) => rung.at <= draft.at);
  const highest = past.pop();
  if (!highest) return;
  deadline.fired.push(...past.map((rung) => rung.id));
  const ahead = deadline.pending.filter((rung) => rung.at > draft.at);
  deadline.pending = [{ id: highest.id, at: draft.at }, ...ahead];
}

/** When the missed thing is done at last, its lateness is over, and the new date promised for it is met with it. */
function endEpisode(draft: Draft, deadline: Deadline): void {
  const episode = draft.state.episodes.find((each) => each.deadline === deadline.id && !each.over);
  if (!episode) return;
  episode.over = true;
  meet(draft, draft.state.deadlines['appointment:new']);
}
