import { PartnerAway } from '../connectors/failure.js';
import type { Letter, Mailer } from '../connectors/mail/client.js';
import type { Fact } from '../domain/engine/fact.js';
import { MINUTE } from '../domain/time/instant.js';
import type { Dispatch, OutboxRow } from '../store/outgoing.js';
import type { Store } from '../store/store.js';
import type { Said, Told } from './archive.js';
import { paymentRun } from './awaited.js';
import { agencyName, type Background, backgroundOf, type BackgroundStore, causeName, documentName, procedureName } from './background.js';
import { isOccasion, type LetterContent, letterOn, type Occasion } from './letters.js';

type SendLetter = Extract<Dispatch, { type: 'send letter' }>;

export interface LetterDeps {
  readonly store: BackgroundStore & Pick<Store, 'notes'>;
  readonly mailer: Mailer;
  /** Base address of the public pages. */
  readonly publicUrl: string;
  /** There is a payment platform, which will tell where an obligation can be paid. */
  readonly payable?: boolean;
}

/** A letter about money waits so long for the page to pay at, and then goes without. */
const PAGE_WITHIN = MINUTE;

/**
 * Writes to the applicant, if the application has an address. What is no longer so (all is paid, the clock runs again) is not written.
 * @returns what was written.
 */
export async function sendLetter(deps: LetterDeps, row: OutboxRow, { occasion, note }: SendLetter): Promise<readonly Told[]> {
  const content = await contentFor(deps, row, note);
  if (!content || !isOccasion(occasion) || isOver(occasion, content)) return [];
  if (occasion === 'payment due' && deps.payable && lacksPage(content) && Date.now() - row.createdAt < PAGE_WITHIN)
    throw new PartnerAway('the page to pay at is not known yet');
  const letter = letterOn(occasion, content);
  await deps.mailer.send(row.id, letter);
  return [{ row, said: letterSaid(letter) }];
}

/** The letter that a row is to bring, when it could not. */
export async function letterFor(deps: LetterDeps, row: OutboxRow, { occasion, note }: SendLetter): Promise<Said | null> {
  const content = await contentFor(deps, row, note);
  return content && isOccasion(occasion) ? letterSaid(letterOn(occasion, content)) : null;
}

const letterSaid = (letter: Letter): Said => ({ body: { ...letter }, plain: ['subject'] });

async function contentFor({ store, publicUrl }: LetterDeps, row: OutboxRow, note: string | undefined): Promise<LetterContent | null> {
  const background = await backgroundOf(store, row.dossierId);
  const { email } = background.dossier.application.applicant;
  return email ? contentOf(store, background, email, publicUrl, note) : null;
}

async function contentOf(
  store: LetterDeps['store'],
  background: Background,
  to: string,
  publicUrl: string,
  note: string | undefined,
): Promise<LetterContent> {
  const { number, view, application } = background.dossier;
  const asked = requestWith(background.facts, note);
  return {
    ...{ to, number, view, applicant: application.applicant.name },
    procedure: procedureName(background),
    centre: agencyName(background, view.centre),
    note: note === undefined ? null : ((await store.notes.many([note])).get(note) ?? null),
    documents: Object.fromEntries((asked?.documents ?? []).map((key) => [key, documentName(background, key)])),
    lookedUp: Object.keys(asked?.lookups ?? {}),
    causes: view.suspendedFor.map((cause) => causeName(background, cause)),
    payAt: payAt(background),
    link: `${publicUrl.replace(/\/$/, '')}/public/dossiers/${encodeURIComponent(number)}`,
  };
}

function isOver(occasion: Occasion, { view, causes }: LetterContent): boolean {
  if (occasion === 'payment due') return Object.values(view.obligations).every(({ left }) => left === 0);
  return occasion === 'suspended' && causes.length === 0;
}

function lacksPage({ view, payAt }: LetterContent): boolean {
  return Object.entries(view.obligations).some(([reference, { left }]) => left > 0 && !payAt[reference]);
}

/** Pages of the payment platform, by the reference of what can be paid there. */
function payAt({ facts, dossier }: Background): Record<string, string> {
  const pages = facts.flatMap((fact): [string, string][] => {
    const page = fact.type === 'obligationStated' ? dossier.answers?.[paymentRun(fact)]?.payAt : undefined;
    return fact.type === 'obligationStated' && typeof page === 'string' ? [[fact.reference, page]] : [];
  });
  return Object.fromEntries(pages);
}

/** The supplement request with this note. */
function requestWith(facts: readonly Fact[], note: string | undefined) {
  return facts.findLast(
    (fact): fact is Extract<Fact, { type: 'supplementRequested' }> => fact.type === 'supplementRequested' && fact.note === note,
  );
}
