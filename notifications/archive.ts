/** Every message to a partner is kept: masked, with how it stands. */
import type { Connectors } from '../connectors/connectors.js';
import type { Referral } from '../connectors/contract.js';
import { PermanentFailure } from '../connectors/failure.js';
import { mask } from '../connectors/mask.js';
import { own } from '../connectors/own.js';
import { PARTNERS } from '../connectors/partners.js';
import type { Policy } from '../connectors/policy.js';
import { DAY, type Instant } from '../domain/time/instant.js';
import { contentHash, sha256 } from '../store/hash.js';
import type { MessageReason, MessageState } from '../store/road.js';
import type { OutboxRow } from '../store/outgoing.js';
import type { Store } from '../store/store.js';
import type { BackgroundStore } from './background.js';
import { buildReferral } from './build-referral.js';
import { connectorOf } from './lanes.js';

export interface ArchiveDeps {
  readonly store: BackgroundStore & Pick<Store, 'messages'>;
  readonly connectors: Connectors;
  readonly policyOf: (connector: string) => Pick<Policy, 'keepDays' | 'poll'>;
  readonly now: () => Instant;
}

export interface Standing {
  readonly state: MessageState;
  readonly reason?: MessageReason;
  /** What was sent, when the caller knows: by a partner's contract, or in other words. */
  readonly referral?: Referral;
  readonly said?: Said;
}

/** What is told in words that no contract of a partner describes: to the national portal, by mail. */
export interface Said {
  readonly body: Readonly<Record<string, unknown>>;
  /** Fields of it that are nobody's personal data: see `mask`. */
  readonly plain: readonly string[];
}

/** Something told, and the row it was told for. */
export interface Told {
  readonly row: OutboxRow;
  readonly said: Said;
}

/** Id under which a message is kept: opaque, the same for the same message. */
export function roadMessageId(direction: 'in' | 'out', connector: string, messageId: string): string {
  return sha256(`${direction} ${connector} ${messageId}`).slice(0, 24);
}

/** Id of what an outbox row sends; null when it is not for a partner. */
export function sentMessageId({ id, command }: Pick<OutboxRow, 'id' | 'command'>): string | null {
  const connector = connectorOf(command);
  return connector === null ? null : roadMessageId('out', connector, id);
}

/** Keeps how the message of an outbox row stands; nothing for rows that are not for a partner. Answers the centre of its dossier. */
export async function archive(deps: ArchiveDeps, row: OutboxRow, { state, reason, referral, said }: Standing): Promise<string | null> {
  const { store, now } = deps;
  const connector = connectorOf(row.command);
  const dossier = await store.dossiers.get(row.dossierId);
  const centre = dossier?.view?.centre ?? null;
  if (connector === null) return centre;
  const id = roadMessageId('out', connector, row.id);
  const { message, body, masked } = said ? contentOf(row, said) : await content(deps, row, connector, referral);
  await store.messages.put(
    {
      ...({ id, direction: 'out', connector, messageId: row.id, message } as const),
      ...{ dossierId: row.dossierId, number: dossier?.number ?? null, centre },
      ...{ run: 'run' in row.command ? (row.command.run ?? null) : null, at: now(), state, body: masked, hash: contentHash(body) },
      ...(reason && { reason }),
    },
    { tried: state !== 'done', forget: now() + deps.policyOf(connector).keepDays * DAY },
  );
  return centre;
}

export function reasonOf(error: Error): MessageReason {
  return { code: error instanceof PermanentFailure ? error.code : 'UNANSWERED', said: error.message.slice(0, 500) };
}

interface Content {
  readonly message: string;
  readonly body: Readonly<Record<string, unknown>>;
  readonly masked: Readonly<Record<string, unknown>>;
}

const contentOf = ({ command }: OutboxRow, { body, plain }: Said): Content => ({ message: command.type, body, masked: mask(body, plain) });

/** What is sent, in the partner's words; in ours, all of it masked, when it does not fit the partner's contract. */
async function content({ store, connectors }: ArchiveDeps, row: OutboxRow, name: string, known?: Referral): Promise<Content> {
  if (row.command.type !== 'send handoff' && !known) return { message: row.command.type, body: {}, masked: {} };
  const referral = known ?? (await buildReferral(store, row, (await store.messages.get(roadMessageId('out', name, row.id)))?.corrections));
  const { message } = referral;
  try {
    const { body } = connectors[name]!.compose(referral);
    return { message, body, masked: mask(body, own(PARTNERS[name]!.mapping.outgoing, message)!.plain) };
  } catch {
    return { message, body: referral.fields, masked: mask(referral.fields, []) };
  }
}
