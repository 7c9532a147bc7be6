import { advance } from '../domain/engine/advance.js';
import type { State } from '../domain/engine/state.js';
import type { Stage } from './stage.js';
import { RECEPTION, WORK } from './work-of-one-dossier.js';
import type { YardstickAct } from './yardsticks/workflows.js';

/** The acts of one dossier with the facts that Motcua would make of them now: what the yardsticks store. */
export function lifeOf(world: Pick<Stage, 'plan' | 'calendar'>, dossierId: string): YardstickAct[] {
  const acts = [{ by: RECEPTION.by, act: { ...RECEPTION.act, number: `H99.42-${dossierId.slice(0, 12)}` } }, ...WORK];
  let state: State | null = null;
  return acts.map(({ by, act }, index) => {
    const step = advance(world, state, { at: Date.now(), by, act });
    state = step.state;
    const dueAt = step.state.deadlines['total']?.dueAt;
    return { dossierId, facts: step.facts, ...(dueAt && { dueAt }), ...(index === acts.length - 1 && { last: true }) };
  });
}
