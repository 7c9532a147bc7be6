import type { Addressee, Party, PartyId, Step } from '../procedure/plan.js';
import type { Draft } from './draft.js';
import type { AgencyId, OfficerId } from './event.js';
import type { Deadline, Matter, Run } from './state.js';

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

/** Who is told: each of several who owe an answer, and beside the centre who asked. An entry is empty where nobody in particular can be named. */
export function addresseesOf(draft: Draft, to: Addressee, deadline: Deadline): readonly Told[] {
  const { plan } = draft.world;
  const matter = draft.state.matters.find(({ no }) => deadline.id === `matter:${no}`);
  if (matter && to === 'holder') return [matter.to];
  const centre = { agency: draft.state.centre, role: plan.regime.centre.role };
  if (to === 'centre') return matter && matter.from !== draft.state.centre ? [askerOf(matter), centre] : [centre];
  if (to !== 'holder' && to !== 'head') {
    const [party = '', as] = to.split('.');
    return [addressed(draft, party, as === 'head' ? 'head' : 'role')];
  }
  const told = whereItIs(draft, to, deadline);
  return told.length > 0 ? distinct(told) : [centre];
}

/** Two parties may be one and the same to be told. */
function distinct(told: readonly Told[]): Told[] {
  return [...new Map(told.map((each) => [JSON.stringify(each), each])).values()];
}

function askerOf({ from, by }: Matter): Told {
  return { agency: from, ...(by !== undefined && { officer: by }) };
}

/** The officer who holds the step, or the head there; nobody where no party holds it. */
function whereItIs(draft: Draft, to: 'holder' | 'head', deadline: Deadline): Told[] {
  const run = holdingRun(draft, deadline);
  const told = run ? partiesAt(draft, run).map((party) => addressed(draft, party, to === 'head' ? 'head' : 'role')) : [];
  return to === 'holder' && run?.officer ? told.map((each) => ({ ...each, officer: run.officer! })) : told;
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
  return runs.find((each) => deadline.id === `step:${each.id}`) ?? runs.find((each) => partiesAt(draft, each).length > 0);
}

/** Those who must act at an open step: of a consultation all who have not answered. */
function partiesAt(draft: Draft, run: Run): readonly PartyId[] {
  const step = draft.world.plan.steps[run.step]!;
  if (step.kind === 'consult') return run.awaiting ?? step.of;
  const party = partyOf(step);
  return party === null ? [] : [party];
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
