/** What becomes of the demonstration's month when something goes wrong at one dossier, or at all. */
import { beforeAll, describe, expect, it } from '@jest/globals';
import { FEWEST_DOSSIERS, planMonth, type Planned } from '../../cli/demo/month.js';
import { monthTable, totalsOf } from '../../cli/demo/month-table.js';
import { type HostFor, playMonth } from '../../cli/demo/play-month.js';
import { ApiProblem, Unreachable } from '../../cli/live/api-problem.js';
import type { LiveHost } from '../../cli/live/live-host.js';
import { whenAway } from '../../cli/live/when-away.js';
import { readCatalogue } from '../../definitions/load-catalogue.js';
import { pureHost } from '../../domain/simulate/pure-host.js';

let month: Planned[];

beforeAll(async () => {
  month = await planMonth('2026-10', FEWEST_DOSSIERS, await readCatalogue('definitions'));
});

/** The engine itself stands in for a running system, in which this happens at the third dossier received, on its way. */
function brokenAt(third: Planned, error: Error): HostFor {
  return (scenario): LiveHost => {
    const { world } = month.find((each) => each.scenario === scenario)!;
    const host = pureHost(world);
    let received = false;
    return {
      ...host,
      dossierId: () => (received ? 'an-id' : null),
      doneAt: () => [],
      perform: async (at, by, act) => {
        if (received && scenario === third.scenario) throw error;
        received = true;
        return host.perform(at, by, act);
      },
    };
  };
}

const play = (error: Error) => playMonth(month, brokenAt(month[2]!, error), 1, () => undefined);

describe('a dossier that breaks off', () => {
  it('is marked in the table with the reason kept, and all others are played', async () => {
    const dossiers = await play(new ApiProblem(500, 'INTERNAL', undefined, undefined, '/dossiers/d/acts: 500 INTERNAL'));
    expect(dossiers.map(({ wrong }) => wrong)).toEqual(month.map((_, index) => (index === 2 ? ['/dossiers/d/acts: 500 INTERNAL'] : [])));
    expect(dossiers[2]).toMatchObject({ id: 'an-id', outcome: null, shows: false });
    expect(
      monthTable(dossiers)
        .split('\n')
        .filter((row) => row.includes('✗')),
    ).toHaveLength(1);
    expect(totalsOf(dossiers).received).toBe(month.length);
  });
});

describe('what would break off all', () => {
  it('ends the month at once: nobody answers', async () => {
    await expect(play(new Unreachable('http://127.0.0.1:1', new Error('refused'))).catch(whenAway)).rejects.toThrow('is it still running?');
  });

  it('ends the month at once, and says what to do: Temporal without virtual time', async () => {
    const refused = new ApiProblem(501, 'TIME_SKIPPING_OFF', undefined, undefined, '/rehearsals/d/clock: 501');
    await expect(play(refused).catch(whenAway)).rejects.toThrow('chạy không có thời gian ảo');
  });
});
