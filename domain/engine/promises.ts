/** The dates promised to the applicant: as first told, as they are now and why, and whether they are foreseen to be kept. */
import { workingTime } from '../calendar/working-time.js';
import type { Instant } from '../time/instant.js';
import { countedBy, dueAtOf } from './deadline-ledger.js';
import { isPromised } from './deadlines.js';
import type { Fact } from './fact.js';
import { type Foresight, type Known, resumed } from './foresee.js';
import { instantOf, isOpen } from './journey.js';
import { blankBasis, promisedAppointment, promisedTerm } from './promise.js';
import type { ClockBasis, Deadline, DeadlineId } from './state.js';
import type { DeadlineView } from './view.js';

export interface PromisedDate {
  readonly id: DeadlineId;
  readonly status: Deadline['status'] | 'foreseen';
  /** As it was told first; null while it has not begun. */
  readonly promisedAt: Instant | null;
  /** Now; null while it is suspended or has not begun. */
  readonly dueAt: Instant | null;
  /** Every time it moved, in order. Nothing else moves it. */
  readonly moves: readonly { readonly at: Instant; readonly cause: string; readonly from: Instant | null; readonly to: Instant | null }[];
  /** When it was met, in time or not; null while it is open. */
  readonly endedAt: Instant | null;
  /** When it is foreseen to be met; null when it has been. */
  readonly foreseenAt: Instant | null;
  /** Where the date will be when all has stood still that is foreseen to stand still. */
  readonly expectedAt: Instant | null;
  /** Office time by which it is missed, or is foreseen to be. */
  readonly late: number;
}

type Begun = DeadlineView & { readonly id: DeadlineId };

/** The whole dossier, its appointments in the order of the plan, a new appointment. Those that do not begin on the way foreseen are left out. */
export function promisedDates(known: Known, foresight: Foresight, facts: readonly Fact[]): PromisedDate[] {
  const explicit = Object.keys(known.plan.appointments).map((name) => `appointment:${name}`);
  const ids = new Set(['total', ...explicit, ...Object.keys(known.view.deadlines).filter(isPromised)]);
  return [...ids].flatMap((id) => promisedDate(known, foresight, facts, id) ?? []);
}

function promisedDate(known: Known, foresight: Foresight, facts: readonly Fact[], id: DeadlineId): PromisedDate | null {
  const deadline = known.view.deadlines[id];
  return deadline ? begun(known, foresight, facts, { id, ...deadline }) : toCome(known, foresight, id);
}

function begun(known: Known, foresight: Foresight, facts: readonly Fact[], deadline: Begun): PromisedDate {
  const { id, status, dueAt, basis } = deadline;
  const endedAt = endOf(known, facts, deadline);
  const foreseenAt = endedAt === null ? foreseenEnd(foresight, id) : null;
  const expectedAt = status === 'running' || status === 'suspended' ? expected(known, foresight, basis, foreseenAt) : dueAt;
  const late = officeTimeAfter(known, expectedAt, endedAt ?? foreseenAt);
  return { id, status, ...history(facts, id), dueAt, endedAt, foreseenAt, expectedAt, late };
}

function toCome(known: Known, foresight: Foresight, id: DeadlineId): PromisedDate | null {
  const basis = basisForeseen(known, foresight, id);
  if (!basis) return null;
  const foreseenAt = foreseenEnd(foresight, id);
  const expectedAt = expected(known, foresight, basis, foreseenAt);
  const late = officeTimeAfter(known, expectedAt, foreseenAt);
  return { id, status: 'foreseen', promisedAt: null, dueAt: null, moves: [], endedAt: null, foreseenAt, expectedAt, late };
}

function foreseenEnd({ closes, endsAt }: Foresight, id: DeadlineId): Instant | null {
  return closes.get(nameOf(id)) ?? endsAt;
}

function expected(known: Known, foresight: Foresight, basis: ClockBasis, until: Instant | null): Instant | null {
  return dueAtOf(countedBy(known, basis), { ...basis, suspensions: standing(known, foresight, basis, until ?? Infinity) });
}

function officeTimeAfter({ calendar }: Known, dueAt: Instant | null, end: Instant | null): number {
  return dueAt === null || end === null ? 0 : workingTime(calendar).officeTime(dueAt, end);
}

function nameOf(id: DeadlineId): string {
  return id.slice('appointment:'.length);
}

function basisForeseen(known: Known, { opens }: Foresight, id: DeadlineId): ClockBasis | null {
  const { plan, view } = known;
  const appointment = plan.appointments[nameOf(id)];
  const start = opens.get(id === 'total' || appointment?.opens === 'reception' ? 'total' : nameOf(id));
  if (start === undefined) return null;
  const counted = id === 'total' ? promisedTerm(known, view.medium, start) : promisedAppointment(plan, view.medium, nameOf(id));
  return counted && { ...blankBasis(plan, start), ...counted };
}

/** Its suspensions, the open one until what holds it is foreseen to end, and those to come before it is met. */
function standing({ journey, plan, now }: Known, { ends, pauses }: Foresight, { start, suspensions }: ClockBasis, met: Instant) {
  const holding = journey.runs.filter((run) => isOpen(run) && plan.steps[run.step]!.clock === 'paused');
  const over = Math.max(now, ...holding.map((run) => ends.get(run.id) ?? now));
  return [...resumed(suspensions, over), ...pauses.filter(({ from }) => from >= start && from < met)];
}

/** A missed date is met at last when the step is entered that meets it, or processing ends. */
function endOf({ journey, plan, reckoning }: Known, facts: readonly Fact[], { id, basis }: Begun): Instant | null {
  const ended = facts.findLast(
    (fact) => (fact.type === 'deadlineMet' || fact.type === 'breachCorrected' || fact.type === 'deadlineCancelled') && fact.deadline === id,
  );
  if (ended) return instantOf(ended, reckoning);
  const closes = plan.appointments[nameOf(id)]?.closes;
  const entered = journey.runs.find(({ step, openedAt }) => step === closes && openedAt >= basis.start);
  return entered?.openedAt ?? journey.processedAt ?? journey.closedAt;
}

function history(facts: readonly Fact[], id: DeadlineId): Pick<PromisedDate, 'promisedAt' | 'moves'> {
  let promisedAt: Instant | null = null;
  let before: Instant | null = null;
  const moves: PromisedDate['moves'][number][] = [];
  for (const fact of facts) {
    if (fact.type !== 'deadlineStarted' && fact.type !== 'deadlineMoved' && fact.type !== 'deadlineSuspended') continue;
    if (fact.deadline !== id) continue;
    if (fact.type === 'deadlineStarted') promisedAt ??= fact.dueAt;
    else moves.push({ at: fact.effectiveAt, cause: fact.cause, from: before, to: 'dueAt' in fact ? fact.dueAt : null });
    before = 'dueAt' in fact ? fact.dueAt : null;
  }
  return { promisedAt, moves };
}
