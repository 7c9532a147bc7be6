import type { Actor } from '../engine/event.js';
import type { OrganisationDefinition } from '../procedure/definition.js';

/** The officer who holds a post, as an actor; undefined when there is no such post. */
export function postActor(
  organisation: Pick<OrganisationDefinition, 'posts'>,
  post: string,
): Extract<Actor, { kind: 'officer' }> | undefined {
  const found = Object.hasOwn(organisation.posts, post) ? organisation.posts[post] : undefined;
  return found && { kind: 'officer', id: post, agency: found.agency, roles: found.roles };
}

/** The first post of an agency that holds a role. */
export function postWithRole(organisation: Pick<OrganisationDefinition, 'posts'>, agency: string, role: string): string | undefined {
  return Object.entries(organisation.posts).find(([, post]) => post.agency === agency && post.roles.includes(role))?.[0];
}
