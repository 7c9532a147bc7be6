/** A procedure drawn as a Mermaid flowchart. */
import type { AcknowledgeText, Label, ProcedureDefinition, StepForm, TermText } from '../../domain/procedure/definition.js';
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
  dossier: ['[("', '")]'],
};

/** Granted, refused, stopped; an end for which there is no way leads on like granted. */
const LINKED_ENDS = 3;

const WORDS = {
  vi: {
    starts: '▶ thời hạn tính từ đây',
    acknowledge: (time: string) => `✓ xác nhận trong ${time}`,
    inOrder: 'hồ sơ giấy: lần lượt',
    otherwise: 'không được thì vẫn đi tiếp',
    times: (count: number) => `${count} lần`,
  },
  en: {
    starts: '▶ the term begins here',
    acknowledge: (time: string) => `✓ taken up within ${time}`,
    inOrder: 'on paper: one after the other',
    otherwise: 'else it goes on all the same',
    times: (count: number) => `${count} times`,
  },
} as const;

/** Mermaid text; branches of a parallel step are subgraphs that lead to one join. */
export function mermaidOf(procedure: ProcedureDefinition, language: Language): string {
  const graph = graphOf(procedure);
  const drawing: Drawing = { steps: graph.steps, starts: procedure.term.starts, language };
  const lines = ['flowchart TD', ...graph.steps.filter((step) => !step.within).flatMap((step) => nodeLines(drawing, step, '  '))];
  for (const step of graph.steps) lines.push(...edgeLines(step, language));
  return `${lines.join('\n')}\n`;
}

interface Drawing {
  readonly steps: readonly FlowStep[];
  /** The step with which the term begins, where sector law names one. */
  readonly starts: string | undefined;
  readonly language: Language;
}

function nodeLines(drawing: Drawing, step: FlowStep, indent: string): string[] {
  const [open, close] = SHAPES[step.kind];
  const own = `${indent}${nodeId(step.id)}${open}${labelOf(drawing, step)}${close}`;
  const branches = Object.keys(step.branches).flatMap((branch) => {
    const inner = drawing.steps.filter((each) => each.within?.parallel === step.id && each.within.branch === branch);
    return [
      `${indent}subgraph ${nodeId(`${step.id}-${branch}`)}["${escaped(branchName(step, branch, drawing.language))}"]`,
      ...inner.flatMap((each) => nodeLines(drawing, each, `${indent}  `)),
      `${indent}end`,
    ];
  });
  return step.kind === 'parallel' ? [own, ...branches, `${indent}${joinId(step.id)}((" "))`] : [own];
}

function branchName({ form }: FlowStep, branch: string, language: Language): string {
  const name = 'parallel' in form ? form.parallel.branches[branch]?.name : undefined;
  return name?.[language] ?? name?.vi ?? branch;
}

function edgeLines(step: FlowStep, language: Language): string[] {
  const from = step.kind === 'parallel' ? joinId(step.id) : nodeId(step.id);
  const to = (exit: Exit): string => (exit.to === 'join' ? joinId(step.within!.parallel) : nodeId(exit.to));
  const into = Object.values(step.branches).map((first) => `  ${nodeId(step.id)} --> ${nodeId(first)}`);
  const out = step.exits.filter((exit) => exit.to !== 'end').map((exit) => `  ${from} ${arrow(step, exit, language)} ${to(exit)}`);
  const granted = step.kind === 'dossier' && step.exits.length < LINKED_ENDS ? step.exits[0] : undefined;
  return [...into, ...out, ...(granted ? [`  ${from} -.->|"${WORDS[language].otherwise}"| ${to(granted)}`] : [])];
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

/** What it is called, what it opens, how long it takes, and what the road between agencies asks of it. */
function labelOf({ starts, language }: Drawing, { id, form }: FlowStep): string {
  const { term, acknowledge } = form as { term?: TermText; acknowledge?: AcknowledgeText };
  const paused = 'clock' in form && form.clock === 'paused' ? '⏸' : '';
  const time = [term ? termWords(term)[language] : '', paused].filter((part) => part !== '').join(' ');
  const words = WORDS[language];
  const lines = [
    form.name?.[language] ?? form.name?.vi ?? id,
    id === starts ? words.starts : '',
    ownWords(form, language),
    time,
    acknowledge ? words.acknowledge(termWords(acknowledge.within)[language]) : '',
  ];
  return escaped(lines.filter((line) => line !== '').join('<br/>'));
}

function ownWords(form: StepForm, language: Language): string {
  if ('dossier' in form) return `⧉ ${form.dossier.procedure}`;
  if ('parallel' in form && form.parallel.paper) return WORDS[language].inOrder;
  return 'applicant' in form && form.applicant.times ? WORDS[language].times(form.applicant.times) : '';
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
