/** What each kind of step asks for when a dossier enters it. */
import { evaluate } from '../procedure/evaluate.js';
import type { ApplicantStep, AutomaticStep, ConsultStep, DecideStep, HandoffStep, ParallelStep, Step } from '../procedure/plan.js';
import { assertNever } from './assert-never.js';
import { command, type Draft, record } from './draft.js';
import { finish, leave, openStep } from './flow.js';
import type { Run } from './state.js';

export function enter(draft: Draft, run: Run, step: Step): void {
  switch (step.kind) {
    case 'task':
    case 'posting':
      return;
    case 'handoff':
      return enterHandoff(draft, run, step);
    case 'consult':
      return enterConsult(draft, run, step);
    case 'applicant':
      return enterApplicant(draft, run, step);
    case 'decide':
      return enterDecide(draft, run, step);
    case 'parallel':
      return enterParallel(draft, run, step);
    case 'automatic':
      return enterAutomatic(draft, run, step);
    case 'deliver':
      finish(draft, 'granted');
      return command(draft, 'notify-ready', { type: 'notify', to: 'applicant', about: 'result ready', run: run.id });
    default:
      return assertNever(step);
  }
}

function enterHandoff(draft: Draft, run: Run, step: HandoffStep): void {
  const agency = draft.state.bindings[step.to]!;
  const party = draft.world.plan.parties[step.to]!;
  record(draft, { type: 'handoffRequested', run: run.id, step: step.id, to: step.to, agency, message: step.message });
  if (!party.connector) return;
  const { connector } = party;
  command(draft, `send-${run.id}`, { type: 'send handoff', run: run.id, step: step.id, party: step.to, agency, connector, message: step.message });
}

function enterConsult(draft: Draft, run: Run, step: ConsultStep): void {
  run.awaiting = [...step.of];
  for (const party of step.of) {
    const agency = draft.state.bindings[party]!;
    const role = draft.world.plan.parties[party]?.role;
    record(draft, { type: 'opinionAsked', run: run.id, party, agency });
    command(draft, `ask-${party}`, { type: 'notify', to: party, agency, ...(role && { role }), about: 'opinion asked', run: run.id });
  }
}

/** Pays what the named reply stated; where nothing is left to pay, the step is over at once. */
function enterApplicant(draft: Draft, run: Run, step: ApplicantStep): void {
  if (step.act !== 'pay') return;
  const wanted = step.obligation;
  const owed = draft.state.obligations.filter((each) => each.step === wanted?.step && each.reply === wanted.reply).at(-1);
  if (!owed || owed.left === 0) return leave(draft, run, 'nothing to pay', step.next);
  run.obligation = { reference: owed.reference, left: owed.left };
  command(draft, `pay-${run.id}`, { type: 'notify', to: 'applicant', about: 'payment due', run: run.id });
}

function enterDecide(draft: Draft, run: Run, step: DecideStep): void {
  const index = step.cases.findIndex((each) => evaluate(each.when, draft.state.choices) === true);
  const go = step.cases[index]?.go ?? step.otherwise;
  leave(draft, run, index < 0 ? 'else' : `case ${index + 1}`, go);
}

function enterParallel(draft: Draft, run: Run, step: ParallelStep): void {
  for (const [branch, first] of Object.entries(step.branches)) {
    // a branch that ends at once (a decision that leads to the join) may have ended the whole step
    if (!draft.state.runs.includes(run)) return;
    openStep(draft, first, { run: run.id, branch });
  }
}

function enterAutomatic(draft: Draft, run: Run, step: AutomaticStep): void {
  command(draft, `run-${run.id}`, { type: 'run automatic', run: run.id, activity: step.activity, register: step.register });
}
