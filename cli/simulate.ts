import { Command } from 'commander';
import { readCatalogue, type Catalogue, yamlFiles } from '../definitions/load-catalogue.js';
import { readScenario, type ScenarioFile, worldOf } from '../definitions/load-scenarios.js';
import type { ScenarioDefinition } from '../domain/procedure/definition.js';
import type { Path } from '../domain/procedure/problem.js';
import { runScenario, type ScenarioRun, type ScenarioWorld } from '../domain/simulate/run-scenario.js';
import { timelineOf } from '../domain/simulate/timeline.js';
import { BadInput } from './bad-input.js';
import { catalogueOption } from './catalogue-option.js';
import { compareWithEngine } from './live/compare-with-engine.js';
import { engineInStep } from './live/engine-in-step.js';
import { inParallel } from './live/in-parallel.js';
import { liveHostFor } from './live/live-host-for.js';
import type { LiveHost } from './live/live-host.js';
import { notLive } from './live/not-live.js';
import { findRunningSystem } from './live/running-system.js';
import { StoodStill } from './live/stood-still.js';
import { whenAway } from './live/when-away.js';
import { type Outcome, outcomeText, summary } from './outcome-text.js';

/** Scenarios played at once on a running server. */
const LIVE_AT_ONCE = 4;

interface SimulateOptions {
  readonly json?: boolean;
  readonly live?: boolean;
  readonly quiet?: boolean;
  readonly catalogue: string;
}

type Read = Extract<ScenarioFile, { ok: true }>;

/** Where a scenario is played on a running system; without it, in the pure engine. A text: why it cannot be played there. */
export type HostFor = (scenario: Read) => Promise<LiveHost | string>;

/**
 * `motcua simulate SCENARIO…`: plays scenarios, prints what happened and where it is not what the scenario expects; exit 1 then. In the pure engine, or with
 * `--live` as rehearsal dossiers of the running system, in virtual time.
 */
export function simulateCommand(): Command {
  return new Command('simulate')
    .description(
      'chạy kịch bản và so với điều mong đợi, trong bộ máy thuần hoặc trên hệ thống đang chạy\nplay scenarios, in the pure engine or on the running system, and compare with what they expect',
    )
    .argument('<scenario...>', 'tệp kịch bản, hoặc thư mục / scenario files, or folders of them')
    .option('--json', 'in kết quả ra JSON / print the outcomes as JSON')
    .option('--quiet', 'mỗi kịch bản một dòng, và chỗ lệch / one line a scenario, and the mismatches')
    .option('--live', 'trên hệ thống đang chạy (npm start), thời gian ảo / on the running system, in virtual time')
    .addOption(catalogueOption())
    .action(async (paths: string[], { json, quiet, live, catalogue: folder }: SimulateOptions) => {
      const catalogue = await readCatalogue(folder);
      const tell = (outcome: Outcome): void => void (json || console.log(outcomeText(outcome, quiet ?? false)));
      const outcomes = await simulate(paths, catalogue, {
        ...(live && { hostFor: onRunningSystem(catalogue), atOnce: LIVE_AT_ONCE }),
        tell,
      }).catch(whenAway);
      console.log(json ? JSON.stringify(outcomes, null, 2) : summary(outcomes));
      if (outcomes.some(({ mismatches }) => mismatches.length > 0)) process.exitCode = 1;
    });
}

export interface Simulation {
  readonly hostFor?: HostFor;
  /** How many are played at once; one after the other when absent. */
  readonly atOnce?: number;
  /** Told of each as soon as it is over. */
  readonly tell?: (outcome: Outcome) => void;
}

/** Plays scenario files; the outcomes keep the order of the files. Throws BadInput for what is no scenario. */
export async function simulate(
  paths: readonly string[],
  catalogue: Catalogue,
  { hostFor, atOnce = 1, tell }: Simulation = {},
): Promise<Outcome[]> {
  const files = (await Promise.all(paths.map(scenarioFiles))).flat();
  const scenarios = await Promise.all(files.map(scenarioOf));
  return inParallel(scenarios, atOnce, async (scenario) => {
    const outcome = await play(scenario, catalogue, hostFor);
    tell?.(outcome);
    return outcome;
  });
}

function onRunningSystem(catalogue: Catalogue): HostFor {
  const system = findRunningSystem();
  const hostFor = liveHostFor(system, catalogue);
  return async (read) => notLive(read.scenario, worldIn(read, catalogue).plan, Object.keys(system.offices)) ?? hostFor(read.scenario);
}

async function scenarioFiles(path: string): Promise<string[]> {
  if (path.endsWith('.yaml')) return [path];
  const files = await yamlFiles(path);
  if (files.length === 0) throw new BadInput(`${path}: no scenarios here; expected a YAML file or a folder of them`);
  return files;
}

async function scenarioOf(file: string): Promise<Read> {
  const read = await readScenario(file).catch((error: NodeJS.ErrnoException) => {
    throw new BadInput(`${file}: ${error.code === 'ENOENT' ? 'there is no such file' : error.message}`);
  });
  if (read.ok) return read;
  throw new BadInput(read.problems.map(({ line, column, code, message }) => `${file}:${line}:${column} ${code} ${message.en}`).join('\n'));
}

async function play(read: Read, catalogue: Catalogue, hostFor?: HostFor): Promise<Outcome> {
  const { file, scenario, lineOf } = read;
  const name = typeof scenario.name === 'string' ? scenario.name : scenario.name.vi;
  const host = hostFor && (await hostFor(read));
  if (typeof host === 'string') return { file, name, timeline: [], mismatches: [], skipped: host };
  const world = worldIn(read, catalogue);
  const { facts, mismatches } = await (host ? runLive(scenario, world, host) : runScenario(scenario, world));
  return {
    file,
    name,
    timeline: timelineOf(facts, world.calendar.utcOffset),
    mismatches: mismatches.map(({ path, expected, found }) => ({ line: lineOf(path as Path), expected, found })),
  };
}

/** On the running system; then in the engine in step with it, and both must say the same. */
async function runLive(scenario: ScenarioDefinition, world: ScenarioWorld, host: LiveHost): Promise<ScenarioRun> {
  try {
    const { facts, mismatches } = await runScenario(scenario, world, host);
    const predicted = await runScenario(scenario, world, engineInStep(world, host.doneAt()));
    const said = compareWithEngine(predicted.facts, facts, world.calendar.utcOffset);
    return { facts, mismatches: [...mismatches, ...(said ? [{ path: ['given'] as const, ...said }] : [])] };
  } catch (error) {
    if (!(error instanceof StoodStill)) throw error;
    const stood = { path: ['given'] as const, expected: 'the running system does by itself what it should', found: error.message };
    return { facts: await host.facts(), mismatches: [stood] };
  }
}

function worldIn({ file, scenario }: Read, catalogue: Catalogue) {
  try {
    return worldOf(scenario, catalogue);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    const wrong = catalogue.problems
      .filter(({ severity }) => severity === 'error')
      .map((problem) => `  ${problem.file}:${problem.line}:${problem.column} ${problem.code} ${problem.message.en}`);
    throw new BadInput([`${file}: ${error.message}`, ...wrong].join('\n'));
  }
}
