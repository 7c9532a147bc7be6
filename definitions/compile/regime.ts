/** The general law with the procedure's own changes. */
import type { PaperForm, ProcedureDefinition, RegimeDefinition } from '../../domain/procedure/definition.js';
import type { PlanRegime } from '../../domain/procedure/plan.js';
import { mapValues } from './map-values.js';
import { rungOf } from './rungs.js';

export function planRegime(regime: RegimeDefinition, procedure: ProcedureDefinition): PlanRegime {
  const { supplement, extension, refusal, suspension } = procedure;
  const causes = { ...regime.suspension, ...suspension };
  const grounds = { ...regime.refusal.grounds, ...refusal?.grounds };
  return {
    id: regime.id,
    supplement: { allowed: true, ...regime.supplement, ...supplement },
    extension: { ...regime.extension, ...extension },
    apology: regime.apology,
    refusal: { grounds: Object.keys(grounds) },
    stop: regime.stop,
    ...(regime.separation && { separation: regime.separation }),
    ...(regime.entry && { entry: regime.entry }),
    ...(Object.keys(causes).length > 0 && { suspension: mapValues(causes, ({ basis }) => basis) }),
    centre: regime.centre,
    rungs: regime.rungs.map(rungOf),
    numberPattern: regime.number.pattern,
    forms: Object.fromEntries(
      Object.entries(regime.forms).map(([paper, form]: [string, PaperForm]) => [paper, `${regime.id}/${form.number}`]),
    ),
  };
}
