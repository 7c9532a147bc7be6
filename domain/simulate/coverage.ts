import type { Fact } from '../engine/fact.js';
import type { Plan, Step } from '../procedure/plan.js';

/** The ways out of a step that scenarios should take, in the words of the facts. */
function waysOf(step: Step): string[] {
  switch (step.kind) {
    case 'task':
      return Object.keys(step.outcomes);
    case 'handoff':
      return Object.keys(step.replies);
    case 'decide':
      return [...step.cases.map((_, index) => `case ${index + 1}`), 'else'];
    case 'consult':
      return step.silence === 'consent' ? ['answered', 'silence'] : ['answered'];
    case 'posting':
      return step.objection ? ['ended', 'objection'] : ['ended'];
    case 'applicant':
      return [step.act === 'pay' ? 'paid' : 'done', ...(step.late?.outcome ? ['late'] : [])];
    case 'deliver':
      return [...step.methods];
    case 'automatic':
      return ['done'];
    case 'dossier':
      return Object.keys(step.outcomes);
    case 'parallel':
      return ['joined'];
  }
}

/** What no scenario has tried yet: steps never entered and ways never taken, as `refer-tax: returned-as-wrong`. */
export function untried(plan: Plan, runs: readonly (readonly Fact[])[]): string[] {
  const tried = new Set(runs.flat().flatMap(wayTaken));
  return Object.values(plan.steps).flatMap((step) =>
    waysOf(step).flatMap((way) => (tried.has(`${step.id}: ${way}`) ? [] : [`${step.id}: ${way}`])),
  );
}

function wayTaken(fact: Fact): string[] {
  if (fact.type === 'stepCompleted') return [`${fact.step}: ${fact.outcome}`];
  // a wait that ends the dossier when it is over has left its step by being late
  return fact.type === 'dossierStopped' ? [`${fact.cause}: late`] : [];
}
