/** Procedures as the API needs them: the plan the engine runs and the definition people read, by the hash of the plan. Both are immutable, so they are kept. */
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import type { DataText, OrganisationDefinition, ProcedureDefinition, Steps } from '../domain/procedure/definition.js';
import type { Plan } from '../domain/procedure/plan.js';
import type { CatalogueEntry, Store } from '../store/store.js';
import type { Text } from './messages/text.js';

type Named = { readonly vi: string; readonly en?: string };

export interface ProcedureVersion {
  readonly entry: CatalogueEntry;
  readonly plan: Plan;
  readonly definition: ProcedureDefinition;
  /** Checks the data of an application. */
  readonly checkData: ValidateFunction;
  readonly stepNames: Readonly<Record<string, Text>>;
  /** Names of outcomes and replies, by `step: outcome`. */
  readonly outcomeNames: Readonly<Record<string, Text>>;
}

const LIMIT = 500;
const kept = new WeakMap<Store, Map<string, Promise<ProcedureVersion | null>>>();

/** The version a dossier runs on; null when the catalogue does not know it. */
export function versionOf(store: Store, planHash: string): Promise<ProcedureVersion | null> {
  let versions = kept.get(store);
  if (!versions) kept.set(store, (versions = new Map<string, Promise<ProcedureVersion | null>>()));
  const known = versions.get(planHash);
  if (known) return known;
  if (versions.size >= LIMIT) versions.clear();
  const found = read(store, planHash);
  versions.set(planHash, found);
  // A failure or an absence is not worth keeping: the next reader asks again.
  found.then((version) => version ?? versions.delete(planHash)).catch(() => versions.delete(planHash));
  return found;
}

async function read(store: Store, planHash: string): Promise<ProcedureVersion | null> {
  const entry = await store.catalogue.ofPlan(planHash);
  if (!entry) return null;
  const [plan, definition] = await Promise.all([
    store.catalogue.plan(planHash),
    store.blobs.get<ProcedureDefinition>(entry.definitionHash),
  ]);
  if (!plan || !definition) return null;
  return {
    entry,
    plan,
    definition,
    checkData: dataChecker(definition.data),
    stepNames: namesOfSteps(definition.steps),
    outcomeNames: namesOfOutcomes(definition.steps),
  };
}

/** The definition's `data` also carries labels and the like: annotations that ajv need not know. */
function dataChecker(schema: DataText = { type: 'object', properties: {} }): ValidateFunction {
  const ajv = new Ajv2020({ allErrors: true, strict: false, verbose: true });
  (addFormats as unknown as (ajv: Ajv2020) => void)(ajv);
  return ajv.compile({ additionalProperties: false, ...schema });
}

function namesOfSteps(steps: Steps): Record<string, Text> {
  const names: Record<string, Text> = {};
  for (const [id, step] of Object.entries(steps)) {
    if (step.name) names[id] = bothLanguages(step.name);
    if ('parallel' in step) for (const branch of Object.values(step.parallel.branches)) Object.assign(names, namesOfSteps(branch.steps));
  }
  return names;
}

function namesOfOutcomes(steps: Steps): Record<string, Text> {
  const names: Record<string, Text> = {};
  for (const [id, step] of Object.entries(steps)) {
    const ways: Readonly<Record<string, { readonly name?: Named }>> = {
      ...('outcomes' in step && step.outcomes),
      ...('replies' in step && step.replies),
    };
    for (const [way, { name }] of Object.entries(ways)) if (name) names[`${id}: ${way}`] = bothLanguages(name);
    if ('parallel' in step) for (const branch of Object.values(step.parallel.branches)) Object.assign(names, namesOfOutcomes(branch.steps));
  }
  return names;
}

export const bothLanguages = (name: Named): Text => ({ vi: name.vi, en: name.en ?? name.vi });

export type Organisation = Pick<OrganisationDefinition, 'agencies' | 'roles' | 'connectors' | 'alerts' | 'retention'>;

/** The organisation in force; empty before the catalogue is loaded. Every request asks for it: the store keeps it at hand. */
export async function organisation(store: Store): Promise<Organisation> {
  const hash = await store.current.get('organisation');
  return (hash && (await store.blobs.get<OrganisationDefinition>(hash))) || { agencies: {}, roles: {} };
}
