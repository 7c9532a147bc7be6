import type { Receive } from '../engine/event.js';
import { bindParties } from '../organisation/bind-parties.js';
import { postWithRole } from '../organisation/post-actor.js';
import type { Given, OrganisationDefinition } from '../procedure/definition.js';
import { evaluate } from '../procedure/evaluate.js';
import type { Scalar } from '../procedure/expression.js';
import type { Plan } from '../procedure/plan.js';

/** The centre a scenario is received at, and the post that receives: those it names, else the first commune centre and its first receiver. */
export function receivedBy(given: Given, organisation: OrganisationDefinition, plan: Plan): { centre: string; post: string } {
  const centre =
    given.at ??
    Object.entries(organisation.agencies).find(
      ([, agency]) => agency.kind === plan.regime.centre.agency && agency.level === 'commune',
    )?.[0];
  if (centre === undefined || !Object.hasOwn(organisation.agencies, centre))
    throw new RangeError(`there is no centre ${centre ?? 'in the organisation'} to receive the dossier`);
  const post = given.by ?? postWithRole(organisation, centre, 'receiver');
  if (post === undefined) throw new RangeError(`nobody at ${centre} receives; expected a post with the role receiver`);
  return { centre, post };
}

/** The reception a scenario begins with. Documents it does not name are handed in as far as they are required. */
export function receptionAct(given: Given, plan: Plan, organisation: OrganisationDefinition, centre: string): Receive {
  const choices: Record<string, Scalar> = Object.fromEntries(
    Object.entries(given.data).filter(([path]) => Object.hasOwn(plan.choices, path)),
  );
  const { bindings, supervisors } = bindParties(organisation, plan, centre);
  return {
    type: 'receive',
    number: `${organisation.agencies[centre]!.identifier}-${given.receivedAt.slice(2, 10).replaceAll('-', '')}-0001`,
    channel: given.channel ?? 'desk',
    bindings,
    supervisors,
    centre,
    choices,
    documents: given.documents ?? requiredDocuments(plan, choices),
    ...(given.receiptRequested && { receiptRequested: true }),
    ...(given.medium && { medium: given.medium }),
  };
}

function requiredDocuments(plan: Plan, choices: Readonly<Record<string, Scalar>>): string[] {
  return Object.entries(plan.documents).flatMap(([key, { required }]) =>
    required === undefined || evaluate(required, choices) === true ? [key] : [],
  );
}
