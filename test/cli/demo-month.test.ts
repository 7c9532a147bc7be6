/** The months of the demonstration, before any server: every story can happen in every month, and shows what it is there for. */
import { beforeAll, describe, expect, it } from '@jest/globals';
import { FEWEST_DOSSIERS, planMonth, type Planned } from '../../cli/demo/month.js';
import { type Catalogue, readCatalogue } from '../../definitions/load-catalogue.js';
import { foldFacts } from '../../domain/engine/view.js';
import { runScenario } from '../../domain/simulate/run-scenario.js';

// Tết, the long holidays of spring and autumn, the turn of the year, an ordinary month
const MONTHS = ['2025-12', '2026-02', '2026-04', '2026-09', '2026-10', '2027-01'];

let catalogue: Catalogue;

beforeAll(async () => {
  catalogue = await readCatalogue('definitions');
});

describe.each(MONTHS)('the working month %s', (month) => {
  let planned: Planned[];

  beforeAll(async () => {
    planned = await planMonth(month, 44, catalogue);
  });

  it('has as many dossiers as asked for, of all seven procedures, received in the month and in order', () => {
    const received = planned.map(({ scenario }) => scenario.given.receivedAt);
    expect(planned).toHaveLength(44);
    expect(new Set(planned.map(({ story }) => story.procedure)).size).toBe(7);
    expect(received.every((at) => at.startsWith(month))).toBe(true);
    expect(received).toEqual([...received].sort());
  });

  it('happens in the pure engine without a refusal, each named case showing in its facts', async () => {
    for (const { story, scenario, world } of planned) {
      const { facts, mismatches } = await runScenario(scenario, world);
      expect(mismatches).toEqual([]);
      expect([story.title.en, foldFacts(null, facts).closed, story.shows?.(facts) ?? true]).toEqual([story.title.en, true, true]);
    }
  });

  it('has no act at closing time, which on a server would be moments too late', () => {
    const times = planned.flatMap(({ scenario }) => scenario.events.map(({ at }) => at.slice(11)));
    expect(times.filter((time) => time === '11:30' || time === '17:30')).toEqual([]);
  });

  it('is the same month when it is planned again', async () => {
    const again = await planMonth(month, 44, catalogue);
    expect(again.map(({ scenario }) => scenario)).toEqual(planned.map(({ scenario }) => scenario));
  });
});

describe('a month that cannot be', () => {
  it.each([
    ['2026-13', 44, '--month 2026-13: no such month; expected YYYY-MM, for example 2026-10'],
    ['2025-06', 44, 'is in force on 2025-06-01'],
    ['2026-10', FEWEST_DOSSIERS - 1, `--dossiers: expected a whole number from ${FEWEST_DOSSIERS}`],
    ['2026-10', Number.NaN, '--dossiers: expected a whole number'],
  ])('is refused: %s with %s dossiers', async (month, count, message) => {
    await expect(planMonth(month, count, catalogue)).rejects.toThrow(message);
  });
});
