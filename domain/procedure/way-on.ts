import { type Choices, evaluate } from './evaluate.js';
import type { DecideStep, Go, Plan, Step, StepId } from './plan.js';

/** The first case that is true, or else the rest. Throws EvaluationError. */
export function decide(step: DecideStep, choices: Choices): { outcome: string; go: Go } {
  const index = step.cases.findIndex((each) => evaluate(each.when, choices) === true);
  return { outcome: index < 0 ? 'else' : `case ${index + 1}`, go: step.cases[index]?.go ?? step.otherwise };
}

/** Where a dossier with these data goes from a step when nothing out of the ordinary happens; undefined after its delivery. */
export function wayOn(plan: Plan, step: Step, choices: Choices): StepId | 'join' | 'end' | undefined {
  return step.kind === 'decide' ? decide(step, choices).go.to : plan.way[step.id];
}
