import type { RegimeDefinition } from '../procedure/definition.js';
import type { DefinitionCode } from '../procedure/problem-codes.js';
import { type Finding, pathText, type Path } from '../procedure/problem.js';

/** What is wrong with a regime beyond its shape: unknown bases, a number pattern that does not number. */
export function regimeFindings(regime: RegimeDefinition): Finding[] {
  const bases = basesOf(regime).filter(({ basis }) => !Object.hasOwn(regime.legalBasis, basis));
  return [
    ...bases.map(({ path, basis }) =>
      finding('UNKNOWN_BASIS', path, `${basis} không có trong legalBasis`, `${basis} is not in legalBasis`),
    ),
    ...numberFindings(regime),
    ...periodFindings(regime),
  ];
}

function basesOf(regime: RegimeDefinition): { path: Path; basis: string }[] {
  const sections = ['supplement', 'extension', 'apology', 'refusal', 'stop', 'separation', 'entry', 'cutOff', 'number'] as const;
  const own = sections.flatMap((section) => {
    const basis = regime[section]?.basis;
    return basis === undefined ? [] : [{ path: [section, 'basis'], basis }];
  });
  const grounds = Object.entries(regime.refusal.grounds).flatMap(([key, { basis }]) =>
    basis === undefined ? [] : [{ path: ['refusal', 'grounds', key, 'basis'], basis }],
  );
  const causes = Object.entries(regime.suspension ?? {}).map(([key, { basis }]) => ({ path: ['suspension', key, 'basis'], basis }));
  return [...own, ...grounds, ...causes];
}

/** Named parts of a dossier number; without the day or the sequence two dossiers could get one number. */
function numberFindings({ number: { pattern } }: RegimeDefinition): Finding[] {
  const path = ['number', 'pattern'];
  const parts = [...pattern.matchAll(/\{([^}]*)\}/g)].map((match) => match[1]!);
  const unknown = parts.filter((part) => !/^(agency|yymmdd|yyyy|code|seq:[1-9])$/.test(part));
  if (unknown.length > 0)
    return [
      finding(
        'NUMBER_PATTERN',
        path,
        `{${unknown.join('}, {')}} không có; dùng {agency} {yymmdd} {yyyy} {code} {seq:4}`,
        `{${unknown.join('}, {')}} is not known; use {agency} {yymmdd} {yyyy} {code} {seq:4}`,
      ),
    ];
  if (parts.includes('agency') && parts.some((part) => part.startsWith('seq:')) && parts.some((part) => part.startsWith('y'))) return [];
  return [
    finding(
      'NUMBER_PATTERN',
      path,
      `${pattern}; cần có {agency}, {yymmdd} hoặc {yyyy}, và {seq:n}`,
      `${pattern}; expected {agency}, {yymmdd} or {yyyy}, and {seq:n}`,
    ),
  ];
}

function periodFindings({ effective: { from, to } }: RegimeDefinition): Finding[] {
  return to !== undefined && to < from
    ? [finding('EFFECTIVE_DATES', ['effective', 'to'], `${to} trước ngày bắt đầu ${from}`, `${to} is before the first day ${from}`)]
    : [];
}

function finding(code: DefinitionCode, path: Path, vi: string, en: string): Finding {
  const where = pathText(path);
  return { code, severity: 'error', path, message: { vi: `${where}: ${vi}`, en: `${where}: ${en}` } };
}
