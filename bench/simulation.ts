import type { Plan } from '../domain/procedure/plan.js';
import type { Calendar } from '../domain/calendar/calendar.js';
import { lifeOf } from './life.js';

/** Whole dossiers through the pure engine, on one core. */
export function simulatedDossiersPerSecond(world: { readonly plan: Plan; readonly calendar: Calendar }, seconds: number): number {
  for (let index = 0; index < 200; index += 1) lifeOf(world, `warm-up-${index}`);
  const start = performance.now();
  let done = 0;
  while (performance.now() - start < seconds * 1000) {
    lifeOf(world, `dossier-${done}`);
    done += 1;
  }
  return Math.round(done / ((performance.now() - start) / 1000));
}
