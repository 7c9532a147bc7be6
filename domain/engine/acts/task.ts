import type { Go, Step, TaskStep } from '../../procedure/plan.js';
import type { Refusal } from '../engine.js';
import { meet } from '../deadlines.js';
import { type Draft, record } from '../draft.js';
import type { Actor, Complete } from '../event.js';
import { close, leave, onward } from '../flow.js';
import type { Run } from '../state.js';
import { partyOf } from '../parties.js';
import { type ActOf, type ActRule, actsFor, firstOf, isSystem, loopLeft, refuse } from './rule.js';

export const claim: ActRule<ActOf<'claim'>> = {
  permitted: (draft, by, run) =>
    firstOf(
      () => mayWorkOn(draft, by, run!),
      () => (run!.officer ? refuse('HELD_BY_ANOTHER', run!.officer) : null),
    ),
  carryOut: (draft, act) => {
    const { run, officer } = working(draft, act.run);
    run.officer = officer;
    record(draft, { type: 'taskClaimed', run: run.id, officer });
  },
};

export const release: ActRule<ActOf<'release'>> = {
  permitted: (draft, by, run) =>
    firstOf(
      () => (run!.officer ? null : refuse('NOT_ALLOWED_NOW')),
      () => (isSystem(by, 'roster') ? null : mayWorkOn(draft, by, run!)),
    ),
  carryOut: (draft, act) => {
    const { run } = working(draft, act.run);
    delete run.officer;
    record(draft, { type: 'taskReleased', run: run.id });
  },
};

/** The head gives a task to another officer of the agency. */
export const reassign: ActRule<ActOf<'reassign'>> = {
  permitted: (draft, by, run) =>
    firstOf(
      () => workable(stepOf(draft, run!)),
      () => actsFor(draft, by, partyOf(stepOf(draft, run!))!, 'head'),
    ),
  carryOut: (draft, act) => {
    const { run } = working(draft, act.run);
    run.officer = act.officer;
    record(draft, { type: 'taskReassigned', run: run.id, officer: act.officer });
  },
};

export const complete: ActRule<Complete> = {
  permitted: (draft, by, run) =>
    firstOf(
      () => onlyTasks(stepOf(draft, run!)),
      () => mayWorkOn(draft, by, run!),
      () => waitsForSupplement(draft, run!),
    ),
  details: (draft, act) => {
    const { step } = taskOf(draft, act.run);
    return firstOf(
      () => outcomeKnown(step, act.outcome),
      () => loopLeft(draft, step.id, goOf(step, act.outcome)!),
      () => resultsComplete(step, act),
    );
  },
  carryOut: (draft, act) => {
    const { run, step } = taskOf(draft, act.run);
    const outcome = act.outcome ?? Object.keys(step.outcomes)[0]!;
    Object.assign(draft.state.results, act.results);
    completedBy(draft, run);
    close(draft, run);
    meet(draft, draft.state.deadlines[`step:${run.id}`]);
    record(draft, {
      type: 'stepCompleted',
      run: run.id,
      step: run.step,
      outcome,
      ...(act.results && { results: act.results }),
      ...(act.note && { note: act.note }),
    });
    onward(draft, run, goOf(step, outcome)!);
  },
  choices: (draft, run) => {
    const step = stepOf(draft, run!);
    return step.kind === 'task' ? Object.keys(step.outcomes).filter((outcome) => !loopLeft(draft, step.id, step.outcomes[outcome]!)) : [];
  },
};

/** Back to an earlier step, with the reason: one of the outcomes that lead backwards. */
export const returnTask: ActRule<ActOf<'return'>> = {
  permitted: (draft, by, run) =>
    firstOf(
      () => onlyTasks(stepOf(draft, run!)),
      () => (backward(stepOf(draft, run!) as TaskStep).length > 0 ? null : refuse('NOT_ALLOWED_NOW', run!.step)),
      () => mayWorkOn(draft, by, run!),
      () => waitsForSupplement(draft, run!),
    ),
  details: (draft, act) => {
    const { step } = taskOf(draft, act.run);
    const ways = backward(step).filter(([, go]) => act.to === undefined || go.to === act.to);
    if (ways.length !== 1)
      return refuse(
        act.to ? 'OUTCOME_UNKNOWN' : 'OUTCOME_MISSING',
        act.to,
        backward(step).map(([, go]) => go.to),
      );
    return loopLeft(draft, step.id, ways[0]![1]);
  },
  carryOut: (draft, act) => {
    const { run, step } = taskOf(draft, act.run);
    const [outcome, go] = backward(step).find(([, each]) => act.to === undefined || each.to === act.to)!;
    record(draft, { type: 'stepReturned', run: run.id, step: run.step, to: go.to, note: act.note });
    completedBy(draft, run);
    leave(draft, run, outcome, go);
  },
  choices: (draft, run) => {
    const step = stepOf(draft, run!) as TaskStep;
    return backward(step).flatMap(([, go]) => (loopLeft(draft, step.id, go) ? [] : [go.to]));
  },
};

/** An officer of the party, not one whom separation of duty excludes, and nobody else holds the task. */
export function mayWorkOn(draft: Draft, by: Actor, run: Run): Refusal | null {
  const step = stepOf(draft, run);
  return firstOf(
    () => workable(step),
    () => actsFor(draft, by, partyOf(step)!, 'role'),
    () =>
      step.kind === 'task' && step.differsFrom.some((other) => draft.state.completedBy[other]?.includes(officerOf(by)))
        ? refuse('SAME_OFFICER', officerOf(by), step.differsFrom)
        : null,
    () => otherDuty(draft, by, step),
    () => (run.officer && !standsFor(by, run.officer) ? refuse('HELD_BY_ANOTHER', run.officer) : null),
  );
}

/** Receiver, resolver and returner of one dossier are different persons, where the regime says so (D5). */
function otherDuty(draft: Draft, by: Actor, step: Step): Refusal | null {
  if (!draft.world.plan.regime.separation) return null;
  const duty = dutyOf(draft, step);
  const done = Object.entries(draft.state.completedBy).filter(([, officers]) => officers.includes(by.id));
  const others = done.map(([id]) => id).filter((id) => dutyOf(draft, draft.world.plan.steps[id]!) !== duty);
  const { receivedBy, acceptedBy } = draft.state;
  if ([receivedBy, acceptedBy].includes(by.id) && duty !== 'reception') others.push('reception');
  return others.length > 0 ? refuse('SAME_OFFICER', by.id, others) : null;
}

/** The first step at the centre is part of receiving; what the centre only hands over is returning; the rest resolves. */
function dutyOf({ world, state }: Draft, step: Step): 'reception' | 'resolution' | 'return' {
  if (step.kind === 'deliver') return 'return';
  return step.id === world.plan.start && step.kind === 'task' && state.bindings[step.by] === state.centre ? 'reception' : 'resolution';
}

function standsFor(by: Actor, officer: string): boolean {
  return by.id === officer || (by.kind === 'officer' && by.for?.includes(officer) === true);
}

export function completedBy(draft: Draft, run: Run): void {
  const officer = draft.by ? officerOf(draft.by) : '';
  const before = draft.state.completedBy[run.step] ?? [];
  if (!before.includes(officer)) draft.state.completedBy[run.step] = [...before, officer];
}

export function stepOf(draft: Draft, run: Run): Step {
  return draft.world.plan.steps[run.step]!;
}

export function waitsForSupplement(draft: Draft, run: Run): Refusal | null {
  return draft.state.supplements.open?.run === run.id ? refuse('SUPPLEMENT_OPEN') : null;
}

function working(draft: Draft, id: string): { run: Run; officer: string } {
  return { run: draft.state.runs.find((run) => run.id === id)!, officer: officerOf(draft.by!) };
}

function officerOf(by: Actor): string {
  return by.id;
}

function taskOf(draft: Draft, id: string): { run: Run; step: TaskStep } {
  const run = draft.state.runs.find((each) => each.id === id)!;
  return { run, step: stepOf(draft, run) as TaskStep };
}

function workable(step: Step): Refusal | null {
  return step.kind === 'task' || step.kind === 'deliver' ? null : refuse('NOT_ALLOWED_NOW', step.id);
}

function onlyTasks(step: Step): Refusal | null {
  return step.kind === 'task' ? null : refuse('NOT_ALLOWED_NOW', step.id);
}

function backward(step: TaskStep): [string, Go][] {
  return Object.entries(step.outcomes).filter(([, go]) => go.atMost !== undefined);
}

function goOf(step: TaskStep, outcome: string | undefined): Go | undefined {
  return step.outcomes[outcome ?? Object.keys(step.outcomes)[0]!];
}

function outcomeKnown(step: TaskStep, outcome: string | undefined): Refusal | null {
  const known = Object.keys(step.outcomes);
  if (outcome === undefined) return known.length === 1 ? null : refuse('OUTCOME_MISSING', undefined, known);
  return known.includes(outcome) ? null : refuse('OUTCOME_UNKNOWN', outcome, known);
}

function resultsComplete(step: TaskStep, act: Complete): Refusal | null {
  const go = goOf(step, act.outcome);
  const brought = Object.keys(act.results ?? {});
  const unknown = brought.find((key) => !step.produces.includes(key));
  if (unknown !== undefined) return refuse('RESULT_MISSING', unknown, step.produces);
  if (go?.atMost !== undefined) return null;
  const missing = step.produces.find((key) => !brought.includes(key));
  return missing === undefined ? null : refuse('RESULT_MISSING', missing, step.produces);
}
