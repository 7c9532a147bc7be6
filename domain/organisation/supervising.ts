import type { AgencyId } from '../engine/event.js';
import type { OrganisationDefinition } from '../procedure/definition.js';
import type { PartyId } from '../procedure/plan.js';

/**
 * The one-stop units that supervise what agencies of another level do for a centre, by agency: each gets a copy of what is handed over to its agency (Decree 61/2018,
 * art. 19.7). The centre itself needs none.
 */
export function supervisorsOf(
  { agencies }: Pick<OrganisationDefinition, 'agencies'>,
  bindings: Readonly<Record<PartyId, AgencyId>>,
  centre: AgencyId,
): Readonly<Record<AgencyId, AgencyId>> {
  const level = agencies[centre]?.level;
  return Object.fromEntries(
    Object.values(bindings).flatMap((agency) => {
      const { level: own, oneStop } = agencies[agency] ?? {};
      return oneStop !== undefined && oneStop !== centre && own !== level ? [[agency, oneStop] as const] : [];
    }),
  );
}
