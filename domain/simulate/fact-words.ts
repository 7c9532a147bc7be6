import type { Fact, FactType } from '../engine/fact.js';
import type { Plan } from '../procedure/plan.js';

/** `deadlineBreached` as people write it in a scenario: `deadline breached`. */
export function factWords(type: FactType): string {
  return type.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

/** The step a fact speaks of, through its run where it names one. */
export function stepOfFact(fact: Fact): string | undefined {
  if ('step' in fact) return fact.step;
  return 'run' in fact && typeof fact.run === 'string' ? fact.run.split('#')[0] : undefined;
}

/** A deadline as people name it: `total`, `first`, `step appraise`, `supplement`. */
export function deadlineWords(deadline: string): string {
  if (deadline.startsWith('appointment:')) return deadline.slice('appointment:'.length);
  const bare = deadline.split('#')[0]!;
  return bare.startsWith('step:') ? `step ${bare.slice('step:'.length)}` : bare;
}

/** The deadline behind a promised date: without appointments of its own, a procedure promises one, the end of its term. */
export function appointmentDeadline(plan: Plan, appointment: string): string {
  const implicit = plan.appointments[appointment];
  return appointment === 'total' || (implicit?.opens === 'reception' && implicit.closes === 'end') ? 'total' : `appointment:${appointment}`;
}
