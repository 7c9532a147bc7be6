/** Dossiers of any valid plan, driven at random but lawfully. */
import { it } from '@jest/globals';
import fc from 'fast-check';
import { judge } from '../../domain/engine/judge.js';
import type { Plan } from '../../domain/procedure/plan.js';
import { at, CALENDAR, Case, DESK, RECEIVE } from '../domain/engine/fixture.js';
import { plans } from './plans.js';
import { eventOf, type Move } from './play.js';

const HOUR = 3_600_000;
export const moves: fc.Arbitrary<Move[]> = fc.array(
  fc.record({ wait: fc.integer({ min: 0, max: 90 * HOUR }), pick: fc.nat(1000), choice: fc.nat(1000) }),
  { maxLength: 25 },
);

export const arbitraryCases = fc.tuple(plans, fc.integer({ min: 0, max: 300 * 24 }), moves);

/** Received at the hour, on paper one time in three; moves that are not lawful are left out. */
export function play([plan, startHour, steps]: readonly [Plan, number, Move[]]): Case {
  const dossier = new Case({ plan, calendar: CALENDAR });
  const medium = startHour % 3 === 0 ? 'paper' : 'electronic';
  dossier.take({ at: at('2026-01-01T00:00') + startHour * HOUR, by: DESK, act: { ...RECEIVE, medium } });
  for (const move of steps) {
    const event = dossier.state!.closed ? null : eventOf(dossier.world, dossier.state!, move);
    if (event && judge(dossier.world, dossier.state, event) === null) dossier.take(event);
  }
  return dossier;
}

export const forAnyCase = (name: string, property: (dossier: Case) => void): void =>
  it(name, () =>
    fc.assert(
      fc.property(arbitraryCases, (generated) => property(play(generated))),
      { numRuns: 300 },
    ),
  );
