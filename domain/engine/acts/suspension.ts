import { hold, promised, release } from '../deadlines.js';
import { command, type Draft, record } from '../draft.js';
import type { Actor } from '../event.js';
import type { Refusal } from '../engine.js';
import type { Deadline } from '../state.js';
import { type ActOf, type ActRule, firstOf, headsAgency, headsCentre, inProcess, refuse } from './rule.js';

/** A cause outside everybody's power that sector law takes out of the count (storm, power failure, a court's order), announced the same day (Decree 99/2022, art. 16.3). */
export const suspend: ActRule<ActOf<'suspend'>> = {
  permitted: (draft, by) =>
    firstOf(
      () => inProcess(draft),
      () => (causes(draft).length > 0 ? null : refuse('NOT_ALLOWED_NOW', draft.state.status)),
      () => leads(draft, by),
    ),
  details: (draft, act) =>
    draft.state.suspendedFor.includes(act.cause)
      ? refuse('ALREADY_SUSPENDED', act.cause)
      : causes(draft).includes(act.cause)
        ? null
        : refuse('CAUSE_UNKNOWN', act.cause, causes(draft)),
  carryOut: (draft, act) => {
    draft.state.suspendedFor.push(act.cause);
    record(draft, { type: 'dossierSuspended', cause: act.cause, note: act.note });
    for (const deadline of stopped(draft)) hold(draft, deadline, act.cause, 'pause');
    command(draft, 'notify-suspended', { type: 'notify', to: 'applicant', about: 'suspended', note: act.note });
  },
  choices: (draft) => causes(draft).filter((cause) => !draft.state.suspendedFor.includes(cause)),
};

export const resume: ActRule<ActOf<'resume'>> = {
  permitted: (draft, by) => (draft.state.suspendedFor.length > 0 ? leads(draft, by) : refuse('NOT_SUSPENDED')),
  details: (draft, act) =>
    draft.state.suspendedFor.includes(act.cause) ? null : refuse('CAUSE_UNKNOWN', act.cause, draft.state.suspendedFor),
  carryOut: (draft, act) => {
    draft.state.suspendedFor = draft.state.suspendedFor.filter((cause) => cause !== act.cause);
    record(draft, { type: 'dossierResumed', cause: act.cause, ...(act.note && { note: act.note }) });
    for (const deadline of stopped(draft)) release(draft, deadline, act.cause);
    command(draft, 'notify-resumed', { type: 'notify', to: 'applicant', about: 'resumed' });
  },
  choices: (draft) => draft.state.suspendedFor,
};

/** The promised dates and the terms of the open steps. */
function stopped(draft: Draft): Deadline[] {
  return [...promised(draft), ...draft.state.runs.flatMap((run) => draft.state.deadlines[`step:${run.id}`] ?? [])];
}

function causes(draft: Draft): string[] {
  return Object.keys(draft.world.plan.regime.suspension ?? {});
}

/** The head of the centre, or of the agency that holds the dossier. */
function leads(draft: Draft, by: Actor): Refusal | null {
  const { holder } = draft.state;
  const refusal = headsCentre(draft, by);
  return refusal && holder.kind === 'agency' ? headsAgency(draft, by, holder.agency) : refusal;
}
