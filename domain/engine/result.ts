import type { Outcome, State } from './state.js';

/** Whether there is a paper or a number to hand over. */
export function hasResult({ results, values }: Pick<State, 'results' | 'values'>): boolean {
  return Object.keys(results).length > 0 || Object.keys(values).length > 0;
}

/**
 * How processing ends when every step is done. Of a group, partial results stand, so it is granted as soon as one procedure has brought something. When none has, a
 * refusal is a written answer and is handed over (Decree 61/2018, art. 19.8); when all were stopped there is nothing to hand over, and it is stopped, too.
 */
export function outcomeAtEnd(state: State): Extract<Outcome, 'granted' | 'refused' | 'stopped'> {
  const { linkedEnds } = state;
  if (hasResult(state) || linkedEnds.length === 0 || linkedEnds.includes('granted')) return 'granted';
  return linkedEnds.includes('refused') ? 'refused' : 'stopped';
}
