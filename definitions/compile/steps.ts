/** Steps as written to steps of the plan. */
import type {
  AcknowledgeText,
  AutomaticForm,
  DossierForm,
  HandoffForm,
  LateText,
  ParallelForm,
  RegimeDefinition,
  TaskForm,
  TermText,
} from '../../domain/procedure/definition.js';
import type { Exit, FlowStep, Graph } from '../../domain/procedure/flow-graph.js';
import { joinCount } from '../../domain/procedure/longest-path.js';
import type { Expression, Scalar } from '../../domain/procedure/expression.js';
import type { Go, Late, Reply, Step } from '../../domain/procedure/plan.js';
import { mapValues } from './map-values.js';
import { rungOf, rungsOfLate } from './rungs.js';

export interface StepContext {
  readonly graph: Graph;
  readonly regime: RegimeDefinition;
  /** Lowered conditions, by the path text of their place. */
  conditionAt(path: readonly (string | number)[]): Expression;
  /** Replies that state an amount some applicant step has to pay, as `step.reply`. */
  readonly obligations: ReadonlySet<string>;
  /** Party of the first task, where the applicant acts unless said otherwise. */
  readonly receiver: string;
}

export function planStep(context: StepContext, step: FlowStep): Step {
  return { ...baseOf(context, step), ...bodyOf(context, step) } as Step;
}

function baseOf(context: StepContext, step: FlowStep) {
  const { form, id, within } = step;
  const timed = form as { term?: TermText; clock?: 'runs' | 'paused'; acknowledge?: AcknowledgeText };
  const late = lateOf(context, step);
  return {
    id,
    ...(timed.term && { term: timed.term }),
    clock: timed.clock ?? 'runs',
    ...(late && { late }),
    ...(timed.acknowledge && acknowledgementOf(timed.acknowledge)),
    ...(within && { within }),
  };
}

function acknowledgementOf({ within, receivedWithinMinutes, basis }: AcknowledgeText) {
  return { acknowledge: { ...within, basis }, ...(receivedWithinMinutes !== undefined && { receivedWithin: receivedWithinMinutes }) };
}

/** A step with a term and no `late` of its own gets the regime's rungs. */
function lateOf({ regime }: StepContext, step: FlowStep): Late | null {
  const { late, term } = step.form as { late?: LateText; term?: TermText };
  if (!term) return null;
  if (!late) return regime.stepRungs?.length ? { rungs: regime.stepRungs.map(rungOf) } : null;
  const way = step.exits.find((exit) => exit.kind === 'late');
  const outcome = way ? goOf(way) : late.outcome;
  return { rungs: rungsOfLate(late), ...(outcome && { outcome }) };
}

function bodyOf(context: StepContext, step: FlowStep): object {
  const { form } = step;
  if ('task' in form) return taskBody(step, form);
  if ('handoff' in form) return handoffBody(context, step, form);
  if ('consult' in form) return { kind: 'consult', of: form.consult.of, silence: form.consult.silence, next: nextOf(step) };
  if ('applicant' in form) return applicantBody(context, step, form.applicant);
  if ('posting' in form) return postingBody(step, form.posting.by);
  if ('decide' in form) return decideBody(context, step);
  if ('parallel' in form) return parallelBody(step, form);
  if ('dossier' in form) return dossierBody(step, form);
  if ('automatic' in form) return automaticBody(step, form);
  return { kind: 'deliver', by: form.deliver.by, methods: form.deliver.methods };
}

function taskBody(step: FlowStep, { task, may, produces }: TaskForm) {
  return {
    kind: 'task',
    by: task.by,
    differsFrom: task.differsFrom ?? [],
    may: may ?? [],
    outcomes: ways(step, 'outcome', 'next'),
    produces: Object.keys(produces ?? {}),
  };
}

function parallelBody(step: FlowStep, { parallel: { paper } }: ParallelForm) {
  // the keys of a plan are sorted; the order of the branches is said apart
  const inOrder = paper && { paper: Object.keys(step.branches) };
  return { kind: 'parallel', branches: step.branches, join: joinCount(step), ...inOrder, next: nextOf(step) };
}

function dossierBody(step: FlowStep, { dossier: { procedure, at, data = {}, documents = {} } }: DossierForm) {
  return { kind: 'dossier', procedure, at, data: withoutPrefix(data), documents, outcomes: ways(step, 'outcome') };
}

/** `data.price` is `price`. */
function withoutPrefix<S extends Scalar>(sent: Readonly<Record<string, S>>): Record<string, S> {
  return mapValues(sent, (source) => (typeof source === 'string' ? (source.replace(/^data[.]/, '') as S) : source));
}

function automaticBody(step: FlowStep, { automatic: { issue, register, fallback } }: AutomaticForm) {
  return { kind: 'automatic', activity: `issue ${issue}`, register, fallback, next: nextOf(step) };
}

function handoffBody({ obligations }: StepContext, step: FlowStep, form: HandoffForm) {
  const replies: Record<string, Go & Reply> = {};
  for (const exit of step.exits.filter((each) => each.kind === 'reply')) {
    const { obligation, value } = form.replies?.[exit.name] ?? {};
    const owed = obligation === true || obligations.has(`${step.id}.${exit.name}`);
    replies[exit.name] = { ...goOf(exit), ...(owed && { obligation: true }), ...(value && { value }) };
  }
  const { to, message, send = {}, files } = form.handoff;
  const { may } = form;
  return { kind: 'handoff', to, message, send: withoutPrefix(send), ...(files && { files }), ...(may && { may }), replies };
}

function applicantBody(
  { receiver }: StepContext,
  step: FlowStep,
  { act, obligation, times, at }: { act: string; obligation?: string; times?: number; at?: string },
) {
  const [owedBy, reply] = (obligation ?? '').split('.');
  return {
    kind: 'applicant',
    act,
    ...(obligation && { obligation: { step: owedBy, reply } }),
    ...(times && { times }),
    at: at ?? receiver,
    next: nextOf(step),
  };
}

function postingBody(step: FlowStep, by: string) {
  const objection = step.exits.find((exit) => exit.kind === 'objection');
  return { kind: 'posting', by, ...(objection && { objection: goOf(objection) }), next: nextOf(step) };
}

function decideBody({ conditionAt }: StepContext, step: FlowStep) {
  const cases = step.exits
    .filter((exit) => exit.kind === 'case')
    .map((exit, index) => ({ when: conditionAt([...step.path, 'decide', 'cases', index, 'when']), go: goOf(exit) }));
  return { kind: 'decide', cases, otherwise: goOf(step.exits.find((exit) => exit.kind === 'else')!) };
}

function ways(step: FlowStep, ...kinds: Exit['kind'][]): Record<string, Go> {
  return Object.fromEntries(step.exits.filter((exit) => kinds.includes(exit.kind)).map((exit) => [exit.name, goOf(exit)]));
}

function nextOf(step: FlowStep): Go {
  return goOf(step.exits.find((exit) => exit.kind === 'next')!);
}

function goOf({ to, atMost }: Exit): Go {
  return { to, ...(atMost !== undefined && { atMost }) };
}
