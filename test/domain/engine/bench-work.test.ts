/** What the bench measures is played on the real services only now and then: here it is seen on every run that the engine still takes it. */
import { readFile } from 'node:fs/promises';
import { expect, it } from '@jest/globals';
import { lifeOf } from '../../../bench/life.js';
import { readCatalogue } from '../../../definitions/load-catalogue.js';
import { loadProcedure } from '../../../definitions/load/load-procedure.js';
import { readSurroundings } from '../../../definitions/load/surroundings.js';
import type { Fact } from '../../../domain/engine/fact.js';

it('the work of one dossier, as the bench measures it, ends with a delivered result', async () => {
  const { surroundings } = await readSurroundings('definitions');
  const procedure = loadProcedure(await readFile('bench/bench.procedure.yaml', 'utf8'), surroundings);
  if (!procedure.ok) throw new Error(JSON.stringify(procedure.problems));
  const { calendars } = await readCatalogue('definitions');
  const acts = lifeOf({ plan: procedure.plan, calendar: calendars['vn']! }, '0'.repeat(32));
  const facts = acts.flatMap((act) => act.facts as readonly Fact[]);
  expect(facts.filter(({ type }) => type === 'extensionGranted')).toHaveLength(1);
  expect(facts.map(({ type }) => type)).toContain('resultDelivered');
});
