import { postsOf } from '../organisation/posts.js';
import type { Model, Report, Rule } from './rule.js';

/** The organisation has what the parties name: an agency of the kind, somebody in it with the role, the connector. */
export const knownOffices: Rule = (model, report) => {
  const { organisation, procedure } = model;
  if (!organisation) return;
  const kinds = new Set(Object.values(organisation.agencies).map((agency) => agency.kind));
  for (const [id, party] of Object.entries(procedure.parties)) {
    const path = ['parties', id];
    if (!kinds.has(party.agency))
      report('UNKNOWN_AGENCY', [...path, 'agency'], {
        vi: `tổ chức không có cơ quan loại ${party.agency}`,
        en: `the organisation has no agency of the kind ${party.agency}`,
      });
    if (party.connector !== undefined && !organisation.connectors?.[party.connector])
      report('UNKNOWN_CONNECTOR', [...path, 'connector'], {
        vi: `tổ chức không có kết nối ${party.connector}`,
        en: `the organisation has no connector ${party.connector}`,
      });
    for (const key of ['role', 'head'] as const) somebodyHas(model, party.agency, party[key], [...path, key], report);
  }
};

function somebodyHas({ organisation, procedure }: Model, kind: string, role: string | undefined, path: string[], report: Report): void {
  if (role === undefined || !organisation) return;
  if (!organisation.roles[role])
    return report('UNKNOWN_ROLE', path, { vi: `tổ chức không có vai trò ${role}`, en: `the organisation has no role ${role}` });
  const agencies = Object.entries(organisation.agencies).filter(
    ([, agency]) => agency.kind === kind && (agency.fields?.includes(procedure.field) ?? true),
  );
  if (
    agencies.length === 0 ||
    Object.values(organisation.posts)
      .flatMap(postsOf)
      .some((post) => post.roles.includes(role) && agencies.some(([id]) => id === post.agency))
  )
    return;
  report('NOBODY_HAS_ROLE', path, {
    vi: `không ai ở cơ quan loại ${kind} giữ vai trò ${role}`,
    en: `nobody in an agency of the kind ${kind} has the role ${role}`,
  });
}
