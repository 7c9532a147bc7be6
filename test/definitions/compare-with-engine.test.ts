/** What counts as a difference between the running system and the engine. */
import { describe, expect, it } from '@jest/globals';
import { compareWithEngine } from '../../cli/live/compare-with-engine.js';
import type { Fact } from '../../domain/engine/fact.js';

const AT = Date.parse('2026-05-20T10:00:00+07:00');
const fact = (body: object): Fact => ({ no: 1, effectiveAt: AT, recordedAt: AT, ...body }) as unknown as Fact;
const arrival = (run: string): Fact[] => [
  fact({ type: 'handoverReceived', run, waited: 0 }),
  fact({ type: 'deadlineMet', deadline: `arrival:${run}`, timeliness: 'on time' }),
];
const compared = (engine: Fact[], live: Fact[]) => compareWithEngine(engine, live, '+07:00');

describe('two systems that were sent to at once', () => {
  it('may take it in either order', () => {
    expect(
      compared([...arrival('residence#1'), ...arrival('insurance#1')], [...arrival('insurance#1'), ...arrival('residence#1')]),
    ).toBeNull();
  });

  it('must both have taken it', () => {
    expect(compared([...arrival('residence#1'), ...arrival('insurance#1')], arrival('insurance#1'))).toMatchObject({
      found: 'nothing more',
    });
  });
});

it('the order of everything else is compared', () => {
  const [opened, closed] = [fact({ type: 'dossierAccepted' }), fact({ type: 'dossierClosed', outcome: 'granted' })];
  expect(compared([opened, closed], [closed, opened])).not.toBeNull();
});
