/** What the dates promised to the applicant are counted from, before they begin to run. */
import { inOrder } from '../procedure/legs-in-order.js';
import type { Plan } from '../procedure/plan.js';
import type { Instant } from '../time/instant.js';
import { laterDue } from './deadline-ledger.js';
import type { World } from './engine.js';
import type { Medium } from './event.js';
import type { ClockBasis } from './state.js';

export type Counted = Pick<ClockBasis, 'term' | 'legs' | 'cutOff'>;

/** From `start` on, nothing added and nothing stopped. */
export function blankBasis(plan: Plan, start: Instant): ClockBasis {
  return { start, extension: 0, extensionUnit: plan.term.unit, suspensions: [] };
}

/** The term of the dossier. It never promises less than its legs need: on paper those of a parallel step may come one after the other. */
export function promisedTerm({ plan, calendar }: World, medium: Medium, start: Instant): Counted {
  const cutOff = plan.cutOff && { cutOff: plan.cutOff };
  const legs = plan.appointments['result']?.legs;
  const term = { term: plan.term, ...cutOff };
  if (medium !== 'paper' || !legs) return term;
  const onPaper = { legs: inOrder(legs), ...cutOff };
  const blank = blankBasis(plan, start);
  return laterDue(calendar, { ...blank, ...onPaper }, { ...blank, ...term }) ? onPaper : term;
}

/** One of several appointments; null where the only one is the term of the dossier itself. The cut-off is for what the applicant brings. */
export function promisedAppointment(plan: Plan, medium: Medium, name: string): Counted | null {
  const { legs, opens, closes } = plan.appointments[name]!;
  if (opens === 'reception' && closes === 'end') return null;
  const taken = medium === 'paper' ? inOrder(legs) : legs;
  return { legs: taken, ...(opens === 'reception' && plan.cutOff && { cutOff: plan.cutOff }) };
}
