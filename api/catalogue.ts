/** Procedures as the API needs them: the plan the engine runs and the definition people read, by the hash of the plan. Both are immutable, so they are kept. */
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import type { Plan } from '../domain/procedure/plan.js';
import type { CatalogueEntry, Store } from '../store/store.js';
import type { Text } from './messages/text.js';

/** What the API reads of a definition; the whole is checked when it is loaded. */
export interface DefinitionText {
  readonly name: Named;
  readonly data?: Readonly<Record<string, unknown>>;
  readonly documents?: Readonly<Record<string, { readonly name?: Named }>>;
  readonly steps?: Readonly<Record<string, StepText>>;
}
interface StepText {
  readonly name?: Named;
  readonly parallel?: { readonly branches?: Readonly<Record<string, { readonly steps?: Readonly<Record<string, StepText>> }>> };
}
export type Named = { readonly vi: string; readonly en?: string };

/** What the API reads of the organisation. */
export interface OrganisationText {
  readonly agencies: Readonly<Record<string, AgencyText>>;
  readonly connectors?: Readonly<Record<string, unknown>>;
}
export interface AgencyText {
  readonly identifier: string;
  readonly kind: string;
  readonly name: Named;
  readonly parent?: string;
  readonly area?: readonly string[];
  readonly fields?: readonly string[];
}

export interface ProcedureVersion {
  readonly entry: CatalogueEntry;
  readonly plan: Plan;
  readonly definition: DefinitionText;
  /** Checks the data of an application. */
  readonly checkData: ValidateFunction;
  readonly stepNames: Readonly<Record<string, Text>>;
}

const LIMIT = 500;
const kept = new WeakMap<Store, Map<string, Promise<ProcedureVersion | null>>>();

/** The version a dossier runs on; null when the catalogue does not know it. */
export function versionOf(store: Store, code: string, planHash: string): Promise<ProcedureVersion | null> {
  let versions = kept.get(store);
  if (!versions) kept.set(store, (versions = new Map()));
  const known = versions.get(planHash);
  if (known) return known;
  if (versions.size >= LIMIT) versions.clear();
  const found = read(store, code, planHash);
  versions.set(planHash, found);
  // A failure or an absence is not worth keeping: the next reader asks again.
  found.then((version) => version ?? versions.delete(planHash)).catch(() => versions.delete(planHash));
  return found;
}

async function read(store: Store, code: string, planHash: string): Promise<ProcedureVersion | null> {
  const entry = (await store.catalogue.versions(code)).find((each) => each.planHash === planHash);
  if (!entry) return null;
  const [plan, definition] = await Promise.all([store.catalogue.plan(planHash), store.blobs.get<DefinitionText>(entry.definitionHash)]);
  if (!plan || !definition) return null;
  return { entry, plan, definition, checkData: dataChecker(definition.data), stepNames: namesOfSteps(definition.steps ?? {}) };
}

/** The definition's `data` also carries labels and the like: annotations that ajv need not know. */
function dataChecker(schema: Readonly<Record<string, unknown>> = { type: 'object' }): ValidateFunction {
  const ajv = new Ajv2020({ allErrors: true, strict: false });
  (addFormats as unknown as (ajv: Ajv2020) => void)(ajv);
  return ajv.compile({ additionalProperties: false, ...schema });
}

function namesOfSteps(steps: Readonly<Record<string, StepText>>): Record<string, Text> {
  const names: Record<string, Text> = {};
  for (const [id, step] of Object.entries(steps)) {
    if (step.name) names[id] = bothLanguages(step.name);
    for (const branch of Object.values(step.parallel?.branches ?? {})) Object.assign(names, namesOfSteps(branch.steps ?? {}));
  }
  return names;
}

export const bothLanguages = (name: Named): Text => ({ vi: name.vi, en: name.en ?? name.vi });

export async function organisation(store: Store): Promise<OrganisationText> {
  const hash = await store.current.get('organisation');
  return (hash && (await store.blobs.get<OrganisationText>(hash))) || { agencies: {} };
}
