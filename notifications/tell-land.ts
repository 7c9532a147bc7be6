/** What the land system hears after it got a dossier: that the supplement it waited for is there, that its result was wrong, that the result was handed over. */
import type { Referral } from '../connectors/contract.js';
import { toWireTime } from '../connectors/wire-time.js';
import type { Fact } from '../domain/engine/fact.js';
import type { DossierView } from '../domain/engine/view.js';
import type { Changed, Dispatch, OutboxRow } from '../store/outgoing.js';
import type { Store } from '../store/store.js';
import { archive, type ArchiveDeps } from './archive.js';
import { isAsked } from './awaited.js';
import { type Background, backgroundOf } from './background.js';
import { aboutOf } from './build-referral.js';
import { connectorNamed } from './send-handoff.js';

export interface LandDeps extends ArchiveDeps {
  readonly store: ArchiveDeps['store'] & Pick<Store, 'notes'>;
}

type TellLand = Extract<Dispatch, { type: 'tell land' }>;
type Requested = Extract<Fact, { type: 'handoffRequested' }>;

const LAND = 'land-registry';
const ASKED_BY = 'land-record-change';
const CONCERNING: readonly Fact['type'][] = ['supplementReceived', 'stepReturned', 'resultDelivered'];

/** The facts that the land system may have to hear of; whether it has the dossier and they are about that is looked at when their turn comes. */
export function concerningLand({ before, facts }: Pick<Changed, 'before' | 'facts'>): readonly Fact[] {
  return mayHaveAsked(before) || facts.some(asksLand) ? facts.filter(({ type }) => CONCERNING.includes(type)) : [];
}

/** An old view does not say. */
function mayHaveAsked(before: DossierView | null): boolean {
  return before !== null && (before.handoffMessages?.includes(ASKED_BY) ?? true);
}

const asksLand = (fact: Fact): fact is Requested => fact.type === 'handoffRequested' && fact.message === ASKED_BY;

/** Tells it, when it has the dossier and the fact is about that. */
export async function tellLand(deps: LandDeps, row: OutboxRow, command: TellLand): Promise<void> {
  const referral = await landMessage(deps, row, command);
  if (!referral) return;
  await connectorNamed(deps.connectors, LAND).send(referral);
  await archive(deps, row, { state: 'done', referral });
}

/** What it would be told now; null when it is nothing to it. */
export async function landMessage(deps: Pick<LandDeps, 'store'>, row: OutboxRow, { factNo }: TellLand): Promise<Referral | null> {
  const background = await backgroundOf(deps.store, row.dossierId);
  const before = background.facts.filter(({ no }) => no <= factNo);
  const asked = before.findLast(asksLand);
  if (!asked || !hasIt(before, asked)) return null;
  const said = await saying(deps, background, before, asked);
  return said && followUp(background, row, asked, said);
}

/** An answer by hand to what never arrived is nothing to the land system. */
function hasIt(facts: readonly Fact[], { run }: Requested): boolean {
  return facts.some((fact) => fact.type === 'handoverReceived' && fact.run === run && fact.by?.id === LAND);
}

type Saying = Pick<Referral, 'message' | 'fields'>;

async function saying(
  { store }: Pick<LandDeps, 'store'>,
  { dossier }: Background,
  facts: readonly Fact[],
  asked: Requested,
): Promise<Saying | null> {
  const fact = facts.at(-1)!;
  if (fact.type === 'resultDelivered') return { message: 'result-delivered', fields: { deliveredAt: toWireTime(fact.effectiveAt) } };
  if (fact.type === 'supplementReceived') {
    const { promisedAt } = dossier.view;
    if (!isAsked(facts, asked.run) || promisedAt === null) return null;
    return { message: 'supplement-done', fields: { newAppointment: toWireTime(promisedAt) } };
  }
  if (fact.type !== 'stepReturned' || isAsked(facts, asked.run) || !leadsBehind(facts, asked, fact.to)) return null;
  const note = (await store.notes.many([fact.note])).get(fact.note);
  return note ? { message: 'wrong-result', fields: { reason: note.text } } : null;
}

/** Back to the question itself, or to what was done before it: its answer cannot stand. */
function leadsBehind(facts: readonly Fact[], asked: Requested, to: string): boolean {
  return to === asked.step || facts.some((fact) => fact.type === 'stepOpened' && fact.step === to && fact.no < asked.no);
}

function followUp(background: Background, row: OutboxRow, { run, agency }: Requested, said: Saying): Referral {
  const { id: dossierId, number, procedure } = background.dossier;
  return { id: row.id, connector: LAND, dossierId, run, number, procedure, agency, about: aboutOf(background, run), ...said };
}
