import { loadDefinition } from '../../definitions/load/load.js';
import { loadProcedure, type LoadedProcedure, type Surroundings } from '../../definitions/load/load-procedure.js';
import type { OrganisationDefinition, ProcedureDefinition, RegimeDefinition } from '../../domain/procedure/definition.js';
import type { Problem as DefinitionProblem } from '../../domain/procedure/problem.js';
import { linkedFrom } from '../../domain/rules/linked-dossier.js';
import type { CatalogueEntry, Store } from '../../store/store.js';
import type { Deps } from '../deps.js';
import { civilDate } from '../instants.js';
import { Problem, type Finding } from '../problem.js';

export type Checked =
  { readonly ok: true; readonly loaded: LoadedProcedure } | { readonly ok: false; readonly problems: readonly DefinitionProblem[] };

/** Checks the YAML text of a procedure against the regimes, calendars and organisation of the catalogue, and the procedures whose dossiers it opens. */
export async function checkDefinition({ store, now }: Pick<Deps, 'store' | 'now'>, text: string): Promise<Checked> {
  const first = loadDefinition(text, 'Procedure');
  if (!first.ok) return first;
  const outcome = loadProcedure(text, await surroundings(store, first.definition, civilDate(now())));
  return outcome.ok ? { ok: true, loaded: outcome } : outcome;
}

/** Publishes a procedure that has no problem; the same text twice is the same version. Throws DEFINITION_INVALID; VersionOverlap from the store. */
export async function publishProcedure(deps: Deps, text: string): Promise<CatalogueEntry> {
  const checked = await checkDefinition(deps, text);
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

async function surroundings(store: Store, definition: ProcedureDefinition, today: string): Promise<Surroundings> {
  const { regime, calendar, effective } = definition;
  const [found, calendarHash, organisation, procedures] = await Promise.all([
    current<RegimeDefinition>(store, `regime:${regime}`),
    store.current.get(`calendar:${calendar}`),
    current<OrganisationDefinition>(store, 'organisation'),
    linkedProcedures(store, definition, dayWithin(effective, today)),
  ]);
  return {
    regimes: found ? { [regime]: found } : {},
    calendars: calendarHash ? [calendar] : [],
    ...(organisation && { organisation }),
    procedures,
  };
}

/** Today, or the day of the period that is nearest to it. */
function dayWithin({ from, to }: ProcedureDefinition['effective'], today: string): string {
  if (today < from) return from;
  return to !== undefined && to < today ? to : today;
}

/** The procedures whose dossiers it opens, and those that these open: each as it is in force on the day. */
async function linkedProcedures(store: Store, definition: ProcedureDefinition, day: string): Promise<ProcedureDefinition[]> {
  const found = new Map<string, ProcedureDefinition | null>([[definition.code, null]]);
  const waiting = linkedFrom(definition);
  for (let code = waiting.pop(); code !== undefined; code = waiting.pop()) {
    if (found.has(code)) continue;
    const linked = await inForce(store, code, day);
    found.set(code, linked);
    if (linked) waiting.push(...linkedFrom(linked));
  }
  return [...found.values()].filter((each) => each !== null);
}

async function inForce(store: Store, code: string, day: string): Promise<ProcedureDefinition | null> {
  const entry = await store.catalogue.inForce(code, day);
  const definition = entry && (await store.blobs.get<ProcedureDefinition>(entry.definitionHash));
  if (!definition) return null;
  // its end may have been told after it was published
  const { effectiveFrom: from, effectiveTo: to } = entry;
  return { ...definition, effective: { from, ...(to !== null && { to }) } };
}

async function current<T>(store: Store, name: string): Promise<T | null> {
  const hash = await store.current.get(name);
  return hash ? store.blobs.get<T>(hash) : null;
}
