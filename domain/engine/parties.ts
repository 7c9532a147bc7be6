import type { Addressee, Party, PartyId, Step } from '../procedure/plan.js';
import type { Draft } from './draft.js';
import type { AgencyId } from './event.js';
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

/** Who is told, as agency and role; empty where nobody in particular can be named. */
export function addresseeOf(draft: Draft, to: Addressee, deadline: Deadline): { agency?: AgencyId; role?: string } {
  const { plan } = draft.world;
  const matter = draft.state.matters.find(({ no }) => deadline.id === `matter:${no}`);
  if (matter && to === 'holder') return { agency: matter.to.agency, ...(matter.to.role && { role: matter.to.role }) };
  if (to === 'centre') return { agency: draft.state.centre, role: plan.regime.centre.role };
  if (to !== 'holder' && to !== 'head') {
    const [party = '', as] = to.split('.');
    return addressed(draft, party, as === 'head' ? 'head' : 'role');
  }
  const party = holdingParty(draft, deadline);
  return party ? addressed(draft, party, to === 'head' ? 'head' : 'role') : { agency: draft.state.centre, role: plan.regime.centre.role };
}

function addressed(draft: Draft, id: PartyId, as: 'role' | 'head'): { agency?: AgencyId; role?: string } {
  const party = draft.world.plan.parties[id];
  const agency = draft.state.bindings[id];
  const role = as === 'head' ? (party?.head ?? party?.role) : party?.role;
  return { ...(agency && { agency }), ...(role && { role }) };
}

/** The party of the deadline's own step, or of the oldest open run for a deadline of the whole dossier. */
function holdingParty(draft: Draft, deadline: Deadline): PartyId | null {
  const { runs } = draft.state;
  const run = runs.find((each) => deadline.id === `step:${each.id}`) ?? runs.find((each) => stepPartyOf(draft, each) !== null);
  return run ? stepPartyOf(draft, run) : null;
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
