/** Plain data against the schema of its kind. */
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import type {
  CalendarDefinition,
  OrganisationDefinition,
  ProcedureDefinition,
  RegimeDefinition,
  ScenarioDefinition,
} from '../../domain/procedure/definition.js';
import type { Finding } from '../../domain/procedure/problem.js';
import { nearest } from '../../domain/procedure/nearest.js';
import { SCHEMAS, type Kind } from '../schema/kinds.js';
import { impossibleDates } from './dates.js';
import { schemaFindings, type Typed } from './schema-messages.js';

export interface DefinitionOf {
  Regime: RegimeDefinition;
  Procedure: ProcedureDefinition;
  Calendar: CalendarDefinition;
  Organisation: OrganisationDefinition;
  Scenario: ScenarioDefinition;
}

const ajv = new Ajv2020({
  allErrors: true,
  strict: true,
  allowUnionTypes: true,
  strictTypes: false,
  strictRequired: false,
  verbose: true,
  validateFormats: false,
});
const compiled = new Map<Kind, ValidateFunction>();

/** All that is wrong with the data by the schema of the kind; empty when nothing is. */
export function schemaProblems(kind: Kind, data: unknown, typed: Typed): Finding[] {
  const validate = validatorOf(kind);
  if (validate(data)) return impossibleDates(data);
  return schemaFindings(validate.errors ?? [], data, typed);
}

/** The kind the file says it is, or what is wrong with the saying. */
export function kindOf(data: unknown): Kind | Finding {
  const kinds = Object.keys(SCHEMAS) as Kind[];
  const found = typeof data === 'object' && data !== null && !Array.isArray(data) ? (data as Record<string, unknown>)['kind'] : undefined;
  if (kinds.includes(found as Kind)) return found as Kind;
  const near = typeof found === 'string' ? nearest(found, kinds) : null;
  const wanted = kinds.join(' | ');
  const shown = found === undefined ? { vi: 'chưa có', en: 'missing' } : both(typeof found === 'string' ? found : JSON.stringify(found));
  return {
    code: 'KIND_UNKNOWN',
    severity: 'error',
    path: found === undefined ? [] : ['kind'],
    message: { vi: `kind: ${shown.vi}; cần ${wanted}`, en: `kind: ${shown.en}; expected ${wanted}` },
    ...(near && { hint: { vi: `Ý bạn là "${near}"?`, en: `Did you mean "${near}"?` } }),
  };
}

const both = (word: string) => ({ vi: word, en: word });

function validatorOf(kind: Kind): ValidateFunction {
  const known = compiled.get(kind);
  if (known) return known;
  const made = ajv.compile(JSON.parse(JSON.stringify(SCHEMAS[kind])) as object);
  compiled.set(kind, made);
  return made;
}
