/** The way of a procedure file: text, schema, conditions, rules, plan. */
import type { OrganisationDefinition, ProcedureDefinition, RegimeDefinition } from '../../domain/procedure/definition.js';
import { graphOf } from '../../domain/procedure/flow-graph.js';
import type { Finding, Problem } from '../../domain/procedure/problem.js';
import { RULES } from '../../domain/rules/all.js';
import { type Model, run } from '../../domain/rules/rule.js';
import { compileProcedure, type Compiled } from '../compile/compile.js';
import { dataFindings } from './data-fields.js';
import { conditionsOf } from './definition-conditions.js';
import { byPlace, loadDefinition, type Outcome } from './load.js';

/** What a procedure refers to. */
export interface Surroundings {
  /** By id. */
  readonly regimes: Readonly<Record<string, RegimeDefinition>>;
  /** Ids of the calendars there are; left out: any name will do. */
  readonly calendars?: readonly string[];
  /** Left out: rules about offices, posts and connectors are not looked at. */
  readonly organisation?: OrganisationDefinition;
  /** Procedures of the catalogue, as far as their schema is right; left out: what dossiers open is not looked into. */
  readonly procedures?: readonly ProcedureDefinition[];
}

export interface LoadedProcedure extends Compiled {
  readonly definition: ProcedureDefinition;
  /** Findings that do not stand in the way. */
  readonly warnings: readonly Problem[];
}

/** Loads, checks and compiles a procedure. Either everything is right, or every problem is listed. */
export function loadProcedure(text: string, surroundings: Surroundings): Outcome<LoadedProcedure> {
  const loaded = loadDefinition(text, 'Procedure');
  if (!loaded.ok) return loaded;
  const { definition, source } = loaded;
  const { findings, compiled } = checkProcedure(definition, surroundings);
  const problems = byPlace(findings.map(source.locate));
  return compiled ? { ok: true, definition, ...compiled, warnings: problems } : { ok: false, problems };
}

export interface CheckedProcedure {
  readonly findings: readonly Finding[];
  /** Absent when a finding is an error. */
  readonly compiled?: Compiled;
}

/** Checks and compiles a definition the schema has accepted. */
export function checkProcedure(definition: ProcedureDefinition, surroundings: Surroundings): CheckedProcedure {
  const graph = graphOf(definition);
  const conditions = conditionsOf(definition, graph);
  const regime = Object.hasOwn(surroundings.regimes, definition.regime) ? surroundings.regimes[definition.regime]! : null;
  const model: Model = {
    procedure: definition,
    regime,
    calendars: surroundings.calendars ?? null,
    organisation: surroundings.organisation ?? null,
    procedures: surroundings.procedures ?? null,
    graph,
  };
  const findings = [...dataFindings(definition), ...conditions.findings, ...run(Object.values(RULES), model)];
  if (regime === null || findings.some((each) => each.severity === 'error')) return { findings };
  return { findings, compiled: compileProcedure(definition, regime, graph, conditions) };
}
