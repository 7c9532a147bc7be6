/** The steps of a definition as a graph: every way out of every step, resolved; what rules, proofs and the compiler walk. */
import type { ProcedureDefinition, StepForm, Steps } from './definition.js';
import type { Path } from './problem.js';

export type StepKind =
  'task' | 'handoff' | 'consult' | 'applicant' | 'posting' | 'decide' | 'parallel' | 'automatic' | 'deliver' | 'dossier';
export const STEP_KINDS: readonly StepKind[] = [
  'task',
  'handoff',
  'consult',
  'applicant',
  'posting',
  'decide',
  'parallel',
  'automatic',
  'deliver',
  'dossier',
];

export interface FlowStep {
  readonly id: string;
  readonly kind: StepKind;
  readonly form: StepForm;
  readonly path: Path;
  /** Place in the written order, branches included. */
  readonly index: number;
  readonly within?: { readonly parallel: string; readonly branch: string };
  readonly exits: readonly Exit[];
  /** Parallel: branch to its first step. */
  readonly branches: Readonly<Record<string, string>>;
}

export interface Exit {
  readonly kind: 'next' | 'outcome' | 'reply' | 'objection' | 'case' | 'else' | 'late';
  readonly name: string;
  /** A step, `join` (the branch ends) or `end` (nothing follows). */
  readonly to: string;
  /** Written by the author, not the next step in the file. */
  readonly explicit: boolean;
  readonly atMost?: number;
  readonly path: Path;
}

export interface Graph {
  readonly steps: readonly FlowStep[];
  readonly byId: ReadonlyMap<string, FlowStep>;
  readonly start: string;
}

type Level = { readonly path: Path; readonly within?: FlowStep['within'] };
interface Going {
  go?: string;
  atMost?: number;
}

export function graphOf(procedure: ProcedureDefinition): Graph {
  const steps: FlowStep[] = [];
  collect(procedure.steps, { path: ['steps'] }, steps);
  const byId = new Map<string, FlowStep>();
  for (const step of steps) if (!byId.has(step.id)) byId.set(step.id, step);
  return { steps, byId, start: steps[0]?.id ?? 'end' };
}

/** An exit that leads to where the dossier has been before: to be bounded. */
export function isBackward(graph: Graph, from: FlowStep, exit: Exit): boolean {
  const target = graph.byId.get(exit.to);
  return target !== undefined && target.index <= from.index;
}

/** Steps a dossier can come to. */
export function reachable(graph: Graph, from: string = graph.start): ReadonlySet<string> {
  const seen = new Set<string>();
  const waiting = [from];
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    const step = graph.byId.get(id);
    if (!step || seen.has(id)) continue;
    seen.add(id);
    waiting.push(...Object.values(step.branches), ...step.exits.map((exit) => exit.to));
  }
  return seen;
}

export function kindOfStep(form: StepForm): StepKind {
  return STEP_KINDS.find((kind) => kind in form)!;
}

function collect(list: Steps, level: Level, into: FlowStep[]): void {
  const ids = Object.keys(list);
  ids.forEach((id, position) => {
    const form = list[id]!;
    const kind = kindOfStep(form);
    const path = [...level.path, id];
    const following = ids[position + 1] ?? (level.within ? 'join' : 'end');
    const branches = 'parallel' in form ? form.parallel.branches : {};
    const firsts = Object.fromEntries(Object.entries(branches).map(([name, branch]) => [name, Object.keys(branch.steps)[0]!]));
    into.push({
      id,
      kind,
      form,
      path,
      index: into.length,
      exits: exitsOf(form, path, following),
      branches: firsts,
      ...(level.within && { within: level.within }),
    });
    for (const [name, branch] of Object.entries(branches)) {
      collect(branch.steps, { path: [...path, 'parallel', 'branches', name, 'steps'], within: { parallel: id, branch: name } }, into);
    }
  });
}

function exitsOf(form: StepForm, path: Path, following: string): Exit[] {
  const exit = (kind: Exit['kind'], name: string, going: Going, at: Path): Exit => ({
    kind,
    name,
    to: going.go ?? following,
    explicit: going.go !== undefined,
    ...(going.atMost !== undefined && { atMost: going.atMost }),
    path: going.go === undefined ? at : [...at, 'go'],
  });
  const named = (kind: Exit['kind'], key: string, ways: Readonly<Record<string, Going>>) =>
    Object.entries(ways).map(([name, way]) => exit(kind, name, way, [...path, key, name]));
  return [...mainExits(form, path, exit, named), ...lateExit(form, path, exit)];
}

type MakeExit = (kind: Exit['kind'], name: string, going: Going, at: Path) => Exit;
type MakeNamed = (kind: Exit['kind'], key: string, ways: Readonly<Record<string, Going>>) => Exit[];

function mainExits(form: StepForm, path: Path, exit: MakeExit, named: MakeNamed): Exit[] {
  if ('deliver' in form) return [];
  if ('decide' in form) {
    const cases = form.decide.cases.map((each, index) => exit('case', `case ${index + 1}`, each, [...path, 'decide', 'cases', index]));
    return form.decide.else ? [...cases, exit('else', 'else', form.decide.else, [...path, 'decide', 'else'])] : cases;
  }
  if ('handoff' in form) return named('reply', 'replies', form.replies ?? {});
  if ('dossier' in form) return named('outcome', 'outcomes', { ...form.outcomes });
  if ('task' in form && form.outcomes) return named('outcome', 'outcomes', form.outcomes);
  const next = exit('next', 'done', form, path);
  if ('posting' in form && form.posting.objection)
    return [next, exit('objection', 'objection', form.posting.objection, [...path, 'posting', 'objection'])];
  return [next];
}

function lateExit(form: StepForm, path: Path, exit: MakeExit): Exit[] {
  const late = 'late' in form ? form.late : undefined;
  return late?.go === undefined ? [] : [exit('late', 'late', late, [...path, 'late'])];
}
