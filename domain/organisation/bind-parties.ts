import type { AgencyId } from '../engine/event.js';
import type { AgencyText, OrganisationDefinition } from '../procedure/definition.js';
import type { PartyId, Plan } from '../procedure/plan.js';
import { supervisorsOf } from './supervising.js';

export interface Bound {
  /** The agency that acts for each party. */
  readonly bindings: Readonly<Record<PartyId, AgencyId>>;
  /** Who supervises those of another level: see `supervisorsOf`. */
  readonly supervisors: Readonly<Record<AgencyId, AgencyId>>;
  /** Parties for which no agency is competent. */
  readonly missing: readonly PartyId[];
}

/**
 * The agency that acts for each party of a plan: of the party's kind, competent in the field, nearest to the receiving centre. Routing is by competence, not by
 * place (Decree 118/2025), so an agency elsewhere is taken when none is near.
 */
export function bindParties(
  organisation: Pick<OrganisationDefinition, 'agencies'>,
  plan: Pick<Plan, 'parties' | 'field'>,
  centre: string,
): Bound {
  const bindings: Record<PartyId, string> = {};
  const missing: PartyId[] = [];
  for (const [party, { agency: kind }] of Object.entries(plan.parties)) {
    const found = nearest(organisation.agencies, kind, plan.field, centre);
    if (found === undefined) missing.push(party);
    else bindings[party] = found;
  }
  return { bindings, supervisors: supervisorsOf(organisation, bindings, centre), missing };
}

function nearest(agencies: OrganisationDefinition['agencies'], kind: string, field: string, centre: string): string | undefined {
  const competent = Object.entries(agencies).filter(([, agency]) => agency.kind === kind && (agency.fields?.includes(field) ?? true));
  const ranked = competent.map(([id, agency]) => ({ id, distance: id === centre ? 0 : distance(agency, centre, agencies[centre]) }));
  // equal distances are settled by id, so that the same dossier is always bound the same way
  return ranked.sort((a, b) => a.distance - b.distance || (a.id < b.id ? -1 : 1))[0]?.id;
}

/** 1 under the centre or beside it, 2 in its area, 3 anywhere. */
function distance(agency: AgencyText, centre: string, here: AgencyText | undefined): number {
  if (agency.parent !== undefined && (agency.parent === centre || agency.parent === here?.parent)) return 1;
  return agency.area?.some((area) => here?.area?.includes(area)) ? 2 : 3;
}
