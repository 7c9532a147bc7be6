import { type FlowStep, type Graph, reachable } from '../procedure/flow-graph.js';
import { countedTerm, type Loops, longestWay, type Way } from '../procedure/longest-path.js';
import { DAY, familyOf, nominalMinutes, termWords } from '../procedure/nominal-time.js';
import type { Text } from '../procedure/problem.js';
import type { Model, Rule } from './rule.js';

/**
 * The proof "in time": the longest way, paused steps left out, parallel branches at their longest, fits the term of the dossier. Without loops it must; with every loop
 * at its bound, or where calendar and working days are compared on an average, it is a warning: the law gives an agency that returns a dossier no more time.
 */
export const inTime: Rule = (model, report) => {
  const { graph } = model;
  const exact = sameFamily(model);
  const first = model.procedure.term.starts ?? graph.start;
  const forward = longestWay(graph, first, 'forward');
  if (forward && exceeds(model, forward)) {
    const { vi, en } = sentence(model, forward, 'forward', exact);
    return report('TERM_EXCEEDED', ['term', 'length'], { vi, en, severity: exact ? 'error' : 'warning' });
  }
  const bounded = longestWay(graph, first, 'bounded');
  if (bounded === null) {
    const vi = 'quá nhiều vòng lặp để chứng minh kịp hạn; hãy giảm atMost';
    return report('LOOPS_EXCEED_TERM', ['term', 'length'], {
      vi,
      en: 'too many loops to prove that the term is kept; lower atMost',
      severity: 'warning',
    });
  }
  if (!exceeds(model, bounded)) return;
  const { vi, en } = sentence(model, bounded, 'bounded', exact);
  report('LOOPS_EXCEED_TERM', ['term', 'length'], { vi, en, severity: 'warning' });
};

/** "Within the day" (a term of no working days) is what is left of the day of reception: at most one working day. */
function allowed({ procedure: { term } }: Model): number {
  return term.length === 0 ? DAY : nominalMinutes(term);
}

function exceeds(model: Model, way: Way): boolean {
  return way.minutes > allowed(model) + 0.001;
}

function sameFamily({ procedure, graph }: Model): boolean {
  const seen = reachable(graph);
  const terms = graph.steps.filter((step) => seen.has(step.id)).flatMap((step) => countedTerm(step) ?? []);
  return terms.every((term) => familyOf(term) === familyOf(procedure.term));
}

function sentence({ graph, procedure }: Model, way: Way, loops: Loops, exact: boolean): Text {
  const { vi, en } = termWords(procedure.term);
  const total = familyOf(procedure.term) === 'calendar' && !exact ? calendarDays(way.minutes) : days(way.minutes);
  const shown = wayText(graph, way);
  const how =
    loops === 'forward'
      ? { vi: 'các bước', en: 'the steps' }
      : { vi: 'các bước, với mọi vòng lặp đến giới hạn,', en: 'the steps, with every loop at its bound,' };
  const about = exact ? { vi: '', en: '' } : { vi: 'trung bình ', en: 'on an average ' };
  return {
    vi: `${vi}; ${how.vi} cần ${about.vi}${total.vi}: ${shown.vi}`,
    en: `${en}; ${how.en} take ${about.en}${total.en}: ${shown.en}`,
  };
}

function wayText(graph: Graph, { steps }: Way): Text {
  const timed = steps.map((id) => graph.byId.get(id)).filter((step): step is FlowStep => step !== undefined && countedTerm(step) !== null);
  const words = timed.map((step) => ({ id: step.id, ...termWords(countedTerm(step)!) }));
  return { vi: words.map((each) => `${each.id} (${each.vi})`).join(' → '), en: words.map((each) => `${each.id} (${each.en})`).join(' → ') };
}

function calendarDays(minutes: number): Text {
  const count = Math.round((minutes / DAY) * (7 / 5) * 10) / 10;
  return { vi: `${String(count).replace('.', ',')} ngày`, en: `${count} calendar days` };
}

function days(minutes: number): Text {
  const count = Math.round((minutes / DAY) * 100) / 100;
  return { vi: `${String(count).replace('.', ',')} ngày làm việc`, en: `${count} working ${count === 1 ? 'day' : 'days'}` };
}
