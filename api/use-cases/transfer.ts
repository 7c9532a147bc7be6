import { bindParties } from '../../domain/organisation/bind-parties.js';
import { supervisorsOf } from '../../domain/organisation/supervising.js';
import { partyOf } from '../../domain/engine/parties.js';
import type { Act, Transfer } from '../../domain/engine/event.js';
import type { Plan } from '../../domain/procedure/plan.js';
import type { Store, StoredDossier } from '../../store/store.js';
import { organisation, type Organisation } from '../catalogue.js';
import { viewOf } from '../present/dossiers.js';
import { Problem } from '../problem.js';

/**
 * A transfer goes to an agency that can do what the one before it could: of the same kind, competent in the field. A dossier that goes to another centre is bound from
 * there. Other acts pass as they are. Throws AGENCY_NOT_COMPETENT, AGENCY_NOT_BOUND.
 */
export async function aimed(store: Store, dossier: StoredDossier, act: Act): Promise<Act> {
  if (act.type !== 'transfer') return act;
  const plan = await store.catalogue.plan(dossier.planHash);
  if (!plan) throw new Error(`The plan ${dossier.planHash} is not in the store.`);
  const people = await organisation(store);
  if (!isCompetent(people, plan, act.agency, kindNeeded(people, plan, dossier, act)))
    throw new Problem('AGENCY_NOT_COMPETENT', { found: act.agency });
  if (act.run !== undefined) return { ...act, supervisors: supervisorsOf(people, { to: act.agency }, viewOf(dossier).centre) };
  const { bindings, supervisors, missing } = bindParties(people, plan, act.agency);
  if (missing.length > 0) throw new Problem('AGENCY_NOT_BOUND', { found: missing.join(', ') });
  return { ...act, bindings, supervisors };
}

/** Of the party whose step moves, or of the centre. */
function kindNeeded({ agencies }: Organisation, plan: Plan, { view }: StoredDossier, { run }: Transfer): string | undefined {
  if (run === undefined) return agencies[view?.centre ?? '']?.kind;
  const step = plan.steps[run.split('#')[0]!];
  const party = step && partyOf(step);
  return party ? plan.parties[party]?.agency : undefined;
}

function isCompetent({ agencies }: Organisation, { field }: Plan, id: string, kind: string | undefined): boolean {
  const agency = Object.hasOwn(agencies, id) ? agencies[id] : undefined;
  return agency !== undefined && agency.kind === kind && (agency.fields?.includes(field) ?? true);
}
