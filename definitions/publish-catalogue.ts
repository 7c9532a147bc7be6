/** A catalogue into the store: blobs, pointers to what is current, versions of procedures, and an account for each officer and each outside system. */
import { canonical } from '../domain/canonical.js';
import { partnerAccount } from '../domain/organisation/partner-account.js';
import { type Post, postsOf } from '../domain/organisation/posts.js';
import type { Label, OrganisationDefinition } from '../domain/procedure/definition.js';
import type { Catalogue, CatalogueProcedure } from './load-catalogue.js';

/** The part of the store that publishing needs; `store/store.ts` fits it. */
export interface CatalogueStore {
  readonly blobs: { put(value: unknown): Promise<string> };
  readonly current: { set(name: string, hash: string): Promise<void> };
  readonly catalogue: { publish(entry: NewVersion): Promise<{ readonly version: number }> };
  readonly accounts: { get(id: string): Promise<NewAccount | null>; put(account: NewAccount): Promise<void> };
}

interface NewVersion {
  readonly code: string;
  readonly planHash: string;
  readonly definitionHash: string;
  readonly effectiveFrom: string;
  readonly name: Label;
  readonly field: string;
  readonly publishedAt: number;
}

interface NewAccount {
  readonly id: string;
  readonly name: Label;
  readonly kind: 'officer' | 'partner';
  readonly posts: readonly Post[];
  readonly connector?: string;
  readonly passwordHash: string;
  readonly active: boolean;
}

export interface PublishOptions {
  /** Hash of the first password of a new account, of an officer's or of the outside system of a connector; accounts there are keep theirs. */
  readonly passwordHash: (account: string, connector?: string) => Promise<string>;
  /** Real instant of the publication. */
  readonly now: number;
}

export interface Published {
  readonly versions: readonly { readonly code: string; readonly version: number }[];
  /** Versions the store refused: another plan is in force from the same day already. */
  readonly refused: readonly { readonly code: string; readonly effectiveFrom: string }[];
  /** Accounts made or changed. */
  readonly accounts: readonly string[];
}

/** Publishes what was read. Doing it twice changes nothing: content is named by its hash, and a plan already published keeps its version. */
export async function publishCatalogue(store: CatalogueStore, catalogue: Catalogue, options: PublishOptions): Promise<Published> {
  await point(store, 'regime', catalogue.regimes);
  await point(store, 'calendar', catalogue.calendars);
  if (catalogue.organisation) await store.current.set('organisation', await store.blobs.put(catalogue.organisation));
  const versions: { code: string; version: number }[] = [];
  const refused: { code: string; effectiveFrom: string }[] = [];
  for (const procedure of catalogue.procedures) {
    const version = await publish(store, procedure, options.now);
    const { code, effective } = procedure.definition;
    if (version === null) refused.push({ code, effectiveFrom: effective.from });
    else versions.push({ code, version });
  }
  return { versions, refused, accounts: catalogue.organisation ? await openAccounts(store, catalogue.organisation, options) : [] };
}

async function point(store: CatalogueStore, kind: string, definitions: Readonly<Record<string, unknown>>): Promise<void> {
  for (const [id, definition] of Object.entries(definitions)) await store.current.set(`${kind}:${id}`, await store.blobs.put(definition));
}

async function publish(
  store: CatalogueStore,
  { source, definition, plan, planHash }: CatalogueProcedure,
  publishedAt: number,
): Promise<number | null> {
  const definitionHash = await store.blobs.put(definition);
  await store.blobs.put(plan);
  // a blob's keys are sorted; who shows or edits the procedure needs it as it was written
  await store.current.set(`source:${planHash}`, await store.blobs.put(source));
  const { code, name, field, effective } = definition;
  try {
    return (await store.catalogue.publish({ code, planHash, definitionHash, effectiveFrom: effective.from, name, field, publishedAt }))
      .version;
  } catch (error) {
    if (error instanceof Error && error.name === 'VersionOverlap') return null;
    throw error;
  }
}

async function openAccounts(store: CatalogueStore, organisation: OrganisationDefinition, options: PublishOptions): Promise<string[]> {
  const changed: string[] = [];
  for (const wanted of accountsOf(organisation)) {
    const known = await store.accounts.get(wanted.id);
    if (known && canonical(partsOf(known)) === canonical(partsOf(wanted))) continue;
    const passwordHash = known?.passwordHash ?? (await options.passwordHash(wanted.id, wanted.connector));
    await store.accounts.put({ ...wanted, passwordHash, active: known?.active ?? true });
    changed.push(wanted.id);
  }
  return changed;
}

type WantedAccount = Omit<NewAccount, 'passwordHash' | 'active'>;

/** The colon keeps the ids of outside systems apart from those of officers, which have none. */
function accountsOf({ posts, connectors = {} }: OrganisationDefinition): WantedAccount[] {
  const officers = Object.entries(posts).map(([id, post]) => ({ id, name: post.name, kind: 'officer' as const, posts: postsOf(post) }));
  const partners = Object.entries(connectors).map(([connector, { name }]) => ({
    id: partnerAccount(connector),
    name,
    kind: 'partner' as const,
    posts: [],
    connector,
  }));
  return [...officers, ...partners];
}

/** What the organisation says of an account; the rest is the account's own. */
function partsOf({ name, kind, posts, connector }: WantedAccount): unknown {
  return { name, kind, posts, ...(connector !== undefined && { connector }) };
}
