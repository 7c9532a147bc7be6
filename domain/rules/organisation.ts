import { type Post, postsOf } from '../organisation/posts.js';
import type { OrganisationDefinition } from '../procedure/definition.js';
import type { DefinitionCode } from '../procedure/problem-codes.js';
import { type Finding, pathText, type Path } from '../procedure/problem.js';

/** What is wrong with an organisation beyond its shape: references to nothing, one identifier twice, an agency above itself, an auditor who also acts. */
export function organisationFindings(organisation: OrganisationDefinition): Finding[] {
  return [
    ...referenceFindings(organisation),
    ...identifierFindings(organisation),
    ...circleFindings(organisation),
    ...postFindings(organisation),
  ];
}

function referenceFindings({ agencies, units = {}, posts, roles }: OrganisationDefinition): Finding[] {
  const findings: Finding[] = [];
  const must = (known: object, name: string | undefined, path: Path, code: DefinitionCode) => {
    if (name !== undefined && !Object.hasOwn(known, name))
      findings.push(finding(code, path, `${name} chưa được khai báo`, `${name} is not declared`));
  };
  for (const [id, { parent, oneStop }] of Object.entries(agencies)) {
    must(agencies, parent, ['agencies', id, 'parent'], 'UNKNOWN_AGENCY');
    must(agencies, oneStop, ['agencies', id, 'oneStop'], 'UNKNOWN_AGENCY');
  }
  for (const [id, { agency }] of Object.entries(units)) must(agencies, agency, ['units', id, 'agency'], 'UNKNOWN_AGENCY');
  for (const { post, path } of placesOf(posts)) {
    must(agencies, post.agency, [...path, 'agency'], 'UNKNOWN_AGENCY');
    must(units, post.unit, [...path, 'unit'], 'UNKNOWN_UNIT');
    post.roles.forEach((role, index) => must(roles, role, [...path, 'roles', index], 'UNKNOWN_ROLE'));
  }
  return findings;
}

/** Every post of every officer, with its place in the file. */
function placesOf(posts: OrganisationDefinition['posts']): { readonly post: Post; readonly path: Path }[] {
  return Object.entries(posts).flatMap(([id, each]) =>
    postsOf(each).map((post, index) => ({ post, path: index === 0 ? ['posts', id] : ['posts', id, 'also', index - 1] })),
  );
}

/** Who supervises, and who administers, does nothing else: whatever other role an officer had would be supervised by himself. */
const ALONE = ['auditor', 'admin'];

function postFindings({ posts }: OrganisationDefinition): Finding[] {
  const backwards = placesOf(posts).flatMap(({ post: { from, until }, path }) =>
    from !== undefined && until !== undefined && until < from
      ? [finding('EFFECTIVE_DATES', [...path, 'until'], `${until} trước ngày bắt đầu ${from}`, `${until} is before the first day ${from}`)]
      : [],
  );
  const mixed = Object.entries(posts).flatMap(([id, post]) => {
    const held = [...new Set(postsOf(post).flatMap(({ roles }) => roles))];
    const alone = held.find((role) => ALONE.includes(role));
    if (alone === undefined || held.length === 1) return [];
    const others = held.filter((role) => role !== alone).join(', ');
    return [finding('ROLE_NOT_ALONE', ['posts', id], `${alone} không kiêm ${others}`, `${alone} cannot also be ${others}`)];
  });
  return [...backwards, ...mixed];
}

/** Dossier numbers carry the identifier; two agencies with one identifier would share numbers. */
function identifierFindings({ agencies }: OrganisationDefinition): Finding[] {
  const first = new Map<string, string>();
  return Object.entries(agencies).flatMap(([id, { identifier }]) => {
    const other = first.get(identifier);
    first.set(identifier, other ?? id);
    return other === undefined
      ? []
      : [
          finding(
            'IDENTIFIER_REPEATED',
            ['agencies', id, 'identifier'],
            `${identifier} đã là mã của ${other}`,
            `${identifier} is already the identifier of ${other}`,
          ),
        ];
  });
}

function circleFindings({ agencies }: OrganisationDefinition): Finding[] {
  return Object.keys(agencies)
    .filter((id) => isAboveItself(agencies, id))
    .map((id) => finding('AGENCY_ABOVE_ITSELF', ['agencies', id, 'parent'], `${id} ở trên chính nó`, `${id} is above itself`));
}

function isAboveItself(agencies: OrganisationDefinition['agencies'], id: string): boolean {
  const seen = new Set<string>();
  for (let above = agencies[id]?.parent; above !== undefined && !seen.has(above); above = agencies[above]?.parent) {
    if (above === id) return true;
    seen.add(above);
  }
  return false;
}

function finding(code: DefinitionCode, path: Path, vi: string, en: string): Finding {
  const where = pathText(path);
  return { code, severity: 'error', path, message: { vi: `${where}: ${vi}`, en: `${where}: ${en}` } };
}
