/** What was received is kept with what became of it: masked, and in full while it may be tried again. */
import { type CallbackMessage, dossierAndRunOf } from '../connectors/contract.js';
import type { PermanentFailure } from '../connectors/failure.js';
import { mask } from '../connectors/mask.js';
import { replaced } from '../connectors/nested.js';
import { own } from '../connectors/own.js';
import { PARTNERS } from '../connectors/partners.js';
import type { Policy } from '../connectors/policy.js';
import { DAY, type Instant } from '../domain/time/instant.js';
import { contentHash } from '../store/hash.js';
import type { Correction, MessageReason, MessageState, RoadMessage } from '../store/road.js';
import type { Store, StoredDossier } from '../store/store.js';
import { roadMessageId } from './archive.js';
import { delayAfter } from './retry.js';

export interface KeepDeps {
  readonly store: Pick<Store, 'messages' | 'notices'>;
  readonly policyOf: (connector: string) => Pick<Policy, 'keepDays'>;
  readonly now: () => Instant;
}

/** How a message stands now. */
export interface Received {
  readonly messageId: string;
  readonly state: MessageState;
  readonly facts: number;
  readonly reason?: MessageReason;
  /** Something became of it just now. */
  readonly fresh: boolean;
}

/** What became of a message. */
export interface Taken {
  readonly state: MessageState;
  readonly facts?: number;
  readonly reason?: MessageReason;
}

/** A message, and what is known of it. */
export interface Arrival {
  readonly callback: CallbackMessage;
  readonly corrections: readonly Correction[];
  readonly attempts: number;
  /** When it first came. */
  readonly at: Instant;
}

export function arrivalOf(callback: CallbackMessage, known: RoadMessage | null, now: Instant): Arrival {
  return { callback, corrections: known?.corrections ?? [], attempts: known?.attempts ?? 0, at: known?.at ?? now };
}

/** How long a message that came too early is tried again, before somebody must look. */
const EARLY_FOR = DAY;
const EARLY_RETRY = { firstDelay: 5_000, longestDelay: 3_600_000 } as const;
const TO_BE_TRIED: readonly MessageState[] = ['early', 'dead'];

/** @param dossier null when the message is about none. */
export async function keepReceived(deps: KeepDeps, arrival: Arrival, dossier: StoredDossier | null, taken: Taken): Promise<Received> {
  const { callback, at } = arrival;
  const { state, ...later } = next(taken, arrival, deps.now());
  const kept = {
    ...described(arrival),
    ...{ at, ...taken, state, ...later, ...about(dossier) },
    ...(TO_BE_TRIED.includes(state) && { envelope: callback }),
  };
  await deps.store.messages.put(kept, { tried: state !== 'done', forget: forgetAt(deps, callback.connector) });
  if (state === 'dead') await tell(deps, kept);
  return { ...standing(kept), fresh: state !== 'early' };
}

/** A message of which not even the envelope can be read is named by its content. */
export async function keepUnreadable(deps: KeepDeps, connector: string, message: unknown, failure: PermanentFailure): Promise<Received> {
  const messageId = contentHash(message ?? null);
  const id = roadMessageId('in', connector, messageId);
  const known = await deps.store.messages.get(id);
  if (known && known.state !== 'dead') return { ...standing(known), fresh: false };
  const kept = {
    ...({ id, direction: 'in', connector, messageId, message: 'unreadable', at: known?.at ?? deps.now(), state: 'dead' } as const),
    ...{ ...about(null), run: null, body: mask(isObject(message) ? message : {}, []), hash: messageId, envelope: message },
    reason: { code: 'UNREADABLE', said: failure.message },
  };
  await deps.store.messages.put(kept, { tried: true, forget: forgetAt(deps, connector) });
  return { ...standing(kept), fresh: known === null };
}

export function standing({ messageId, state, facts = 0, reason }: Pick<RoadMessage, 'messageId' | 'state' | 'facts' | 'reason'>) {
  return { messageId, state, facts, ...(reason && { reason }) };
}

export function corrected(callback: CallbackMessage, corrections: readonly Correction[]): CallbackMessage {
  return corrections.reduce(
    (each, { fields, reference }) => ({ ...each, body: replaced(each.body, fields), ...(reference !== undefined && { reference }) }),
    callback,
  );
}

/** One that came too early is tried again for a day. */
function next({ state }: Taken, { at, attempts }: Arrival, now: Instant): Pick<RoadMessage, 'state' | 'nextTryAt'> {
  if (state !== 'early') return { state };
  if (now - at > EARLY_FOR) return { state: 'dead' };
  return { state, nextTryAt: now + delayAfter(attempts + 1, EARLY_RETRY, Math.random()) };
}

/** What a callback says of itself. */
function described({ callback, corrections }: Arrival) {
  const { connector, id: messageId, message } = callback;
  const as = corrected(callback, corrections);
  const plain = own(PARTNERS[connector]!.mapping.incoming, message)?.plain ?? [];
  return {
    ...({ id: roadMessageId('in', connector, messageId), direction: 'in', connector, messageId, message } as const),
    ...{ run: runIn(as.reference), body: mask(as.body, plain), hash: contentHash(callback.body) },
  };
}

function about(dossier: StoredDossier | null): Pick<RoadMessage, 'dossierId' | 'number' | 'centre'> {
  return { dossierId: dossier?.id ?? null, number: dossier?.number ?? null, centre: dossier?.view?.centre ?? null };
}

function runIn(reference: string): string | null {
  try {
    return dossierAndRunOf(reference).run;
  } catch {
    return null;
  }
}

/** The centre is told once of what somebody must look at. */
async function tell({ store, now }: KeepDeps, { id, dossierId, centre }: Pick<RoadMessage, 'id' | 'dossierId' | 'centre'>): Promise<void> {
  if (!dossierId || !centre) return;
  await store.notices.put({
    id: `${id}-dead`,
    dossierId,
    kind: 'notice',
    about: 'message refused',
    to: 'centre',
    agency: centre,
    at: now(),
  });
}

const forgetAt = ({ policyOf, now }: KeepDeps, connector: string): Instant => now() + policyOf(connector).keepDays * DAY;

const isObject = (value: unknown): value is Record<string, unknown> => value !== null && typeof value === 'object' && !Array.isArray(value);
