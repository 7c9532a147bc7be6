/** A procedure drawn as a Mermaid flowchart. */
import type { Label, ProcedureDefinition, TermText } from '../../domain/procedure/definition.js';
import { type Exit, type FlowStep, graphOf } from '../../domain/procedure/flow-graph.js';
import { termWords } from '../../domain/procedure/nominal-time.js';

type Language = 'vi' | 'en';
const SHAPES: Readonly<Record<FlowStep['kind'], readonly [string, string]>> = {
  task: ['["', '"]'],
  handoff: ['[["', '"]]'],
  consult: ['{{"', '"}}'],
  applicant: ['(["', '"])'],
  posting: ['[/"', '"/]'],
  decide: ['{"', '"}'],
  parallel: ['[\\"', '"/]'],
  automatic: ['("', '")'],
  deliver: ['((("', '")))'],
  dossier: ['[["', '"]]'],
};

/** Mermaid text; branches of a parallel step are subgraphs that lead to one join. */
export function mermaidOf(procedure: ProcedureDefinition, language: Language): string {
  const graph = graphOf(procedure);
  const lines = [
    'flowchart TD',
    ...graph.steps.filter((step) => !step.within).flatMap((step) => nodeLines(graph.steps, step, language, '  ')),
  ];
  for (const step of graph.steps) lines.push(...edgeLines(step, language));
  return `${lines.join('\n')}\n`;
}

function nodeLines(steps: readonly FlowStep[], step: FlowStep, language: Language, indent: string): string[] {
  const [open, close] = SHAPES[step.kind];
  const own = `${indent}${nodeId(step.id)}${open}${labelOf(step, language)}${close}`;
  const branches = Object.keys(step.branches).flatMap((branch) => {
    const inner = steps.filter((each) => each.within?.parallel === step.id && each.within.branch === branch);
    return [
      `${indent}subgraph ${nodeId(`${step.id}-${branch}`)}["${branch}"]`,
      ...inner.flatMap((each) => nodeLines(steps, each, language, `${indent}  `)),
      `${indent}end`,
    ];
  });
  return step.kind === 'parallel' ? [own, ...branches, `${indent}${joinId(step.id)}((" "))`] : [own];
}

function edgeLines(step: FlowStep, language: Language): string[] {
  const from = step.kind === 'parallel' ? joinId(step.id) : nodeId(step.id);
  const into = Object.values(step.branches).map((first) => `  ${nodeId(step.id)} --> ${nodeId(first)}`);
  const out = step.exits
    .filter((exit) => exit.to !== 'end')
    .map((exit) => `  ${from} ${arrow(step, exit, language)} ${exit.to === 'join' ? joinId(step.within!.parallel) : nodeId(exit.to)}`);
  return [...into, ...out];
}

function arrow(step: FlowStep, exit: Exit, language: Language): string {
  const bound = exit.atMost === undefined ? '' : ` (≤ ${exit.atMost})`;
  const label = exitLabel(step, exit, language) + bound;
  const line = exit.kind === 'late' || exit.kind === 'objection' ? '-.->' : '-->';
  return label === '' ? line : `${line}|"${escaped(label)}"|`;
}

function exitLabel(step: FlowStep, exit: Exit, language: Language): string {
  if (exit.kind === 'next') return '';
  if (exit.kind === 'case') return conditionOf(step, exit);
  const { outcomes, replies } = step.form as { outcomes?: Ways; replies?: Ways };
  const name = (outcomes ?? replies)?.[exit.name]?.name;
  return name?.[language] ?? name?.vi ?? exit.name;
}

type Ways = Readonly<Record<string, { name?: Label }>>;

function conditionOf({ form }: FlowStep, { name }: Exit): string {
  const number = Number(name.split(' ')[1]);
  return 'decide' in form ? (form.decide.cases[number - 1]?.when ?? '') : '';
}

function labelOf({ id, form }: FlowStep, language: Language): string {
  const name = form.name?.[language] ?? form.name?.vi ?? id;
  const term = (form as { term?: TermText }).term;
  const paused = 'clock' in form && form.clock === 'paused' ? ' ⏸' : '';
  return escaped(term ? `${name}<br/>${termWords(term)[language]}${paused}` : `${name}${paused}`);
}

function nodeId(id: string): string {
  return `s_${id.replace(/-/g, '_')}`;
}

function joinId(id: string): string {
  return `${nodeId(id)}__join`;
}

function escaped(text: string): string {
  return text.replace(/"/g, '#quot;');
}
