/** From the clock basis of a deadline to its instants: the one place from which timers, lists, receipts and explanations take their dates. */
import type { Calendar } from '../calendar/calendar.js';
import { computeDue } from '../clock/due.js';
import { dueOfLegs, type LegsRun } from '../clock/legs.js';
import { type FixedRun, rungInstant } from '../clock/rungs.js';
import type { Ledger, TermRun } from '../clock/term.js';
import type { RungAt } from '../procedure/plan.js';
import type { Instant } from '../time/instant.js';
import type { ClockBasis } from './state.js';

/** The whole ledger, for explaining. A date promised by hand has none but itself. */
export function ledgerOf(calendar: Calendar, basis: ClockBasis): Ledger {
  const run = runOf(basis);
  if ('fixed' in run) return { lines: [], dueAt: run.fixed, provisional: false };
  return 'term' in run ? computeDue(calendar, run) : dueOfLegs(calendar, run);
}

/** The last line of the ledger without the others; null while suspended. */
export function dueAtOf(calendar: Calendar, basis: ClockBasis): Instant | null {
  return rungInstant(calendar, runOf(basis), { due: 'due' });
}

/** When a rung of a running deadline is reached. */
export function rungAtOf(calendar: Calendar, basis: ClockBasis, dueAt: Instant, rung: RungAt): Instant {
  return rungInstant(calendar, runOf(basis), rung, dueAt) ?? dueAt;
}

function runOf(basis: ClockBasis): TermRun | LegsRun | FixedRun {
  const { start, term, legs, fixed, cutOff, extension, extensionUnit, suspensions } = basis;
  const counted = { start, extension, suspensions, ...(cutOff && { cutOff }) };
  if (fixed !== undefined) return { start, fixed };
  return term ? { ...counted, term } : { ...counted, legs: legs ?? [], extensionUnit };
}
