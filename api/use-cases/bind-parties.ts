import type { Plan } from '../../domain/procedure/plan.js';
import type { AgencyText, OrganisationText } from '../catalogue.js';

export interface Bound {
  readonly bindings: Readonly<Record<string, string>>;
  /** Parties for which no agency is competent. */
  readonly missing: readonly string[];
}

/**
 * The agency that acts for each party of a plan: of the party's kind, competent in the field, nearest to the receiving centre (itself, its sibling or child,
 * then any). Pure.
 */
export function bindParties(organisation: OrganisationText, plan: Pick<Plan, 'parties' | 'field'>, centre: string): Bound {
  const bindings: Record<string, string> = {};
  const missing: string[] = [];
  for (const [party, { agency: kind }] of Object.entries(plan.parties)) {
    const found = nearest(organisation.agencies, kind, plan.field, centre);
    if (found) bindings[party] = found;
    else missing.push(party);
  }
  return { bindings, missing };
}

function nearest(agencies: OrganisationText['agencies'], kind: string, field: string, centre: string): string | undefined {
  const here = agencies[centre];
  const competent = Object.entries(agencies).filter(([, agency]) => agency.kind === kind && (!agency.fields || agency.fields.includes(field)));
  const distance = ([id, agency]: [string, AgencyText]): number => {
    if (id === centre) return 0;
    if (agency.parent === centre || (agency.parent !== undefined && agency.parent === here?.parent)) return 1;
    if (agency.area?.some((area) => here?.area?.includes(area))) return 2;
    return 3;
  };
  return competent.sort((a, b) => distance(a) - distance(b) || (a[0] < b[0] ? -1 : 1))[0]?.[0];
}
