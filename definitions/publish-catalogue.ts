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
  readonly catalogue: {
    publish(entry: NewVersion): Promise<{ readonly version: number }>;
    versions(code: string): Promise<readonly { readonly planHash: string; readonly effectiveFrom: string }[]>;
  };
  readonly accounts: { get(id: string): Promise<NewAccount | null>; put(account: NewAccount): Promise<void> };
}

interface NewVersion {
  readonly code: string;
  readonly planHash: string;
  readonly definitionHash: string;
  readonly effectiveFrom: string;
  readonly effectiveTo: string | null;
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
  /** Versions that cannot be: another plan is in force from the same day already. When there is one, nothing was published. */
  readonly refused: readonly Refused[];
  /** Accounts made or changed. */
  readonly accounts: readonly string[];
}

interface Refused {
  readonly code: string;
  readonly effectiveFrom: string;
}

/**
 * Publishes what was read, or nothing when a version would be refused: a new organisation does not fit old procedures. Doing it twice changes nothing: content is
 * named by its hash, and a plan already published keeps its version.
 */
export async function publishCatalogue(store: CatalogueStore, catalogue: Catalogue, options: PublishOptions): Promise<Published> {
  const refused = await wouldBeRefused(store, catalogue);
  if (refused.length > 0) return { versions: [], refused, accounts: [] };
  await point(store, 'regime', catalogue.regimes);
  await point(store, 'calendar', catalogue.calendars);
  if (catalogue.organisation) await store.current.set('organisation', await store.blobs.put(catalogue.organisation));
  const versions: { code: string; version: number }[] = [];
  for (const procedure of catalogue.procedures)
    versions.push({ code: procedure.definition.code, version: await publish(store, procedure, options.now) });
  return { versions, refused, accounts: catalogue.organisation ? await openAccounts(store, catalogue.organisation, options) : [] };
}

/** Versions whose day another plan has taken, in the store or in another file of the catalogue. */
async function wouldBeRefused(store: CatalogueStore, { procedures }: Catalogue): Promise<Refused[]> {
  const refused: Refused[] = [];
  for (const { definition, planHash } of procedures) {
    const { code, effective } = definition;
    const beside = procedures.flatMap((each) =>
      each.definition.code === code ? [{ planHash: each.planHash, effectiveFrom: each.definition.effective.from }] : [],
    );
    const known = [...(await store.catalogue.versions(code)), ...beside];
    if (known.some((each) => each.effectiveFrom === effective.from && each.planHash !== planHash))
      refused.push({ code, effectiveFrom: effective.from });
  }
  return refused;
}

async function point(store: CatalogueStore, kind: string, definitions: Readonly<Record<string, unknown>>): Promise<void> {
  for (const [id, definition] of Object.entries(definitions)) await store.current.set(`${kind}:${id}`, await store.blobs.put(definition));
}

async function publish(
  store: CatalogueStore,
  { source, definition, plan, planHash }: CatalogueProcedure,
  publishedAt: number,
): Promise<number> {
  const definitionHash = await store.blobs.put(definition);
  await store.blobs.put(plan);
  // a blob's keys are sorted; who shows or edits the procedure needs it as it was written
  await store.current.set(`source:${planHash}`, await store.blobs.put(source));
  const { code, name, field, effective } = definition;
  const { from: effectiveFrom, to: effectiveTo = null } = effective;
  const published = await store.catalogue.publish({ code, planHash, definitionHash, effectiveFrom, effectiveTo, name, field, publishedAt });
  return published.version;
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
