/** Records histories of typical dossiers on the real server, on services of its own: `record.ts --release 0.1.0`. Existing files are left alone. */
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import { runScenario } from '../../domain/simulate/run-scenario.js';
import { ensureServices } from '../../services/ensure-services.js';
import { prepare, preparedCatalogue } from '../setup/prepared.js';
import { Shell } from '../workflows/shell.js';
import { scenarioOf, ShellHost } from '../workflows/shell-host.js';
import { toJson } from './history-json.js';
import { FIXTURE_LIVES, MORNING, untilFresh } from './lives.js';

/** Of the catalogue: each kind of step, of crossing and of ending that a real procedure has. */
const SCENARIOS = [
  '0.000001.H99/organisation-publishes-three-times',
  '0.000002.H99/taken-up-late-and-endorsed',
  '1.001193/the-system-asks-again',
  '1.001612/number-returned',
  '1.001776/objection-upheld',
  '1.011441/storm-stops-the-clock',
  '1.011441/wrong-branch-passed-on-too-late',
  '1.011443/entered-days-later-with-the-head',
  '1.013225/extension-granted',
  '1.013225/silence-is-consent',
  '1.013978/filed-at-the-wrong-centre',
  '1.013978/on-paper-one-after-the-other',
  '1.013978/several-notices-one-deferred',
  '2.000815/after-three-o-clock',
  '2.002621/birth-refused-then-shown',
  '2.002621/three-results',
];

const { values } = parseArgs({ options: { release: { type: 'string' } } });
const { release } = values;
if (!release) throw new Error('say which release: --release 0.1.0');

const dataFolder = await mkdtemp(join(tmpdir(), 'motcua-record-'));
const services = await ensureServices({ dataFolder, isolated: true });
Object.assign(process.env, services.env, await prepare(dataFolder));
// with a cache: a dossier with a very long history would be replayed from its beginning at each act
const shell = await Shell.start({ maxCachedWorkflows: 10 });
try {
  for (const [name, live] of Object.entries(FIXTURE_LIVES))
    await recorded(name, async () => {
      const dossier = await shell.receive({ at: MORNING });
      await live(shell, dossier);
      return [await dossier.handle.fetchHistory()];
    });
  const catalogue = await preparedCatalogue();
  for (const name of SCENARIOS)
    await recorded(name.replace('/', '-'), async () => {
      const { scenario, world } = await scenarioOf(name, catalogue);
      const host = new ShellHost(shell, world, scenario.given.failing);
      const { mismatches } = await runScenario(scenario, world, host);
      const refused = mismatches.filter(({ path }) => path[0] !== 'expect');
      if (refused.length > 0) throw new Error(`${name}: ${JSON.stringify(refused)}`);
      return [await host.dossier!.handle.fetchHistory()];
    });
  await recorded('moved-on', () => untilFresh(shell));
} finally {
  await shell.stop();
  await services.stop();
  await rm(dataFolder, { recursive: true, force: true });
}

/** One file for each run: a dossier that moved on to a fresh history has several. */
async function recorded(name: string, live: () => Promise<readonly unknown[]>): Promise<void> {
  const fileOf = (run: number): URL => new URL(`${release}-${name}${run > 0 ? `-${run + 1}` : ''}.json.gz`, import.meta.url);
  if (existsSync(fileOf(0)) || existsSync(new URL(`${release}-${name}.json`, import.meta.url))) return;
  shell.contents.clear();
  for (const [run, history] of (await live()).entries()) {
    // who recorded it, and on which machine, is nobody's business
    const text = JSON.stringify({ contents: Object.fromEntries(shell.contents), history: toJson(history) }).replaceAll(
      /"\d+@[^"]+"/g,
      '"recorder"',
    );
    await writeFile(fileOf(run), gzipSync(text, { level: 9 }));
    process.stdout.write(`${fileOf(run).pathname}\n`);
  }
}
