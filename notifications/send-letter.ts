import type { Mailer } from '../connectors/mail/client.js';
import type { Fact } from '../domain/engine/fact.js';
import type { Dispatch, OutboxRow, Store } from '../store/store.js';
import { agencyName, type Background, backgroundOf, type BackgroundStore, documentName, procedureName } from './background.js';
import { isOccasion, type LetterContent, letterOn } from './letters.js';

type SendLetter = Extract<Dispatch, { type: 'send letter' }>;

export interface LetterDeps {
  readonly store: BackgroundStore & Pick<Store, 'notes'>;
  readonly mailer: Mailer;
  /** Base address of the public pages. */
  readonly publicUrl: string;
}

/** Writes to the applicant, if the application has an address. What is no longer so (all is paid meanwhile) is not written. */
export async function sendLetter({ store, mailer, publicUrl }: LetterDeps, row: OutboxRow, { occasion, note }: SendLetter): Promise<void> {
  const background = await backgroundOf(store, row.dossierId);
  const { email } = background.dossier.application.applicant;
  if (!email || !isOccasion(occasion)) return;
  const content = await contentOf(store, background, email, publicUrl, note);
  if (occasion === 'payment due' && Object.values(content.view.obligations).every(({ left }) => left === 0)) return;
  await mailer.send(row.id, letterOn(occasion, content));
}

async function contentOf(
  store: LetterDeps['store'],
  background: Background,
  to: string,
  publicUrl: string,
  note: string | undefined,
): Promise<LetterContent> {
  const { number, view, application } = background.dossier;
  return {
    ...{ to, number, view, applicant: application.applicant.name },
    procedure: procedureName(background),
    centre: agencyName(background, view.centre),
    note: note === undefined ? null : ((await store.notes.many([note])).get(note) ?? null),
    documents: Object.fromEntries(askedFor(background.facts, note).map((key) => [key, documentName(background, key)])),
    payAt: {},
    link: `${publicUrl.replace(/\/$/, '')}/public/dossiers/${encodeURIComponent(number)}`,
  };
}

/** The documents of the supplement request with this note. */
function askedFor(facts: readonly Fact[], note: string | undefined): readonly string[] {
  const asked = facts.findLast((fact) => fact.type === 'supplementRequested' && fact.note === note);
  return asked?.type === 'supplementRequested' ? asked.documents : [];
}
