import type { OrganisationDefinition } from '../procedure/definition.js';
import type { DefinitionCode } from '../procedure/problem-codes.js';
import { type Finding, pathText, type Path } from '../procedure/problem.js';

/** What is wrong with an organisation beyond its shape: references to nothing, one identifier twice, an agency above itself. */
export function organisationFindings(organisation: OrganisationDefinition): Finding[] {
  return [...referenceFindings(organisation), ...identifierFindings(organisation), ...circleFindings(organisation)];
}

function referenceFindings({ agencies, units = {}, posts, roles }: OrganisationDefinition): Finding[] {
  const findings: Finding[] = [];
  const must = (known: object, name: string | undefined, path: Path, code: DefinitionCode) => {
    if (name !== undefined && !Object.hasOwn(known, name))
      findings.push(finding(code, path, `${name} chưa được khai báo`, `${name} is not declared`));
  };
  for (const [id, { parent }] of Object.entries(agencies)) must(agencies, parent, ['agencies', id, 'parent'], 'UNKNOWN_AGENCY');
  for (const [id, { agency }] of Object.entries(units)) must(agencies, agency, ['units', id, 'agency'], 'UNKNOWN_AGENCY');
  for (const [id, post] of Object.entries(posts)) {
    must(agencies, post.agency, ['posts', id, 'agency'], 'UNKNOWN_AGENCY');
    must(units, post.unit, ['posts', id, 'unit'], 'UNKNOWN_UNIT');
    post.roles.forEach((role, index) => must(roles, role, ['posts', id, 'roles', index], 'UNKNOWN_ROLE'));
  }
  return findings;
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
