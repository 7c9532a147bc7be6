/** Lives of the fixture's dossier that are recorded. */
import { skipTo } from '../../services/virtual-time.js';
import { at, CENTRE_LEADER, DESK, LAND_1, LAND_2, TAX } from '../domain/engine/fixture.js';
import type { Shell, Started } from '../workflows/shell.js';

export const MORNING = at('2026-02-10T09:12');

type Live = (shell: Shell, dossier: Started) => Promise<void>;

const skip = (shell: Shell, { dossierId }: Started, civilInstant: string) => skipTo(shell, dossierId, at(civilInstant));

export const FIXTURE_LIVES: Readonly<Record<string, Live>> = {
  async 'delivered-after-tax'(shell, dossier) {
    await shell.act(dossier, DESK, { type: 'claim', run: 'receive#1' });
    await shell.act(dossier, DESK, { type: 'complete', run: 'receive#1' });
    await skip(shell, dossier, '2026-02-12T16:00');
    await shell.act(dossier, LAND_1, { type: 'complete', run: 'appraise#1', outcome: 'eligible' });
    await skip(shell, dossier, '2026-03-04T09:00');
    const obligations = [{ reference: 'TB-1', amount: 30_000_000 }];
    await shell.act(dossier, TAX, { type: 'reply', run: 'refer-tax#1', reply: 'notice', obligations });
    await shell.act(dossier, TAX, { type: 'pay', reference: 'TB-1', amount: 30_000_000 });
    await shell.act(dossier, LAND_2, { type: 'complete', run: 'register#1', results: { deed: 'file-1' } });
    await skip(shell, dossier, '2026-03-09T09:00');
    await shell.act(dossier, DESK, { type: 'deliver', run: 'deliver#1', method: 'post', reference: 'EMS-1' });
  },
  async 'late-with-apology'(shell, dossier) {
    await skip(shell, dossier, '2026-03-02T09:00');
    await shell.act(dossier, CENTRE_LEADER, { type: 'apologise', note: 'b'.repeat(64), newAppointmentAt: at('2026-03-06T17:00') });
    await skip(shell, dossier, '2026-03-09T09:00');
  },
  async 'supplement-then-withdrawn'(shell, dossier) {
    await shell.act(dossier, DESK, { type: 'complete', run: 'receive#1' });
    await shell.act(dossier, LAND_1, { type: 'request supplement', run: 'appraise#1', documents: ['proof'], note: 'a'.repeat(64) });
    await skip(shell, dossier, '2026-02-24T09:00');
    await shell.act(dossier, DESK, { type: 'receive supplement', documents: ['proof'] });
    await shell.act(dossier, DESK, { type: 'withdraw', note: 'c'.repeat(64) });
  },
};

/** A dossier claimed and released until it moves on to a fresh history, in which time passes and it is worked on. @returns the histories of both runs. */
export async function untilFresh(shell: Shell): Promise<readonly unknown[]> {
  const dossier = await shell.receive({ at: MORNING });
  const first = (await dossier.handle.describe()).runId;
  let projected = dossier.first.facts.at(-1)!.no;
  for (let count = 1; (await dossier.handle.describe()).runId === first; count++) {
    const act = { type: count % 2 ? 'claim' : 'release', run: 'receive#1' } as const;
    projected = (await shell.act(dossier, DESK, act, { projected })).facts.at(-1)!.no;
  }
  await skip(shell, dossier, '2026-02-11T09:00');
  await shell.act(dossier, DESK, { type: 'complete', run: 'receive#1' });
  await shell.act(dossier, LAND_1, { type: 'complete', run: 'appraise#1', outcome: 'eligible' });
  await skip(shell, dossier, '2026-03-04T09:00');
  const handle = shell.client.workflow.getHandle(dossier.handle.workflowId, first);
  return [await handle.fetchHistory(), await dossier.handle.fetchHistory()];
}
