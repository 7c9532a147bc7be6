/** The longest way through a procedure, by the counted terms of its steps. */
import type { Term } from '../clock/term.js';
import { type Exit, type FlowStep, type Graph, isBackward } from './flow-graph.js';
import { nominalMinutes } from './nominal-time.js';

export interface Way {
  readonly minutes: number;
  /** Steps passed, in order; of a parallel step the branch that took longest follows it. */
  readonly steps: readonly string[];
}

/** `forward`: no way back is taken. `bounded`: every way back as often as it may be. `on paper`: no way back, and papers in one place at a time. */
export type Loops = 'forward' | 'bounded' | 'on paper';

const MOST_STATES = 20_000;
const NOWHERE: Way = { minutes: 0, steps: [] };

/** Counted time of a step itself: paused steps and deliveries take none of the dossier's term. */
export function countedTerm(step: FlowStep): Term | null {
  const { form } = step;
  if (step.kind === 'deliver' || !('term' in form) || !form.term) return null;
  return 'clock' in form && form.clock === 'paused' ? null : form.term;
}

/** The longest way from a step to the end, or null when there are too many ways to walk. Ways back without a bound are not walked. */
export function longestWay(graph: Graph, from: string, loops: Loops, until: string = 'end'): Way | null {
  const walk: Walk = { graph, loops, until, known: new Map(), states: 0 };
  try {
    return longest(walk, from, new Map());
  } catch (error) {
    if (error instanceof TooMany) return null;
    throw error;
  }
}

class TooMany extends Error {}

interface Walk {
  readonly graph: Graph;
  readonly loops: Loops;
  readonly until: string;
  readonly known: Map<string, Way>;
  states: number;
}

/** How often each bounded exit was taken so far. */
type Taken = ReadonlyMap<string, number>;

function longest(walk: Walk, id: string, taken: Taken): Way {
  const step = walk.graph.byId.get(id);
  if (!step || id === walk.until) return NOWHERE;
  const key = `${id} ${[...taken]
    .map(([edge, count]) => `${edge}=${count}`)
    .sort()
    .join(' ')}`;
  const known = walk.known.get(key);
  if (known) return known;
  if (++walk.states > MOST_STATES) throw new TooMany();
  const own = ownTime(walk, step);
  let best = NOWHERE;
  for (const exit of step.exits) {
    const after = take(walk, step, exit, taken);
    const rest = after && longest(walk, exit.to, after);
    if (rest && rest.minutes >= best.minutes) best = rest;
  }
  const way = { minutes: own.minutes + best.minutes, steps: [id, ...own.steps, ...best.steps] };
  walk.known.set(key, way);
  return way;
}

/** The counters after taking an exit; null when it may not be taken (again). */
function take(walk: Walk, step: FlowStep, exit: Exit, taken: Taken): Taken | null {
  const backward = isBackward(walk.graph, step, exit);
  if (backward && (walk.loops !== 'bounded' || exit.atMost === undefined)) return null;
  if (walk.loops !== 'bounded' || exit.atMost === undefined) return taken;
  const edge = `${step.id}>${exit.to}`;
  const count = taken.get(edge) ?? 0;
  return count < exit.atMost ? new Map([...taken, [edge, count + 1]]) : null;
}

function ownTime(walk: Walk, step: FlowStep): Way {
  if (step.kind === 'parallel') return branchTime(walk, step);
  const term = countedTerm(step);
  return { minutes: term ? nominalMinutes(term) : 0, steps: [] };
}

/** All branches: the longest; any or n: the one that ends the step; papers in order: one after the other. */
function branchTime(walk: Walk, step: FlowStep): Way {
  const ways = Object.values(step.branches).map((first) => longest({ ...walk, until: 'join', known: new Map() }, first, new Map()));
  if (walk.loops === 'on paper' && 'parallel' in step.form && step.form.parallel.paper) return oneAfterTheOther(ways);
  ways.sort((a, b) => a.minutes - b.minutes);
  return ways[joinCount(step) - 1] ?? ways.at(-1) ?? NOWHERE;
}

function oneAfterTheOther(ways: readonly Way[]): Way {
  return { minutes: ways.reduce((sum, { minutes }) => sum + minutes, 0), steps: ways.flatMap(({ steps }) => steps) };
}

/** How many branches of a parallel step must end. */
export function joinCount(step: FlowStep): number {
  const { join } = (step.form as { parallel: { join: string | number } }).parallel;
  if (join === 'all') return Object.keys(step.branches).length;
  return join === 'any' ? 1 : Number(join);
}
