import { rolesAt } from '../../domain/organisation/posts.js';
import type { Fact } from '../../domain/engine/fact.js';
import type { Party } from '../../domain/procedure/plan.js';
import type { Application, Note, StoredDossier, Store } from '../../store/store.js';
import { type ProcedureVersion, versionOf } from '../catalogue.js';
import type { Reader } from '../reader.js';

/** What of a dossier is kept from a reader: keys of data and of documents, and with them whatever was written in free words. */
export interface Hidden {
  readonly data: readonly string[];
  readonly documents: readonly string[];
}

export const NOTHING: Hidden = { data: [], documents: [] };

/**
 * What the definition marks as secret, for a reader who acts for none of the parties that may see it.
 * Who acts for one of them sees everything. The auditor acts for nobody.
 */
export async function hiddenFrom(store: Store, reader: Reader, dossier: StoredDossier): Promise<Hidden> {
  const version = await versionOf(store, dossier.planHash);
  const to = version?.definition.secrecy?.to;
  if (!version || !to || to.some((party) => actsFor(reader, dossier, party, version.plan.parties[party]))) return NOTHING;
  return marked(version);
}

function actsFor({ posts, account }: Reader, { view, field }: StoredDossier, id: string, party: Party | undefined): boolean {
  if (!party) return false;
  if (party.connector !== undefined && party.connector === account.connector) return true;
  const roles = rolesAt(posts, view?.bindings[id] ?? '', field);
  return [party.role, party.head].some((role) => role !== null && role !== undefined && roles.includes(role));
}

function marked({ definition: { data, documents = {} } }: ProcedureVersion): Hidden {
  const secret = (entries: Readonly<Record<string, { readonly secret?: boolean }>>): string[] =>
    Object.entries(entries).flatMap(([key, { secret }]) => (secret ? [key] : []));
  return { data: secret(data?.properties ?? {}), documents: secret(documents) };
}

const hidesAny = ({ data, documents }: Hidden): boolean => data.length + documents.length > 0;

/** The application without what is hidden. */
export function openPart({ applicant, data }: Application, hidden: Hidden): Application {
  return { applicant, data: Object.fromEntries(Object.entries(data).filter(([key]) => !hidden.data.includes(key))) };
}

/** What partners returned, without it where anything is hidden: see `openMessage`. */
export function openAnswers(answers: StoredDossier['answers'] = {}, hidden: Hidden): NonNullable<StoredDossier['answers']> {
  return hidesAny(hidden) ? {} : answers;
}

/** A fact that names no hidden document and no hidden choice. */
export function openFact(fact: Fact, hidden: Hidden): Fact {
  const isOpen = (path: string): boolean => !hidden.data.some((key) => path === key || path.startsWith(`${key}.`));
  const named = (key: string): string => (hidden.documents.includes(key) ? HIDDEN_WORDS : key);
  return {
    ...fact,
    ...('documents' in fact && { documents: [...new Set(fact.documents.map(named))] }),
    ...('lookups' in fact &&
      fact.lookups && { lookups: Object.fromEntries(Object.entries(fact.lookups).map(([key, how]) => [named(key), how])) }),
    ...('choices' in fact && { choices: Object.fromEntries(Object.entries(fact.choices).filter(([path]) => isOpen(path))) }),
  };
}

/** Free words may say anything, so they are hidden whole where anything is. */
export function openNote(note: Note, hidden: Hidden): Note {
  return hidesAny(hidden) ? { text: HIDDEN_WORDS } : note;
}

/** What went between systems, without its body where anything is hidden: a field of theirs may say what one of ours says. */
export function openMessage<M extends { readonly body: Readonly<Record<string, unknown>> }>(message: M, hidden: Hidden): M {
  return hidesAny(hidden) ? { ...message, body: {} } : message;
}

const HIDDEN_WORDS = '(mật / secret)';
