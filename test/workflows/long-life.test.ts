import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { stateQuery } from '../../workflows/messages.js';
import { at, CALENDAR, civil, DESK } from '../domain/engine/fixture.js';
import { Shell } from './shell.js';

let shell: Shell;
beforeAll(async () => void (shell = await Shell.start({ maxCachedWorkflows: 10 })));
afterAll(() => shell.stop());

const THURSDAY_OFF = { date: '2026-02-12', kind: 'holiday', name: { vi: 'Nghỉ thêm' }, basis: '1215/QĐ-TTg' };

describe('a dossier with a very long history', () => {
  it('goes on in a fresh one, with its state, its clock, the calendar it counts by and the keys of its latest acts', async () => {
    const dossier = await shell.receive({ at: at('2026-02-10T09:12') });
    const firstRun = (await dossier.handle.describe()).runId;
    const calendar = shell.keepContent({ ...CALENDAR, holidays: [...CALENDAR.holidays, THURSDAY_OFF] });
    const decided = {
      change: 'change-1',
      calendar,
      moveDates: false,
      decision: THURSDAY_OFF.basis,
      note: 'n',
      proposedBy: 'admin-1',
      approvedBy: 'admin-2',
    };
    await shell.act(dossier, { kind: 'system', id: 'motcua' }, { type: 'apply calendar', ...decided });
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
    // four working days after 10 February by the calendar that was applied: 11, 13, 23 and 24
    await shell.act(dossier, DESK, { type: 'complete', run: 'receive#1' });
    const { state } = await dossier.handle.query(stateQuery);
    expect(civil(state!.deadlines['step:appraise#1']!.dueAt)).toBe('2026-02-24T17:30');
  }, 120_000);
});
