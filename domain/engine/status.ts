import { type Draft, record } from './draft.js';
import type { State, Status } from './state.js';

/** Records a change of status. */
export function settleStatus(draft: Draft): void {
  const status = statusOf(draft);
  if (status === draft.state.status && !justReceived(draft)) return;
  draft.state.status = status;
  record(draft, { type: 'statusChanged', status });
}

/** The first status is a change from nothing. */
function justReceived(draft: Draft): boolean {
  return draft.facts[0]?.type === 'dossierReceived';
}

function statusOf(draft: Draft): Status {
  const { state } = draft;
  if (state.closed) return closedStatus(state);
  if (state.acceptedAt === undefined) return state.supplements.open ? 'supplement before acceptance' : 'submitted';
  if (state.supplements.open) return 'supplement requested';
  if (state.outcome) return state.outcome === 'refused' ? 'refused' : 'processed';
  return openStatus(draft);
}

function closedStatus(state: State): Status {
  if (state.outcome === 'not accepted') return 'not accepted';
  return state.outcome === 'withdrawn' || state.outcome === 'stopped' ? 'stopped' : 'delivered';
}

/** An agency's open task shows before any wait beside it. */
function openStatus(draft: Draft): Status {
  const steps = draft.state.runs.map((run) => draft.world.plan.steps[run.step]!);
  const kinds = new Set(steps.map((step) => step.kind));
  if (kinds.has('task') || kinds.has('posting') || kinds.has('consult') || kinds.has('automatic'))
    return begun(draft) ? 'in progress' : 'accepted';
  if (steps.some((step) => step.kind === 'applicant' && step.act === 'pay')) return 'waiting for payment';
  if (kinds.has('applicant')) return 'waiting for applicant';
  return kinds.has('handoff') || kinds.has('dossier') ? 'at partner' : 'in progress';
}

function begun(draft: Draft): boolean {
  return Object.keys(draft.state.completedBy).length > 0;
}
