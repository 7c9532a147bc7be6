import type { PartyId } from '../procedure/plan.js';
import { type Draft, record } from './draft.js';
import type { AgencyId } from './event.js';
import type { Holder, Run } from './state.js';

/** Records a change of whose time it is. Settled after each thing that happened, so that the holders partition the elapsed time. */
export function settleHolder(draft: Draft): void {
  const holder = holderOf(draft);
  if (JSON.stringify(holder) === JSON.stringify(draft.state.holder)) return;
  draft.state.holder = holder;
  record(draft, { type: 'heldBy', holder });
}

/** One holder at a time: the applicant while a supplement is open; else the first open run that an agency must act on; else whoever is waited for. */
function holderOf(draft: Draft): Holder {
  const { state } = draft;
  if (state.closed) return { kind: 'nobody' };
  if (state.supplements.open) return { kind: 'applicant' };
  const holders = state.runs.flatMap((run) => holderOfRun(draft, run) ?? []);
  const agency = holders.find((holder) => holder.kind === 'agency');
  return agency ?? holders[0] ?? { kind: 'agency', agency: state.centre };
}

function holderOfRun(draft: Draft, run: Run): Holder | null {
  const step = draft.world.plan.steps[run.step]!;
  if (run.handover && !run.handover.received) return { kind: 'agency', agency: run.handover.from };
  const agencyOf = (party: PartyId): AgencyId => draft.state.bindings[party]!;
  switch (step.kind) {
    case 'task':
    case 'posting':
      return { kind: 'agency', agency: agencyOf(step.by), ...(run.officer && { officer: run.officer }) };
    case 'handoff':
      return { kind: isOutside(draft, step.to) ? 'outside' : 'agency', agency: agencyOf(step.to) };
    case 'consult':
      return { kind: 'agency', agency: agencyOf((run.awaiting ?? step.of)[0] ?? step.of[0]!) };
    case 'applicant':
    case 'deliver':
      return { kind: 'applicant' };
    case 'dossier':
      return { kind: 'agency', agency: agencyOf(step.at) };
    case 'automatic':
      return { kind: 'agency', agency: draft.state.centre };
    default:
      return null;
  }
}

function isOutside(draft: Draft, party: PartyId): boolean {
  return draft.world.plan.parties[party]?.connector !== undefined;
}
