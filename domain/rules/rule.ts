/** What a rule is: one thing that can be wrong with a definition, found in the model of it. One rule a file; its codes have pages under `docs/errors/`. */
import type { OrganisationDefinition, ProcedureDefinition, RegimeDefinition } from '../procedure/definition.js';
import type { Graph } from '../procedure/flow-graph.js';
import type { DefinitionCode } from '../procedure/problem-codes.js';
import { type Finding, pathText, type Path, type Severity, type Text } from '../procedure/problem.js';

export interface Model {
  readonly procedure: ProcedureDefinition;
  /** Null when the procedure names a regime that is not known. */
  readonly regime: RegimeDefinition | null;
  /** Ids of the calendars there are; null: not looked at. */
  readonly calendars: readonly string[] | null;
  /** Null: rules about offices are not looked at. */
  readonly organisation: OrganisationDefinition | null;
  /** The procedures of the catalogue, this one perhaps among them; null: what dossiers open is not looked into. */
  readonly procedures: readonly ProcedureDefinition[] | null;
  readonly graph: Graph;
}

export interface Said {
  readonly vi: string;
  readonly en: string;
  readonly hint?: Text;
  readonly severity?: Severity;
  readonly at?: 'key';
}

/** Takes a finding; the place is put before the words. */
export type Report = (code: DefinitionCode, path: Path, said: Said) => void;
export type Rule = (model: Model, report: Report) => void;

export function run(rules: readonly Rule[], model: Model): Finding[] {
  const findings: Finding[] = [];
  const report: Report = (code, path, { vi, en, hint, severity = 'error', at }) => {
    const where = pathText(path);
    findings.push({
      code,
      severity,
      path,
      message: { vi: `${where}: ${vi}`, en: `${where}: ${en}` },
      ...(hint && { hint }),
      ...(at && { at }),
    });
  };
  for (const rule of rules) rule(model, report);
  return findings;
}
