import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { stateQuery } from '../../workflows/messages.js';
import { at, civil, DESK } from '../domain/engine/fixture.js';
import { Shell } from './shell.js';

let shell: Shell;
beforeAll(async () => void (shell = await Shell.start({ maxCachedWorkflows: 10 })));
afterAll(() => shell.stop());

describe('a dossier with a very long history', () => {
  it('goes on in a fresh one, with its state, its clock and the keys of its latest acts', async () => {
    const dossier = await shell.receive({ at: at('2026-02-10T09:12') });
    const firstRun = (await dossier.handle.describe()).runId;
    const { wakeAt } = await dossier.handle.query(stateQuery);
    let last = await shell.act(dossier, DESK, { type: 'claim', run: 'receive#1' }, { key: 'key-0' });
    let count = 0;
    do {
      count++;
      const act = { type: count % 2 ? 'release' : 'claim', run: 'receive#1' } as const;
      last = await shell.act(dossier, DESK, act, { key: `key-${count}`, projected: last.facts.at(-1)!.no });
    } while (count < 1500 && (count % 50 > 0 || (await dossier.handle.describe()).runId === firstRun));

    const { runId } = await dossier.handle.describe();
    expect(runId).not.toBe(firstRun);
    expect(await shell.act(dossier, DESK, { type: count % 2 ? 'release' : 'claim', run: 'receive#1' }, { key: `key-${count}` })).toEqual(
      last,
    );
    const again = await shell
      .act(dossier, DESK, { type: 'release', run: 'receive#1' }, { key: 'key-before-the-new-run-is-known' })
      .catch(() => null);
    const after = await dossier.handle.query(stateQuery);
    expect(after.state!.factNo).toBe((again ?? last).facts.at(-1)!.no);
    expect(civil(after.wakeAt)).toBe(civil(wakeAt));
  }, 120_000);
});
