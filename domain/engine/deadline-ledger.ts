/** From the clock basis of a deadline to its instants: the one place from which timers, lists, receipts and explanations take their dates. */
import type { Calendar } from '../calendar/calendar.js';
import { workingTime } from '../calendar/working-time.js';
import { computeDue } from '../clock/due.js';
import { dueOfLegs, type LegsRun } from '../clock/legs.js';
import { type FixedRun, rungInstant } from '../clock/rungs.js';
import type { Ledger, LedgerLine, Suspension, TermRun } from '../clock/term.js';
import type { World } from './engine.js';
import type { Plan, RungAt } from '../procedure/plan.js';
import type { Instant } from '../time/instant.js';
import type { ClockBasis, Deadline } from './state.js';

/** The calendar a date was counted by: not always the one in force, for a revised calendar leaves promised dates alone. */
export function countedBy({ calendar, calendars }: Pick<World, 'calendar' | 'calendars'>, basis: ClockBasis): Calendar {
  return calendars?.[basis.calendar ?? ''] ?? calendar;
}

/** The whole ledger, for explaining. A date promised by hand has none but itself. When it was due before a revised calendar stands before the last line. */
export function ledgerOf(calendar: Calendar, basis: ClockBasis): Ledger {
  const run = runOf(calendar, basis);
  if (run === null || 'fixed' in run) return { lines: [], dueAt: run?.fixed ?? null, provisional: false };
  const ledger = 'term' in run ? computeDue(calendar, run) : dueOfLegs(calendar, run);
  const moved = (basis.moved ?? []).map((each) => movedLine(calendar, each));
  const last = ledger.lines.length - (ledger.dueAt === null ? 0 : 1);
  return moved.length === 0 ? ledger : { ...ledger, lines: ledger.lines.toSpliced(last, 0, ...moved) };
}

function movedLine(calendar: Calendar, { from, decision }: NonNullable<ClockBasis['moved']>[number]): LedgerLine {
  return { rule: 'moved', date: workingTime(calendar).dateOf(from), at: from, note: decision };
}

/**
 * When a running date is due by a revised calendar; null where it stays as it is. Only ever later: the printed date is a promise and the applicant's own terms are
 * his, so a make-up day that would bring a date forward moves nothing. What was told to nobody helps nobody, and would make late at once what was in time. What has
 * been missed stays missed, and what stands still has no date to move: it is counted by the calendar in force when it runs again.
 */
export function dueByRevised(calendar: Calendar, { status, dueAt, basis }: Pick<Deadline, 'status' | 'dueAt' | 'basis'>): Instant | null {
  if (status !== 'running' || dueAt === null) return null;
  const revised = dueAtOf(calendar, basis);
  return revised !== null && revised > dueAt ? revised : null;
}

/** The last line of the ledger without the others; null while suspended. */
export function dueAtOf(calendar: Calendar, basis: ClockBasis): Instant | null {
  const run = runOf(calendar, basis);
  return run && rungInstant(calendar, run, { due: 'due' });
}

/** Whether the first is due later than the other. */
export function laterDue(calendar: Calendar, one: ClockBasis, other: ClockBasis): boolean {
  return (dueAtOf(calendar, one) ?? 0) > (dueAtOf(calendar, other) ?? 0);
}

/** When a rung of a running deadline is reached. */
export function rungAtOf(calendar: Calendar, basis: ClockBasis, dueAt: Instant, rung: RungAt): Instant {
  const run = runOf(calendar, basis);
  return (run && rungInstant(calendar, run, rung, dueAt)) ?? dueAt;
}

/** Until when the extension of a running term can be asked for (Decree 61/2018, art. 19.9). */
export function latestToAsk(
  calendar: Calendar,
  { regime }: Pick<Plan, 'regime'>,
  { basis, dueAt }: { readonly basis: ClockBasis; readonly dueAt: Instant },
): Instant {
  const { askBefore } = regime.extension;
  return rungAtOf(calendar, basis, dueAt, { due: { ...askBefore, length: -askBefore.length } });
}

/** Null while a date promised by hand is suspended. */
function runOf(calendar: Calendar, basis: ClockBasis): TermRun | LegsRun | FixedRun | null {
  const { start, term, legs, fixed, cutOff, extension, extensionUnit, suspensions } = basis;
  const counted = { start, extension, suspensions, ...(cutOff && { cutOff }) };
  if (fixed !== undefined) return fixedRun(calendar, start, fixed, suspensions);
  return term ? { ...counted, term } : { ...counted, legs: legs ?? [], extensionUnit };
}

/** A date promised by hand has no term to count again: the office time that was left when the clock stopped is left when it goes on. */
function fixedRun(calendar: Calendar, start: Instant, fixed: Instant, suspensions: readonly Suspension[]): FixedRun | null {
  const { officeTime, addOfficeTime } = workingTime(calendar);
  let due = fixed;
  for (const { from, to } of suspensions) {
    if (from > due) break;
    if (to === null) return null;
    due = addOfficeTime(to, officeTime(from, due));
  }
  return { start, fixed: due };
}
