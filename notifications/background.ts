import { PermanentFailure } from '../connectors/failure.js';
import type { Fact } from '../domain/engine/fact.js';
import type { DossierView } from '../domain/engine/view.js';
import type { DocumentText, OrganisationDefinition, ProcedureDefinition } from '../domain/procedure/definition.js';
import type { Store, StoredDossier } from '../store/store.js';

/** A name in both languages. */
export interface Words {
  readonly vi: string;
  readonly en: string;
}

/** All that messages about a dossier may draw on: what is stored of it, its facts, and the names of things. */
export interface Background {
  readonly dossier: StoredDossier & { readonly view: DossierView };
  readonly facts: readonly Fact[];
  /** Null when the catalogue does not know the version; things then go by their keys. */
  readonly definition: ProcedureDefinition | null;
  readonly organisation: Pick<OrganisationDefinition, 'agencies' | 'posts'>;
}

export type BackgroundStore = Pick<Store, 'dossiers' | 'facts' | 'catalogue' | 'blobs' | 'current'>;

/** @throws PermanentFailure when the dossier is not in the store. */
export async function backgroundOf(store: BackgroundStore, dossierId: string): Promise<Background> {
  const dossier = await store.dossiers.get(dossierId);
  if (!dossier?.view) throw new PermanentFailure(`dossier ${dossierId} is not in the store`);
  const { view } = dossier;
  const [facts, definition, organisation] = await Promise.all([
    store.facts.of(dossierId),
    definitionOf(store, dossier),
    organisationIn(store),
  ]);
  return { dossier: { ...dossier, view }, facts, definition, organisation };
}

export const procedureName = ({ definition, dossier }: Background): Words => words(definition?.name, dossier.procedure);

export const documentName = ({ definition }: Background, key: string): Words => words(definition?.documents?.[key]?.name, key);

/** What the clock was suspended for. */
export const causeName = ({ definition }: Background, key: string): Words => words(definition?.suspension?.[key]?.name, key);

export const agencyName = ({ organisation }: Background, id: string): Words => words(organisation.agencies[id]?.name, id);

/** Post of an officer, or the system that acted. */
export const postName = ({ organisation }: Background, id: string): Words => words(organisation.posts[id]?.name, id);

/** The documents handed in, with the numbers of originals and copies that the definition asks for. */
export function documentsHandedIn({ facts, definition }: Background): [key: string, document: DocumentText | undefined][] {
  const keys = facts.flatMap((fact) => (fact.type === 'dossierReceived' || fact.type === 'supplementReceived' ? fact.documents : []));
  return [...new Set(keys)].map((key) => [key, definition?.documents?.[key]]);
}

function words(name: { readonly vi: string; readonly en?: string } | undefined, key: string): Words {
  return { vi: name?.vi ?? key, en: name?.en ?? name?.vi ?? key };
}

async function definitionOf(store: BackgroundStore, { planHash }: StoredDossier): Promise<ProcedureDefinition | null> {
  const entry = await store.catalogue.ofPlan(planHash);
  return entry ? store.blobs.get<ProcedureDefinition>(entry.definitionHash) : null;
}

async function organisationIn({ current, blobs }: BackgroundStore): Promise<Background['organisation']> {
  const hash = await current.get('organisation');
  return (hash && (await blobs.get<OrganisationDefinition>(hash))) || { agencies: {}, posts: {} };
}
