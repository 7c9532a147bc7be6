import { loadDefinition } from '../../definitions/load/load.js';
import { loadProcedure, type LoadedProcedure } from '../../definitions/load/load-procedure.js';
import type { OrganisationDefinition, ProcedureDefinition, RegimeDefinition } from '../../domain/procedure/definition.js';
import type { Problem as DefinitionProblem } from '../../domain/procedure/problem.js';
import type { CatalogueEntry, Store } from '../../store/store.js';
import type { Deps } from '../deps.js';
import { Problem, type Finding } from '../problem.js';

export type Checked =
  { readonly ok: true; readonly loaded: LoadedProcedure } | { readonly ok: false; readonly problems: readonly DefinitionProblem[] };

/** Checks the YAML text of a procedure against the regimes, calendars and organisation of the catalogue. */
export async function checkDefinition(store: Store, text: string): Promise<Checked> {
  const first = loadDefinition(text, 'Procedure');
  if (!first.ok) return first;
  const outcome = loadProcedure(text, await surroundings(store, first.definition));
  return outcome.ok ? { ok: true, loaded: outcome } : outcome;
}

/** Publishes a procedure that has no problem; the same text twice is the same version. Throws DEFINITION_INVALID; VersionOverlap from the store. */
export async function publishProcedure(deps: Deps, text: string): Promise<CatalogueEntry> {
  const checked = await checkDefinition(deps.store, text);
  if (!checked.ok) throw new Problem('DEFINITION_INVALID', { errors: checked.problems.map(findingOf) });
  const { definition, plan } = checked.loaded;
  const [definitionHash, planHash] = await Promise.all([deps.store.blobs.put(definition), deps.store.blobs.put(plan)]);
  // A blob's keys are sorted; who edits the procedure needs it as it was written.
  await deps.store.current.set(`source:${planHash}`, await deps.store.blobs.put(text));
  const { code, name, field, effective } = definition;
  return deps.store.catalogue.publish({
    code,
    name,
    field,
    planHash,
    definitionHash,
    effectiveFrom: effective.from,
    effectiveTo: effective.to ?? null,
    publishedAt: deps.now(),
  });
}

export function findingOf({ code, path, line, column, message, hint }: DefinitionProblem): Finding {
  return { code, path, line, column, message, ...(hint && { hint }) };
}

async function surroundings(store: Store, { regime, calendar }: ProcedureDefinition) {
  const [found, calendarHash, organisation] = await Promise.all([
    current<RegimeDefinition>(store, `regime:${regime}`),
    store.current.get(`calendar:${calendar}`),
    current<OrganisationDefinition>(store, 'organisation'),
  ]);
  return { regimes: found ? { [regime]: found } : {}, calendars: calendarHash ? [calendar] : [], ...(organisation && { organisation }) };
}

async function current<T>(store: Store, name: string): Promise<T | null> {
  const hash = await store.current.get(name);
  return hash ? store.blobs.get<T>(hash) : null;
}
