import type { Catalogue } from '../../definitions/load-catalogue.js';
import { worldOf } from '../../definitions/load-scenarios.js';
import type { ProcedureDefinition, RegimeDefinition, ScenarioDefinition } from '../../domain/procedure/definition.js';
import type { Plan } from '../../domain/procedure/plan.js';
import type { ActWords } from './act-body.js';
import { createApiClient } from './api-client.js';
import type { LinkedWorld } from './linked-hand.js';
import { AUDITOR, type LiveHost, liveHost, type LiveWorld } from './live-host.js';
import type { RunningSystem } from './running-system.js';
import { simulatedOffice } from './simulated-office.js';

/**
 * Makes hosts on a running system, all with one client: each post signs in once.
 * @param early whether what is played may be on the very edge of a term (scenarios are); see `LiveWorld`.
 */
export function liveHostFor(
  system: RunningSystem,
  catalogue: Catalogue,
  early = true,
): (scenario: ScenarioDefinition, applicant?: string) => LiveHost {
  const api = createApiClient(system.apiUrl, system.password);
  const offices = Object.fromEntries(Object.entries(system.offices).map(([name, url]) => [name, simulatedOffice(name, url)]));
  return (scenario, name = 'Người nộp hồ sơ diễn tập') => {
    const { plan, calendar } = worldOf(scenario, catalogue);
    const { utcOffset } = calendar;
    const wordsOf = (definition: ProcedureDefinition): ActWords => ({
      utcOffset,
      legalBasisOf: (ground) => legalBasisOf(ground, definition, catalogue.regimes[definition.regime]!),
    });
    const linked: LinkedWorld = {
      ...{ api, reader: AUDITOR, organisation: catalogue.organisation!, offices: Object.keys(offices) },
      procedures: (code) => {
        const other = worldOf({ ...scenario, procedure: code }, catalogue).plan;
        return { plan: other, words: wordsOf(definitionOf(other, catalogue)) };
      },
    };
    const definition = definitionOf(plan, catalogue);
    const world: LiveWorld = { api, offices, applicant: { name, kind: definition.applicants[0]! }, linked, early, ...wordsOf(definition) };
    return liveHost(world, scenario.procedure, scenario.given);
  };
}

function definitionOf(plan: Plan, { procedures }: Catalogue): ProcedureDefinition {
  return procedures.find((each) => each.plan === plan)!.definition;
}

/** The article behind a ground of refusal: the ground's own, else that of the procedure's or the regime's rule of refusal. */
function legalBasisOf(ground: string, { refusal, legalBasis = {} }: ProcedureDefinition, regime: RegimeDefinition): string {
  const grounds = { ...regime.refusal.grounds, ...refusal?.grounds };
  const own = refusal?.grounds && Object.hasOwn(refusal.grounds, ground) ? refusal.basis : undefined;
  const basis = grounds[ground]?.basis ?? own ?? regime.refusal.basis;
  return { ...regime.legalBasis, ...legalBasis }[basis]?.cite.vi ?? basis;
}
