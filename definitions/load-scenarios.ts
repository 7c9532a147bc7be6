import { readFile } from 'node:fs/promises';
import type { ScenarioDefinition } from '../domain/procedure/definition.js';
import type { Path, Problem } from '../domain/procedure/problem.js';
import type { ScenarioWorld } from '../domain/simulate/run-scenario.js';
import { loadDefinition } from './load/load.js';
import type { Catalogue } from './load-catalogue.js';

export type ScenarioFile =
  | { readonly ok: true; readonly file: string; readonly scenario: ScenarioDefinition; readonly lineOf: (path: Path) => number }
  | { readonly ok: false; readonly file: string; readonly problems: readonly Problem[] };

/** Reads one scenario. `lineOf` finds the line of a part of it, as `['expect', 2]`. */
export async function readScenario(file: string): Promise<ScenarioFile> {
  const loaded = loadDefinition(await readFile(file, 'utf8'), 'Scenario');
  if (!loaded.ok) return { ok: false, file, problems: loaded.problems };
  const { locate } = loaded.source;
  const lineOf = (path: Path): number => locate({ code: '', severity: 'error', path, message: { vi: '', en: '' } }).line;
  return { ok: true, file, scenario: loaded.definition, lineOf };
}

/** What a scenario is played in: the plan of its procedure that is in force on the day of reception. Throws RangeError when the catalogue lacks a part. */
export function worldOf(scenario: ScenarioDefinition, catalogue: Catalogue): ScenarioWorld {
  const day = scenario.given.receivedAt.slice(0, 10);
  const versions = catalogue.procedures.filter(
    ({ definition }) =>
      definition.code === scenario.procedure && definition.effective.from <= day && day <= (definition.effective.to ?? day),
  );
  const plan = versions.sort((a, b) => (a.plan.effectiveFrom < b.plan.effectiveFrom ? 1 : -1))[0]?.plan;
  if (!plan)
    throw new RangeError(
      `no procedure ${scenario.procedure} is in force on ${day}; the catalogue has ${catalogue.procedures.map(({ definition }) => definition.code).join(', ')}`,
    );
  const calendar = catalogue.calendars[scenario.calendar ?? plan.calendar];
  if (!calendar)
    throw new RangeError(
      `no calendar ${scenario.calendar ?? plan.calendar}; the catalogue has ${Object.keys(catalogue.calendars).join(', ')}`,
    );
  if (!catalogue.organisation) throw new RangeError('the catalogue has no organisation without errors');
  return { plan, calendar, organisation: catalogue.organisation };
}
