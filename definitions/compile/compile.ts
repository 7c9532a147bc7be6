/** A checked definition to its plan. */
import { createHash } from 'node:crypto';
import { canonical } from '../../domain/canonical.js';
import { appointmentsOf } from '../../domain/procedure/appointment-legs.js';
import type { DocumentText, FeeText, ProcedureDefinition, RegimeDefinition } from '../../domain/procedure/definition.js';
import type { Expression } from '../../domain/procedure/expression.js';
import type { Graph } from '../../domain/procedure/flow-graph.js';
import type { ChoiceType, Plan, PlanDocument, PlanFee } from '../../domain/procedure/plan.js';
import { pathText, type Path } from '../../domain/procedure/problem.js';
import type { Conditions } from '../load/definition-conditions.js';
import { mapValues } from './map-values.js';
import { planRegime } from './regime.js';
import { planStep, type StepContext } from './steps.js';

export interface Compiled {
  readonly plan: Plan;
  /** SHA-256 of the canonical text of the plan, in hexadecimal: its name. */
  readonly planHash: string;
}

/** Deterministic: the same definition under the same regime gives the same bytes. The definition must have passed every check. */
export function compileProcedure(procedure: ProcedureDefinition, regime: RegimeDefinition, graph: Graph, conditions: Conditions): Compiled {
  const text = canonical(planOf(procedure, regime, graph, conditions));
  // read back, so that the plan in hand and the plan read from the store by its hash have their keys in one order
  return { plan: freeze(JSON.parse(text) as Plan), planHash: createHash('sha256').update(text).digest('hex') };
}

function planOf(procedure: ProcedureDefinition, regime: RegimeDefinition, graph: Graph, conditions: Conditions): Plan {
  const at = (path: Path): Expression => conditions.lowered.get(pathText(path))!.expression;
  const { length, unit, basis } = procedure.term;
  const cutOff = procedure.cutOff ?? regime.cutOff;
  const context: StepContext = {
    graph,
    regime,
    conditionAt: at,
    obligations: obligationsOf(graph),
    receiver: receiverOf(procedure, graph),
  };
  return {
    format: 1,
    code: procedure.code,
    field: procedure.field,
    effectiveFrom: procedure.effective.from,
    regime: planRegime(regime, procedure),
    calendar: procedure.calendar,
    term: { length, unit, ...(basis && { basis }) },
    ...(procedure.term.starts && { termStarts: procedure.term.starts }),
    ...(cutOff && { cutOff }),
    receipt: procedure.receipt ?? 'always',
    channels: procedure.channels,
    choices: choicesOf(procedure, conditions),
    documents: mapValues(procedure.documents ?? {}, (document, key) => planDocument(document, key, at)),
    fees: mapValues(procedure.fees ?? {}, (fee, key) => planFee(fee, key, at)),
    parties: procedure.parties,
    start: graph.start,
    steps: Object.fromEntries(graph.steps.map((step) => [step.id, planStep(context, step)])),
    appointments: mapValues(appointmentsOf(graph, procedure.term.starts), (appointment) => ({
      ...appointment,
      legs: appointment.legs ?? [],
    })),
  };
}

function planDocument(
  { original, copy, kept, showOnly, required, replaceableBy }: DocumentText,
  key: string,
  at: (path: Path) => Expression,
): PlanDocument {
  const condition =
    typeof required === 'string'
      ? at(['documents', key, 'required'])
      : required === false
        ? ({ op: 'literal', value: false } as const)
        : undefined;
  return {
    ...(original && { original }),
    ...(copy && { copy }),
    ...(kept && { kept }),
    ...(showOnly && { showOnly }),
    ...(condition && { required: condition }),
    ...(replaceableBy && { replaceableBy }),
  };
}

function planFee({ amount, due }: FeeText, key: string, at: (path: Path) => Expression): PlanFee {
  return { amount: typeof amount === 'number' ? { op: 'literal', value: amount } : at(['fees', key, 'amount']), due };
}

function choicesOf(procedure: ProcedureDefinition, { lowered }: Conditions): Record<string, ChoiceType> {
  const read = new Set([...lowered.values()].flatMap((each) => each.reads));
  return Object.fromEntries([...read].map((name) => [name, procedure.data!.properties[name]!.type]));
}

/** Handoff replies some applicant step pays, as `step.reply`. */
function obligationsOf(graph: Graph): Set<string> {
  return new Set(graph.steps.flatMap(({ form }) => ('applicant' in form && form.applicant.obligation ? [form.applicant.obligation] : [])));
}

function receiverOf(procedure: ProcedureDefinition, graph: Graph): string {
  const first = graph.steps.map(({ form }) => form).find((form) => 'task' in form);
  return first && 'task' in first ? first.task.by : Object.keys(procedure.parties)[0]!;
}

function freeze<T>(value: T): T {
  if (typeof value !== 'object' || value === null) return value;
  Object.values(value).forEach(freeze);
  return Object.freeze(value);
}
