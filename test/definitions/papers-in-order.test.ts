import { expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { loadProcedure } from '../../definitions/load/load-procedure.js';
import type { OrganisationDefinition, RegimeDefinition } from '../../domain/procedure/definition.js';
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
