/** Files beside procedures: schema first, then what a schema cannot say. */
import type {
  CalendarDefinition,
  OrganisationDefinition,
  RegimeDefinition,
  ScenarioDefinition,
} from '../../domain/procedure/definition.js';
import type { Calendar } from '../../domain/calendar/calendar.js';
import { validateCalendar } from '../../domain/calendar/validate-calendar.js';
import { type Finding, pathText } from '../../domain/procedure/problem.js';
import { organisationFindings } from '../../domain/rules/organisation.js';
import { regimeFindings } from '../../domain/rules/regime.js';
import type { Kind } from '../schema/kinds.js';
import { byPlace, loadDefinition, type Outcome } from './load.js';
import type { DefinitionOf } from './validate.js';

export function loadRegime(text: string): Outcome<{ readonly definition: RegimeDefinition }> {
  return loadChecked(text, 'Regime', regimeFindings);
}

export function loadOrganisation(text: string): Outcome<{ readonly definition: OrganisationDefinition }> {
  return loadChecked(text, 'Organisation', organisationFindings);
}

export function loadCalendar(text: string): Outcome<{ readonly definition: CalendarDefinition }> {
  return loadChecked(text, 'Calendar', (definition) => validateCalendar(definition as Calendar).map(placed));
}

/** The place before the words, as in every other message. */
function placed(finding: Finding): Finding {
  const where = pathText(finding.path);
  return { ...finding, message: { vi: `${where}: ${finding.message.vi}`, en: `${where}: ${finding.message.en}` } };
}

export function loadScenario(text: string): Outcome<{ readonly definition: ScenarioDefinition }> {
  return loadChecked(text, 'Scenario', () => []);
}

function loadChecked<K extends Kind>(
  text: string,
  kind: K,
  findingsOf: (definition: DefinitionOf[K]) => Finding[],
): Outcome<{ readonly definition: DefinitionOf[K] }> {
  const loaded = loadDefinition(text, kind);
  if (!loaded.ok) return loaded;
  const findings = findingsOf(loaded.definition);
  if (findings.length > 0) return { ok: false, problems: byPlace(findings.map(loaded.source.locate)) };
  return { ok: true, definition: loaded.definition };
}
