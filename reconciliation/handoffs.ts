/** What a partner of the contract can be compared about: questions put to it, and messages of it that the dossier did not take. */
import type { Connectors } from '../connectors/connectors.js';
import { dossierAndRunOf, referenceOf } from '../connectors/contract.js';
import type { Act, AgencyId, RunId } from '../domain/engine/event.js';
import type { Fact } from '../domain/engine/fact.js';
import { compare, type Found } from '../domain/reconciliation/compare.js';
import type { Ours } from '../domain/reconciliation/sides.js';
import { paymentRun } from '../notifications/awaited.js';
import { connectorOf } from '../notifications/lanes.js';
import { connectorNamed } from '../notifications/send-handoff.js';
import { everyPage } from '../store/every-page.js';
import type { OutboxRow } from '../store/outgoing.js';
import type { Store, StoredDossier } from '../store/store.js';
import { ourSide } from './our-side.js';
import type { Compared, Subject, Subjects } from './subjects.js';
import { theirSide, type TheirSide } from './their-side.js';

export interface HandoffDeps {
  readonly store: Pick<Store, 'dossiers' | 'facts' | 'outbox' | 'referrals' | 'messages'>;
  readonly connectors: Connectors;
}

const REFUSED = 'message:';

export function handoffSubjects(deps: HandoffDeps, connector: string): Subjects {
  return {
    connector,
    walk: (since) => walk(deps, connector, since),
    compare: (subject) => (subject.id.startsWith(REFUSED) ? refused(deps, subject) : question(deps, connector, subject)),
  };
}

async function* walk({ store }: HandoffDeps, connector: string, since: number): AsyncIterable<Subject> {
  for await (const { id: messageId, row, dossierId, run } of store.referrals.walk(connector, since))
    yield { id: referenceOf(dossierId, run), row, messageId };
  for await (const row of everyPage((page) => store.outbox.dead(page))) {
    if (connectorOf(row.command) !== connector) continue;
    const run = runOfRow(row, await store.facts.of(row.dossierId));
    if (run !== null) yield { id: referenceOf(row.dossierId, run), row: row.id, messageId: null };
  }
  for await (const { id } of everyPage((page) => store.messages.dead({ connector, direction: 'in' }, page)))
    yield { id: `${REFUSED}${id}`, row: null, messageId: null };
}

/** Null for rows that ask nothing: what a cancellation did not reach shows as a question that is still open there. */
function runOfRow({ command }: OutboxRow, facts: readonly Fact[]): RunId | null {
  if (command.type === 'send handoff') return command.run;
  if (command.type !== 'request payment') return null;
  const stated = facts.find((fact) => fact.type === 'obligationStated' && fact.reference === command.reference);
  return stated ? paymentRun(stated) : null;
}

/** The partner is asked before the dossier is read: what it told in between is known here then. */
async function question({ store, connectors }: HandoffDeps, connector: string, subject: Subject): Promise<Compared | null> {
  const { dossierId, run } = dossierAndRunOf(subject.id);
  const row = subject.row === null ? null : await store.outbox.get(subject.row);
  const unsent = row?.state === 'dead' ? row : null;
  if (!unsent && subject.messageId === null) return null;
  const theirs = unsent ? null : theirSide(await connectorNamed(connectors, connector).status(subject.messageId!));
  const [dossier, facts] = await Promise.all([store.dossiers.get(dossierId), store.facts.of(dossierId)]);
  const ours = ourSide(facts, run);
  if (!dossier?.view || !ours) return null;
  const found = theirs ? withActs(run, ours, theirs) : unsent ? notSent(ours, unsent) : [];
  return { subject, dossier, run, agency: agencyOf(facts, run), found };
}

function notSent(ours: Ours, { createdAt }: OutboxRow): Found[] {
  if (ours.state !== 'awaiting') return [];
  return [{ kind: 'not-sent', ours: { state: 'dead', at: createdAt }, theirs: { state: 'unknown', at: null } }];
}

function withActs(run: RunId, ours: Ours, theirs: TheirSide): Compared['found'] {
  return compare(ours, theirs).map((found) => {
    const act = actOf(run, found, ours, theirs);
    return act ? { ...found, act } : found;
  });
}

/** What an officer would do in the partner's place, where it is one act. */
function actOf(run: RunId, { kind, about }: Found, ours: Ours, theirs: TheirSide): Act | null {
  if (kind === 'answer-not-heard') return theirs.answer && { ...theirs.answer, run };
  const owed = theirs.owed.find(({ reference }) => reference === about);
  if (!owed || owed.settled) return null;
  const { reference, amount, paid } = owed;
  if (kind === 'notice-not-heard') return { type: 'state obligation', reference, amount };
  const known = ours.owed.find((each) => each.reference === reference);
  return kind === 'payment-not-heard' && known ? { type: 'pay', reference, amount: Math.min(paid, known.amount) - known.paid } : null;
}

function agencyOf(facts: readonly Fact[], run: RunId): AgencyId | null {
  const stated = facts.find((fact) => fact.type === 'obligationStated' && paymentRun(fact) === run);
  const asking = stated?.type === 'obligationStated' ? stated.run : run;
  const asked = facts.find((fact) => fact.type === 'handoffRequested' && fact.run === asking);
  return asked?.type === 'handoffRequested' ? asked.agency : null;
}

/** What they said stands among the dead letters until an officer corrects it, tries it again or gives it up. */
async function refused({ store }: HandoffDeps, subject: Subject): Promise<Compared | null> {
  const letter = await store.messages.get(subject.id.slice(REFUSED.length));
  const dossier: StoredDossier | null = letter?.dossierId ? await store.dossiers.get(letter.dossierId) : null;
  if (letter?.state !== 'dead' || !dossier?.view) return null;
  const said = { ours: { state: 'refused', at: letter.at, ...(letter.reason && { value: letter.reason.code }) } };
  const found: Found = { kind: 'message-refused', ...said, theirs: { state: 'answered', at: letter.at, value: letter.message } };
  return { subject, dossier, run: letter.run, agency: null, found: [found] };
}
