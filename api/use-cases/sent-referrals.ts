/** What was sent to an outside system, as its own account may read it again: the message and the files that the step names, nothing else of the dossier. */
import { referenceOf } from '../../connectors/contract.js';
import { own } from '../../connectors/own.js';
import { toWire, type WireBody } from '../../connectors/partner.js';
import { PARTNERS } from '../../connectors/partners.js';
import { roadMessageId } from '../../notifications/archive.js';
import { buildReferral, rowIdOf, versionId } from '../../notifications/build-referral.js';
import { contentHash } from '../../store/hash.js';
import type { RoadMessage } from '../../store/road.js';
import type { OutboxRow } from '../../store/outgoing.js';
import type { PageRequest, Page, Store, StoredFile } from '../../store/store.js';
import { notFound, REFERRAL } from '../problem.js';

export interface SentReferral {
  readonly message: RoadMessage & { readonly dossierId: string };
  readonly row: OutboxRow;
  /** As it stood in the message. */
  readonly id: string;
  readonly reference: string;
  /** In the partner's words; masked when what is stored is no longer what was sent. */
  readonly body: WireBody;
  readonly masked: boolean;
  readonly files: readonly StoredFile[];
}

/** Newest first. */
export async function sentReferrals(store: Store, connector: string, page: PageRequest): Promise<Page<SentReferral>> {
  const { items, next } = await store.messages.sentTo(connector, page);
  const referrals = await Promise.all(items.map((message) => referralOf(store, message)));
  return { items: referrals.filter((each) => each !== null), next };
}

/** @throws Problem NOT_FOUND for what was not sent to this connector. */
export async function sentReferral(store: Store, connector: string, id: string): Promise<SentReferral> {
  const message = await store.messages.get(roadMessageId('out', connector, rowIdOf(id)));
  const referral = message?.state === 'done' ? await referralOf(store, message) : null;
  if (!referral || referral.id !== id) throw notFound(REFERRAL, id);
  return referral;
}

/** Null for what is no referral: a cancellation, a payment, a sync. */
async function referralOf(store: Store, message: RoadMessage): Promise<SentReferral | null> {
  const row = await store.outbox.get(message.messageId);
  if (row?.command.type !== 'send handoff' || message.dossierId === null) return null;
  const { run, step } = row.command;
  const [content, files] = await Promise.all([contentOf(store, message, row), filesOf(store, message, step)]);
  return {
    message: { ...message, dossierId: message.dossierId },
    row,
    id: versionId(row.id, message.corrections?.length ?? 0),
    reference: referenceOf(message.dossierId, run),
    ...content,
    files,
  };
}

/** The archive keeps messages masked, with the hash of what was sent: what is made again is shown when it is the same. */
async function contentOf(store: Store, message: RoadMessage, row: OutboxRow): Promise<Pick<SentReferral, 'body' | 'masked'>> {
  const partner = own(PARTNERS, message.connector);
  const body = partner && toWire(partner.mapping, await buildReferral(store, row, message.corrections));
  return body && contentHash(body) === message.hash ? { body, masked: false } : { body: message.body, masked: true };
}

/** Those that were there when it was sent. */
async function filesOf(store: Store, { dossierId, at }: RoadMessage, stepId: string): Promise<readonly StoredFile[]> {
  const dossier = await store.dossiers.get(dossierId!);
  const step = (await store.catalogue.plan(dossier?.planHash ?? ''))?.steps[stepId];
  const named = step?.kind === 'handoff' ? (step.files ?? []) : [];
  if (named.length === 0) return [];
  return (await store.files.of(dossierId!)).filter(({ document, uploadedAt }) => named.includes(document) && uploadedAt <= at);
}
