/** The kinds of file the language knows, by the value of their `kind`. */
import { calendarSchema } from './calendar.js';
import { organisationSchema } from './organisation.js';
import { procedureSchema } from './procedure.js';
import { regimeSchema } from './regime.js';
import { scenarioSchema } from './scenario.js';

export type Kind = 'Regime' | 'Procedure' | 'Calendar' | 'Organisation' | 'Scenario';

export const SCHEMAS: Readonly<Record<Kind, object>> = {
  Regime: regimeSchema,
  Procedure: procedureSchema,
  Calendar: calendarSchema,
  Organisation: organisationSchema,
  Scenario: scenarioSchema,
};
