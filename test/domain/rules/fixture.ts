/** Fixtures of rules: the sample procedure with one change, and exactly what the rule must say of it. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';
import { loadProcedure } from '../../../definitions/load/load-procedure.js';
import { schemaProblems } from '../../../definitions/load/validate.js';
import type { OrganisationDefinition, ProcedureDefinition, RegimeDefinition } from '../../../domain/procedure/definition.js';
import { graphOf } from '../../../domain/procedure/flow-graph.js';
import { pathText } from '../../../domain/procedure/problem.js';
import type { Model } from '../../../domain/rules/rule.js';

const FOLDER = join(process.cwd(), 'test/domain/rules');
type Json = Record<string, unknown>;

export interface Fixture {
  /** Why this is right, or wrong. */
  readonly because: string;
  /** Merge patches (RFC 7396) over the sample files. */
  readonly procedure?: Json;
  readonly organisation?: Json;
  readonly regime?: Json;
  /** The rest of the catalogue: each a patch over the sample procedure. */
  readonly catalogue?: readonly Json[];
  /** Steps put before or after a step of the sample. */
  readonly insert?: { readonly before?: string; readonly after?: string; readonly steps: Json };
  readonly problems?: readonly {
    readonly code: string;
    readonly severity: string;
    readonly path: string;
    readonly vi: string;
    readonly en: string;
  }[];
}

export function ruleFolders(): string[] {
  return readdirSync(FOLDER, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name);
}

export function fixturesOf(rule: string): { readonly name: string; readonly fixture: Fixture }[] {
  const names = readdirSync(join(FOLDER, rule)).filter((name) => name.endsWith('.yaml'));
  return names.map((file) => ({
    name: file.replace('.yaml', ''),
    fixture: parse(readFileSync(join(FOLDER, rule, file), 'utf8')) as Fixture,
  }));
}

/** The model the fixture describes. Throws when the schema would not let it through: a fixture is about a rule. */
export function modelOf(fixture: Fixture): Model {
  const { procedure, regime, organisation } = filesOf(fixture);
  const findings = [
    ...schemaProblems('Procedure', procedure, () => undefined),
    ...schemaProblems('Regime', regime, () => undefined),
    ...schemaProblems('Organisation', organisation, () => undefined),
  ];
  if (findings.length > 0) throw new Error(findings.map((each) => `${pathText(each.path)} ${each.message.en}`).join('\n'));
  const named = procedure.regime === regime.id ? regime : null;
  return { procedure, regime: named, organisation, calendars: ['vn'], procedures: catalogueOf(fixture), graph: graphOf(procedure) };
}

/** The fixture through the whole loader. */
export function loadFixture(fixture: Fixture) {
  const { procedure, regime, organisation } = filesOf(fixture);
  const procedures = catalogueOf(fixture);
  return loadProcedure(stringify(procedure), {
    regimes: { [regime.id]: regime },
    calendars: ['vn'],
    organisation,
    ...(procedures && { procedures }),
  });
}

function catalogueOf({ catalogue }: Fixture): readonly ProcedureDefinition[] | null {
  return catalogue ? catalogue.map((patch) => merged(sample('procedure'), patch) as ProcedureDefinition) : null;
}

function filesOf(fixture: Fixture) {
  const procedure = merged(sample('procedure'), fixture.procedure ?? {}) as Json;
  if (fixture.insert) procedure['steps'] = inserted(procedure['steps'] as Json, fixture.insert);
  return {
    procedure: procedure as unknown as ProcedureDefinition,
    regime: merged(sample('regime'), fixture.regime ?? {}) as RegimeDefinition,
    organisation: merged(sample('organisation'), fixture.organisation ?? {}) as OrganisationDefinition,
  };
}

export function sample(kind: 'procedure' | 'regime' | 'organisation'): Json {
  return parse(readFileSync(join(FOLDER, `base.${kind}.yaml`), 'utf8')) as Json;
}

function merged(base: unknown, patch: unknown): unknown {
  if (typeof patch !== 'object' || patch === null || Array.isArray(patch)) return patch;
  const result = typeof base === 'object' && base !== null && !Array.isArray(base) ? { ...(base as Json) } : {};
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) delete result[key];
    else result[key] = merged(result[key], value);
  }
  return result;
}

function inserted(steps: Json, { before, after, steps: added }: NonNullable<Fixture['insert']>): Json {
  const entries = Object.entries(steps).flatMap(([id, step]) => {
    if (id === before) return [...Object.entries(added), [id, step] as const];
    return id === after ? [[id, step] as const, ...Object.entries(added)] : [[id, step] as const];
  });
  return Object.fromEntries(entries);
}
