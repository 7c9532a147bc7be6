import type { Addressee, Party, PartyId, Step } from '../procedure/plan.js';
import type { Draft } from './draft.js';
import type { AgencyId, OfficerId } from './event.js';
import type { Deadline, Run } from './state.js';

/** The party that must act at a step; null where the applicant, the system or several parties must. */
export function partyOf(step: Step): PartyId | null {
  switch (step.kind) {
    case 'task':
    case 'posting':
    case 'deliver':
      return step.by;
    case 'handoff':
      return step.to;
    case 'applicant':
      return step.at;
    case 'automatic':
      return step.fallback;
    case 'dossier':
      return step.at;
    default:
      return null;
  }
}

/** Somebody who is told: of an agency, in a role, by name where somebody in particular holds the step or was asked. */
interface Told {
  readonly agency?: AgencyId;
  readonly role?: string;
  readonly officer?: OfficerId;
}

/** Who is told; empty where nobody in particular can be named. */
export function addresseeOf(draft: Draft, to: Addressee, deadline: Deadline): Told {
  const { plan } = draft.world;
  const matter = draft.state.matters.find(({ no }) => deadline.id === `matter:${no}`);
  if (matter && to === 'holder') return matter.to;
  if (to === 'centre') return { agency: draft.state.centre, role: plan.regime.centre.role };
  if (to !== 'holder' && to !== 'head') {
    const [party = '', as] = to.split('.');
    return addressed(draft, party, as === 'head' ? 'head' : 'role');
  }
  return whereItIs(draft, to, deadline);
}

/** The officer who holds the step, or the head there; the centre where no party holds it. */
function whereItIs(draft: Draft, to: 'holder' | 'head', deadline: Deadline): Told {
  const run = holdingRun(draft, deadline);
  const party = run && stepPartyOf(draft, run);
  if (!party) return { agency: draft.state.centre, role: draft.world.plan.regime.centre.role };
  const told = addressed(draft, party, to === 'head' ? 'head' : 'role');
  return to === 'holder' && run.officer ? { ...told, officer: run.officer } : told;
}

function addressed(draft: Draft, id: PartyId, as: 'role' | 'head'): Told {
  const party = draft.world.plan.parties[id];
  const agency = draft.state.bindings[id];
  const role = as === 'head' ? (party?.head ?? party?.role) : party?.role;
  return { ...(agency && { agency }), ...(role && { role }) };
}

/** The deadline's own step, or the oldest open one that a party acts at for a deadline of the whole dossier. */
function holdingRun(draft: Draft, deadline: Deadline): Run | undefined {
  const { runs } = draft.state;
  return runs.find((each) => deadline.id === `step:${each.id}`) ?? runs.find((each) => stepPartyOf(draft, each) !== null);
}

function stepPartyOf(draft: Draft, run: Run): PartyId | null {
  return partyOf(draft.world.plan.steps[run.step]!);
}

/** Roles of the heads of an agency's parties in this plan; at the one-stop centre, the head of the centre. */
export function headRolesOf(draft: Draft, agency: AgencyId): string[] {
  const { plan } = draft.world;
  const heads = partiesOf(draft, agency).flatMap((party) => (party.head ? [party.head] : []));
  return agency === draft.state.centre ? [...heads, plan.regime.centre.role] : heads;
}

/** Roles of those who receive and return at the one-stop centre. */
export function deskRolesOf(draft: Draft): string[] {
  return partiesOf(draft, draft.state.centre).flatMap((party) => (party.role ? [party.role] : []));
}

function partiesOf(draft: Draft, agency: AgencyId): Party[] {
  return Object.entries(draft.world.plan.parties).flatMap(([id, party]) => (draft.state.bindings[id] === agency ? [party] : []));
}
