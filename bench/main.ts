/**
 * `npm run bench [-- --json] [--only road,callbacks,clock,simulation,throughput,lists,memory] [--full]`: what Motcua costs, as ratios against yardsticks in the same run. Machines are noisy: compare
 * ratios, not seconds. Without `--full` the memory run opens 1,000 dossiers instead of 20,000. Exit 1 when something was lost on the road or a query is on no index.
 */
import { parseArgs } from 'node:util';
import { duePerSecond } from './clock.js';
import { measureLists } from './lists.js';
import { rounded } from './measures.js';
import { measureMemory } from './memory.js';
import { measureCallbacks, measureRoad } from './road.js';
import { simulatedDossiersPerSecond } from './simulation.js';
import { enterStage, type Stage } from './stage.js';
import { measureThroughput, type Taken } from './throughput.js';

/** The first two start a whole Motcua each, and want the machine for themselves. */
const SECTIONS = ['road', 'callbacks', 'clock', 'simulation', 'throughput', 'lists', 'memory'] as const;
/** Minutes each: only when they are asked for. */
const LONG: readonly Section[] = ['road', 'callbacks'];
type Section = (typeof SECTIONS)[number];
type Results = Record<string, unknown>;
/** Results that must be empty. */
const FINDINGS = ['roadFindings', 'notOnIndex'];

const { values } = parseArgs({
  options: {
    json: { type: 'boolean' },
    only: { type: 'string' },
    full: { type: 'boolean' },
    dossiers: { type: 'string', default: '1000000' },
    rounds: { type: 'string', default: '3' },
  },
});

let entered: Promise<Stage> | undefined;
const stage = (): Promise<Stage> => (entered ??= enterStage());

const OPEN = values.full ? 20_000 : 1_000;

const measure: Record<Section, () => Promise<Results>> = {
  road: async () => ({ ...(await measureRoad(1000)) }),
  callbacks: async () => ({ ...(await measureCallbacks(50, 16)) }),
  clock: async () => ({ duePerSecond: duePerSecond((await stage()).calendar, 3) }),
  simulation: async () => ({ simulatedDossiersPerSecond: simulatedDossiersPerSecond(await stage(), 3) }),
  throughput: async () => compared(await measureThroughput(await stage(), { dossiers: 80, rounds: Number(values.rounds) })),
  lists: async () => ({ ...(await measureLists(await stage(), Number(values.dossiers), 4_000)) }),
  memory: async () => ({ ...(await measureMemory(await stage(), OPEN, OPEN)) }),
};

function compared(taken: readonly Taken[]): Results {
  const [ours, a, b] = ['Motcua', 'A', 'B'].map((name) => taken.find((each) => each.name === name)!);
  return {
    throughputVsA: rounded(ours!.dossiersPerSecond / a!.dossiersPerSecond),
    throughputVsB: rounded(ours!.dossiersPerSecond / b!.dossiersPerSecond),
    cpuVsA: rounded(ours!.cpuMsPerDossier / a!.cpuMsPerDossier),
    cpuVsB: rounded(ours!.cpuMsPerDossier / b!.cpuMsPerDossier),
    eventsVsA: rounded(ours!.eventsPerDossier / a!.eventsPerDossier),
    eventsPerAct: ours!.eventsPerAct,
    throughput: taken,
  };
}

function say(section: Section, results: Results): void {
  process.stdout.write(`\n${section}\n`);
  const { throughput, ...figures } = results;
  for (const [name, value] of Object.entries(figures))
    process.stdout.write(`  ${name.padEnd(28)} ${Array.isArray(value) ? value.join('; ') || 'none' : String(value)}\n`);
  if (throughput) console.table(throughput);
}

const chosen = values.only
  ? SECTIONS.filter((section) => values.only!.split(',').includes(section))
  : SECTIONS.filter((section) => !LONG.includes(section));
const all: Results = {};
try {
  for (const section of chosen) {
    const results = await measure[section]();
    Object.assign(all, results);
    if (!values.json) say(section, results);
    if (FINDINGS.some((name) => (results[name] as readonly string[] | undefined)?.length)) process.exitCode = 1;
  }
} catch (error) {
  // said before leaving: workers still run then, and what leaving says of them would hide it
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  process.exitCode = 1;
} finally {
  await (await entered)?.leave();
}
if (values.json) process.stdout.write(`${JSON.stringify(all, null, 2)}\n`);
