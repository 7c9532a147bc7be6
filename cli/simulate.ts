import { Command } from 'commander';
import { readCatalogue, type Catalogue, yamlFiles } from '../definitions/load-catalogue.js';
import { readScenario, type ScenarioFile, worldOf } from '../definitions/load-scenarios.js';
import type { Path } from '../domain/procedure/problem.js';
import { runScenario } from '../domain/simulate/run-scenario.js';
import type { ScenarioHost } from '../domain/simulate/scenario-host.js';
import { timelineOf, type TimelineEntry } from '../domain/simulate/timeline.js';
import { BadInput } from './bad-input.js';
import { catalogueOption } from './catalogue-option.js';

interface SimulateOptions {
  readonly json?: boolean;
  readonly quiet?: boolean;
  readonly catalogue: string;
}

interface Outcome {
  readonly file: string;
  readonly name: string;
  readonly timeline: readonly TimelineEntry[];
  readonly mismatches: readonly { readonly line: number; readonly expected: string; readonly found: string }[];
}

/** Where a scenario is played; without it, in the pure engine. */
export type HostFor = (scenario: Extract<ScenarioFile, { ok: true }>) => Promise<ScenarioHost>;

/** `motcua simulate SCENARIO…`: plays scenarios, prints what happened and where it is not what the scenario expects; exit 1 then. */
export function simulateCommand(): Command {
  return new Command('simulate')
    .description('play scenarios in the pure engine and compare with what they expect')
    .argument('<scenario...>', 'scenario files, or folders of them')
    .option('--json', 'print the outcomes as JSON')
    .option('--quiet', 'print one line a scenario, and the mismatches')
    .addOption(catalogueOption())
    .action(async (paths: string[], { json, quiet, catalogue }: SimulateOptions) => {
      const outcomes = await simulate(paths, await readCatalogue(catalogue));
      console.log(
        json
          ? JSON.stringify(outcomes, null, 2)
          : [...outcomes.map((outcome) => outcomeText(outcome, quiet ?? false)), summary(outcomes)].join('\n'),
      );
      if (outcomes.some(({ mismatches }) => mismatches.length > 0)) process.exitCode = 1;
    });
}

/** Plays scenario files one after the other. Throws BadInput for what is no scenario. */
export async function simulate(paths: readonly string[], catalogue: Catalogue, hostFor?: HostFor): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const file of (await Promise.all(paths.map(scenarioFiles))).flat())
    outcomes.push(await play(await scenarioOf(file), catalogue, hostFor));
  return outcomes;
}

async function scenarioFiles(path: string): Promise<string[]> {
  if (path.endsWith('.yaml')) return [path];
  const files = await yamlFiles(path);
  if (files.length === 0) throw new BadInput(`${path}: no scenarios here; expected a YAML file or a folder of them`);
  return files;
}

async function scenarioOf(file: string): Promise<Extract<ScenarioFile, { ok: true }>> {
  const read = await readScenario(file).catch((error: NodeJS.ErrnoException) => {
    throw new BadInput(`${file}: ${error.code === 'ENOENT' ? 'there is no such file' : error.message}`);
  });
  if (read.ok) return read;
  throw new BadInput(read.problems.map(({ line, column, code, message }) => `${file}:${line}:${column} ${code} ${message.en}`).join('\n'));
}

async function play(read: Extract<ScenarioFile, { ok: true }>, catalogue: Catalogue, hostFor?: HostFor): Promise<Outcome> {
  const { file, scenario, lineOf } = read;
  const world = worldIn(read, catalogue);
  const { facts, mismatches } = await runScenario(scenario, world, hostFor && (await hostFor(read)));
  return {
    file,
    name: typeof scenario.name === 'string' ? scenario.name : scenario.name.vi,
    timeline: timelineOf(facts, world.calendar.utcOffset),
    mismatches: mismatches.map(({ path, expected, found }) => ({ line: lineOf(path as Path), expected, found })),
  };
}

function worldIn({ file, scenario }: Extract<ScenarioFile, { ok: true }>, catalogue: Catalogue) {
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

function outcomeText({ file, name, timeline, mismatches }: Outcome, quiet: boolean): string {
  const told = quiet ? [] : timeline.map(({ at, by, fact }) => `  ${at.replace('T', ' ')}  ${(by ?? '—').padEnd(14)} ${fact}`);
  const wrong = mismatches.map(({ line, expected, found }) => `${file}:${line} expected ${expected}\n    found ${found}`);
  return [`${mismatches.length === 0 ? '✓' : '✗'} ${name} (${file})`, ...told, ...wrong].join('\n');
}

function summary(outcomes: readonly Outcome[]): string {
  const failed = outcomes.filter(({ mismatches }) => mismatches.length > 0).length;
  return `${outcomes.length - failed} passed, ${failed} failed`;
}
