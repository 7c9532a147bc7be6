/** Every scenario of the catalogue holds in the pure engine, and together they leave nothing of their procedure untried. */
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { describe, expect, it } from '@jest/globals';
import { readCatalogue, yamlFiles } from '../../definitions/load-catalogue.js';
import { readScenario, type ScenarioFile, worldOf } from '../../definitions/load-scenarios.js';
import type { Fact } from '../../domain/engine/fact.js';
import { untried } from '../../domain/simulate/coverage.js';
import { runScenario } from '../../domain/simulate/run-scenario.js';

type Read = Extract<ScenarioFile, { ok: true }>;

const catalogue = await readCatalogue('definitions');
const files = await Promise.all((await yamlFiles('definitions/scenarios')).map(readScenario));
const readable = files.filter((file): file is Read => file.ok);
const factsOf = async ({ scenario }: Read): Promise<readonly Fact[]> => (await runScenario(scenario, worldOf(scenario, catalogue))).facts;

it('every scenario file can be read', () => {
  expect(files.filter(({ ok }) => !ok)).toEqual([]);
});

describe.each(readable.map((each) => [each.file.replace('definitions/scenarios/', ''), each] as const))(
  '%s',
  (_file, { scenario, lineOf }) => {
    it('goes as expected', async () => {
      const { mismatches } = await runScenario(scenario, worldOf(scenario, catalogue));
      expect(mismatches.map((each) => ({ line: lineOf(each.path), ...each }))).toEqual([]);
    });

    it('brings the data the procedure asks for', () => {
      const { definition } = catalogue.procedures.find((each) => each.definition.code === scenario.procedure)!;
      const ajv = new Ajv2020({ strict: false, allErrors: true });
      addFormats.default(ajv);
      ajv.validate({ additionalProperties: false, ...definition.data }, scenario.given.data);
      expect(ajv.errors ?? []).toEqual([]);
    });
  },
);

describe.each(catalogue.procedures.map(({ definition, plan }) => [definition.code, plan] as const))('the scenarios of %s', (code, plan) => {
  const own = readable.filter(({ scenario }) => scenario.procedure === code);

  it('are at least three', () => {
    expect(own.length).toBeGreaterThanOrEqual(3);
  });

  it('tell of a late dossier with its apology', async () => {
    const runs = await Promise.all(own.map(factsOf));
    const late = runs.filter(
      (facts) =>
        facts.some((fact) => fact.type === 'apologyIssued') &&
        facts.some((fact) => fact.type === 'deadlineBreached' && fact.deadline === 'total'),
    );
    expect(late.length).toBeGreaterThanOrEqual(1);
  });

  it('try every step and every way out of it', async () => {
    expect(untried(plan, await Promise.all(own.map(factsOf)))).toEqual([]);
  });
});
