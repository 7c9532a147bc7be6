/** Records histories of typical dossiers on the real server: `record.ts --release 0.1.0`. Existing files are left alone. */
import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { skipTo } from '../../services/virtual-time.js';
import { at, CENTRE_LEADER, DESK, LAND_1, LAND_2, TAX } from '../domain/engine/fixture.js';
import { toJson } from './history-json.js';
import { Shell, type Started } from '../workflows/shell.js';

const { values } = parseArgs({ options: { release: { type: 'string' } } });
if (!values.release) throw new Error('say which release: --release 0.1.0');

const shell = await Shell.start();
const MORNING = at('2026-02-10T09:12');
const skip = (dossier: Started, civilInstant: string) => skipTo(shell, dossier.dossierId, at(civilInstant));

const lives: Record<string, (dossier: Started) => Promise<unknown>> = {
  async 'delivered-after-tax'(dossier) {
    await shell.act(dossier, DESK, { type: 'claim', run: 'receive#1' });
    await shell.act(dossier, DESK, { type: 'complete', run: 'receive#1' });
    await skip(dossier, '2026-02-12T16:00');
    await shell.act(dossier, LAND_1, { type: 'complete', run: 'appraise#1', outcome: 'eligible' });
    await skip(dossier, '2026-03-04T09:00');
    await shell.act(dossier, TAX, { type: 'reply', run: 'refer-tax#1', reply: 'notice', obligations: [{ reference: 'TB-1', amount: 30_000_000 }] });
    await shell.act(dossier, TAX, { type: 'pay', reference: 'TB-1', amount: 30_000_000 });
    await shell.act(dossier, LAND_2, { type: 'complete', run: 'register#1', results: { deed: 'file-1' } });
    await skip(dossier, '2026-03-09T09:00');
    await shell.act(dossier, DESK, { type: 'deliver', run: 'deliver#1', method: 'post', reference: 'EMS-1' });
  },
  async 'late-with-apology'(dossier) {
    await skip(dossier, '2026-03-02T09:00');
    await shell.act(dossier, CENTRE_LEADER, { type: 'apologise', note: 'b'.repeat(64), newAppointmentAt: at('2026-03-06T17:00') });
    await skip(dossier, '2026-03-09T09:00');
  },
  async 'supplement-then-withdrawn'(dossier) {
    await shell.act(dossier, DESK, { type: 'complete', run: 'receive#1' });
    await shell.act(dossier, LAND_1, { type: 'request supplement', run: 'appraise#1', documents: ['proof'], note: 'a'.repeat(64) });
    await skip(dossier, '2026-02-24T09:00');
    await shell.act(dossier, DESK, { type: 'receive supplement', documents: ['proof'] });
    await shell.act(dossier, DESK, { type: 'withdraw', note: 'c'.repeat(64) });
  },
};

for (const [name, live] of Object.entries(lives)) {
  const dossier = await shell.receive({ at: MORNING });
  await live(dossier);
  const file = new URL(`${values.release}-${name}.json`, import.meta.url);
  const contents = Object.fromEntries(shell.contents);
  const history = toJson(await dossier.handle.fetchHistory());
  // who recorded it, and on which machine, is nobody's business
  const text = JSON.stringify({ contents, history }, null, 1).replaceAll(/"\d+@[^"]+"/g, '"recorder"');
  await writeFile(file, `${text}\n`, { flag: 'wx' });
  process.stdout.write(`${file.pathname}\n`);
}
await shell.stop();
