import type { PartyId, Plan, Step } from '../procedure/plan.js';
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

function holderOfRun({ world, state }: Draft, run: Run): Holder | null {
  if (run.handover && !run.handover.received) return { kind: 'agency', agency: run.handover.from };
  return actorAt({ plan: world.plan, bindings: state.bindings, centre: state.centre }, world.plan.steps[run.step]!, run);
}

/** Which agency stands for which party of a plan. */
export interface Bound {
  readonly plan: Plan;
  readonly bindings: Readonly<Record<PartyId, AgencyId>>;
  readonly centre: AgencyId;
}

/** Whose time a step takes where the dossier has arrived; null for steps that take none. */
export function actorAt(
  { plan, bindings, centre }: Bound,
  step: Step,
  { officer, awaiting }: Pick<Run, 'officer' | 'awaiting'>,
): Holder | null {
  const agencyOf = (party: PartyId): AgencyId => bindings[party]!;
  switch (step.kind) {
    case 'task':
    case 'posting':
      return { kind: 'agency', agency: agencyOf(step.by), ...(officer && { officer }) };
    case 'handoff':
      return { kind: plan.parties[step.to]?.connector === undefined ? 'agency' : 'outside', agency: agencyOf(step.to) };
    case 'consult':
      return { kind: 'agency', agency: agencyOf((awaiting ?? step.of)[0] ?? step.of[0]!) };
    case 'applicant':
    case 'deliver':
      return { kind: 'applicant' };
    case 'dossier':
      return { kind: 'agency', agency: agencyOf(step.at) };
    case 'automatic':
      return { kind: 'agency', agency: centre };
    default:
      return null;
  }
}
