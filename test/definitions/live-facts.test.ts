/** What counts as a difference between the running system and the engine, and what is nobody's doing. */
import { describe, expect, it } from '@jest/globals';
import { compareWithEngine } from '../../cli/live/compare-with-engine.js';
import { inScenarioTerms } from '../../cli/live/live-facts.js';
import type { Fact } from '../../domain/engine/fact.js';

const AT = Date.parse('2026-05-20T10:00:00+07:00');
const fact = (body: object): Fact => ({ no: 1, effectiveAt: AT, recordedAt: AT, ...body }) as unknown as Fact;
const asked = ['residence#1', 'insurance#1'].map((run) => fact({ type: 'linkedDossierRequested', run }));
const filed = (run: string): Fact[] => [
  fact({ type: 'linkedDossierOpened', run, dossier: run, number: run }),
  fact({ type: 'handoverReceived', run, waited: 0 }),
  fact({ type: 'deadlineMet', deadline: `arrival:${run}`, timeliness: 'on time' }),
];
const compared = (engine: Fact[], live: Fact[]) => compareWithEngine(inScenarioTerms(engine), inScenarioTerms(live), '+07:00');

describe('two linked dossiers that were asked for at once', () => {
  const predicted = [...asked, ...filed('residence#1'), ...filed('insurance#1')];

  it('may be filed, and arrive in their time, in either order', () => {
    expect(compared(predicted, [...asked, ...filed('insurance#1'), ...filed('residence#1')])).toBeNull();
  });

  it('must both have arrived', () => {
    expect(compared(predicted, [...asked, ...filed('insurance#1'), ...filed('residence#1').slice(0, 2)])).not.toBeNull();
  });
});

it('the order of everything else is compared', () => {
  const [opened, closed] = [fact({ type: 'dossierAccepted' }), fact({ type: 'dossierClosed', outcome: 'granted' })];
  expect(compared([opened, closed], [closed, opened])).not.toBeNull();
});
