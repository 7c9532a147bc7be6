import type { Calendar } from '../calendar/calendar.js';
import { computeDue } from '../clock/due.js';
import { dueOfLegs } from '../clock/legs.js';
import type { Ledger } from '../clock/term.js';
import type { ClockBasis } from './state.js';

/** The ledger of a deadline: the one place from which timers, receipts and explanations take their date. */
export function ledgerOf(calendar: Calendar, basis: ClockBasis): Ledger {
  const { start, term, legs, fixed, cutOff, extension, extensionUnit, suspensions } = basis;
  if (fixed !== undefined) return { lines: [], dueAt: fixed, provisional: false };
  if (term) return computeDue(calendar, { term, start, ...(cutOff && { cutOff }), extension, suspensions });
  return dueOfLegs(calendar, { legs: legs ?? [], start, ...(cutOff && { cutOff }), extension, extensionUnit, suspensions });
}
