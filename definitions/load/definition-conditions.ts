/** Every condition of a procedure, lowered, or what is wrong with it. */
import type { ProcedureDefinition } from '../../domain/procedure/definition.js';
import type { Graph } from '../../domain/procedure/flow-graph.js';
import { type Finding, pathText, type Path } from '../../domain/procedure/problem.js';
import { type ConditionFault, type ConditionScope, lowerCondition, type Lowered } from './conditions.js';

export interface Conditions {
  /** By the text of the path at which the condition stands. */
  readonly lowered: ReadonlyMap<string, Lowered>;
  readonly findings: readonly Finding[];
}

interface Place {
  readonly path: Path;
  readonly text: string;
  readonly wanted: 'bool' | 'int';
}

export function conditionsOf(procedure: ProcedureDefinition, graph: Graph): Conditions {
  const fields = procedure.data?.properties ?? {};
  const scope: ConditionScope = { fields, required: new Set(procedure.data?.required ?? []) };
  const lowered = new Map<string, Lowered>();
  const findings: Finding[] = [];
  for (const place of placesOf(procedure, graph)) {
    const result = lowerCondition(place.text, scope, place.wanted);
    if ('expression' in result) lowered.set(pathText(place.path), result);
    else findings.push(findingOf(place, result));
  }
  return { lowered, findings };
}

function placesOf(procedure: ProcedureDefinition, graph: Graph): Place[] {
  const places: Place[] = [];
  for (const [key, { required }] of Object.entries(procedure.documents ?? {})) {
    if (typeof required === 'string') places.push({ path: ['documents', key, 'required'], text: required, wanted: 'bool' });
  }
  for (const [key, { amount }] of Object.entries(procedure.fees ?? {})) {
    if (typeof amount === 'string') places.push({ path: ['fees', key, 'amount'], text: amount, wanted: 'int' });
  }
  for (const { form, path } of graph.steps) {
    if (!('decide' in form)) continue;
    form.decide.cases.forEach(({ when }, index) =>
      places.push({ path: [...path, 'decide', 'cases', index, 'when'], text: when, wanted: 'bool' }),
    );
  }
  return places;
}

function findingOf({ path, text }: Place, { code, offset, message, hint }: ConditionFault): Finding {
  const where = `${pathText(path)}: "${text}"`;
  return {
    code,
    severity: 'error',
    path,
    offset,
    message: { vi: `${where}: ${message.vi}`, en: `${where}: ${message.en}` },
    ...(hint && { hint }),
  };
}
