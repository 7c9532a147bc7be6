/** What each kind of step asks for when a dossier enters it. */
import { evaluate } from '../procedure/evaluate.js';
import type { ApplicantStep, AutomaticStep, ConsultStep, DecideStep, DossierStep, Go, HandoffStep, Step } from '../procedure/plan.js';
import { assertNever } from './assert-never.js';
import { command, type Draft, record } from './draft.js';
import type { Run } from './state.js';

/** How it goes on from there: somebody must act first; the step is over at once; its branches open; processing is over. */
export type Entered =
  | { readonly then: 'wait' }
  | { readonly then: 'leave'; readonly outcome: string; readonly go: Go }
  | { readonly then: 'branch' }
  | { readonly then: 'finish' };

const WAIT: Entered = { then: 'wait' };

export function enter(draft: Draft, run: Run, step: Step): Entered {
  switch (step.kind) {
    case 'task':
    case 'posting':
      return WAIT;
    case 'handoff':
      return enterHandoff(draft, run, step);
    case 'consult':
      return enterConsult(draft, run, step);
    case 'applicant':
      return enterApplicant(draft, run, step);
    case 'decide':
      return enterDecide(draft, step);
    case 'parallel':
      return { then: 'branch' };
    case 'automatic':
      return enterAutomatic(draft, run, step);
    case 'deliver':
      return { then: 'finish' };
    case 'dossier':
      return enterDossier(draft, run, step);
    default:
      return assertNever(step);
  }
}

function enterHandoff(draft: Draft, run: Run, step: HandoffStep): Entered {
  const agency = draft.state.bindings[step.to]!;
  const party = draft.world.plan.parties[step.to]!;
  record(draft, { type: 'handoffRequested', run: run.id, step: step.id, to: step.to, agency, message: step.message });
  if (!party.connector) return WAIT;
  const { connector } = party;
  command(draft, `send-${run.id}`, {
    type: 'send handoff',
    run: run.id,
    step: step.id,
    party: step.to,
    agency,
    connector,
    message: step.message,
  });
  return WAIT;
}

function enterConsult(draft: Draft, run: Run, step: ConsultStep): Entered {
  run.awaiting = [...step.of];
  for (const party of step.of) {
    const agency = draft.state.bindings[party]!;
    const role = draft.world.plan.parties[party]?.role;
    record(draft, { type: 'opinionAsked', run: run.id, party, agency });
    command(draft, `ask-${party}`, { type: 'notify', to: party, agency, ...(role && { role }), about: 'opinion asked', run: run.id });
  }
  return WAIT;
}

/** Pays what the named reply stated; where nothing is left to pay, the step is over at once. */
function enterApplicant(draft: Draft, run: Run, step: ApplicantStep): Entered {
  if (step.act !== 'pay') return WAIT;
  const wanted = step.obligation;
  const owed = draft.state.obligations.filter((each) => each.step === wanted?.step && each.reply === wanted.reply && each.left > 0);
  if (owed.length === 0) return { then: 'leave', outcome: 'nothing to pay', go: step.next };
  run.obligations = owed.map((each) => each.reference);
  command(draft, `pay-${run.id}`, { type: 'notify', to: 'applicant', about: 'payment due', run: run.id });
  return WAIT;
}

function enterDecide(draft: Draft, step: DecideStep): Entered {
  const index = step.cases.findIndex((each) => evaluate(each.when, draft.state.choices) === true);
  const go = step.cases[index]?.go ?? step.otherwise;
  return { then: 'leave', outcome: index < 0 ? 'else' : `case ${index + 1}`, go };
}

function enterDossier(draft: Draft, run: Run, step: DossierStep): Entered {
  const agency = draft.state.bindings[step.at]!;
  const { procedure } = step;
  record(draft, { type: 'linkedDossierRequested', run: run.id, step: step.id, procedure, agency });
  command(draft, `open-${run.id}`, { type: 'open dossier', run: run.id, step: step.id, procedure, agency });
  return WAIT;
}

function enterAutomatic(draft: Draft, run: Run, step: AutomaticStep): Entered {
  command(draft, `run-${run.id}`, { type: 'run automatic', run: run.id, activity: step.activity, register: step.register });
  return WAIT;
}
