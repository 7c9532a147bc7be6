import { expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { readCatalogue } from '../../definitions/load-catalogue.js';
import { readScenario, worldOf } from '../../definitions/load-scenarios.js';
import { loadProcedure } from '../../definitions/load/load-procedure.js';
import type { OrganisationDefinition, RegimeDefinition } from '../../domain/procedure/definition.js';
import { runScenario } from '../../domain/simulate/run-scenario.js';
import { catalogueSurroundings, procedureFiles } from './catalogue-files.js';
import { sampleText } from './load-cases.js';
import { MAXIMAL, organisationOfMaximal } from './maximal.js';

it('branches that papers pass one after the other keep the order in which they are written, though a plan sorts its keys', () => {
  const loaded = loadProcedure(MAXIMAL, {
    regimes: { sample: parse(sampleText('regime')) as RegimeDefinition },
    organisation: parse(organisationOfMaximal(sampleText('organisation'))) as OrganisationDefinition,
  });
  const work = loaded.ok ? loaded.plan.steps['work'] : undefined;
  expect(work).toMatchObject({ kind: 'parallel', paper: ['site', 'papers'] });
  expect(Object.keys((work as { branches: object }).branches)).toEqual(['papers', 'site']);
});

it('the centre changes the order of the agencies that still wait for the papers, and they go that way', async () => {
  const read = await readScenario('test/definitions/papers-in-order.scenario.yaml');
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  const { text } = procedureFiles.find(({ code }) => code === '1.013978')!;
  const loaded = loadProcedure(text.replace('\n  post-result:', `${PLANNING}\n  post-result:`), await catalogueSurroundings());
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems));
  const world = { ...worldOf(read.scenario, await readCatalogue('definitions')), plan: loaded.plan };
  expect((await runScenario(read.scenario, world)).mismatches).toEqual([]);
});

const PLANNING = `        planning:
          name: {vi: Quy hoạch}
          steps:
            check-planning:
              name: {vi: Kiểm tra quy hoạch}
              task: {by: leader}
              term: {length: 4, unit: working hours, basis: qd138-51}
`;
