import type { AgencyId } from '../engine/event.js';
import type { OrganisationDefinition } from '../procedure/definition.js';
import type { Post } from './posts.js';

/** Whether a post leads its agency: sees who holds what there, and records who is on duty. */
export function leads({ roles }: Pick<OrganisationDefinition, 'roles'>, post: Pick<Post, 'roles'>): boolean {
  return post.roles.some((role) => Object.hasOwn(roles, role) && roles[role]!.leads === true);
}

/** An agency and all below it, at any depth. The organisation has been checked: no agency is above itself. */
export function withAllBelow({ agencies }: Pick<OrganisationDefinition, 'agencies'>, agency: AgencyId): readonly AgencyId[] {
  const below = Object.keys(agencies).filter((id) => agencies[id]!.parent === agency);
  return [agency, ...below.flatMap((id) => withAllBelow({ agencies }, id))];
}
