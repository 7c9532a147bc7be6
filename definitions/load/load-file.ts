import type { Problem } from '../../domain/procedure/problem.js';
import type { Kind } from '../schema/kinds.js';
import { loadDefinition } from './load.js';
import { loadCalendar, loadOrganisation, loadRegime, loadScenario } from './load-others.js';
import { loadProcedure, type Surroundings } from './load-procedure.js';
import { parseSource } from './source.js';
import { kindOf } from './validate.js';

/** Everything that is wrong with a file of any kind, warnings included. */
export function loadFile(text: string, surroundings: Surroundings): readonly Problem[] {
  switch (kindOfText(text)) {
    case 'Procedure':
      return procedureProblems(text, surroundings);
    case 'Regime':
      return problemsOf(loadRegime(text));
    case 'Organisation':
      return problemsOf(loadOrganisation(text));
    case 'Calendar':
      return problemsOf(loadCalendar(text));
    case 'Scenario':
      return problemsOf(loadScenario(text));
    default:
      return problemsOf(loadDefinition(text));
  }
}

/** The kind a text says it is; null when it says none, or cannot be read. */
export function kindOfText(text: string): Kind | null {
  const source = parseSource(text);
  if (Array.isArray(source)) return null;
  const kind = kindOf(source.data);
  return typeof kind === 'string' ? kind : null;
}

function procedureProblems(text: string, surroundings: Surroundings): readonly Problem[] {
  const loaded = loadProcedure(text, surroundings);
  return loaded.ok ? loaded.warnings : loaded.problems;
}

function problemsOf(loaded: { readonly ok: true } | { readonly ok: false; readonly problems: readonly Problem[] }): readonly Problem[] {
  return loaded.ok ? [] : loaded.problems;
}
