/** The one door for what partners say, by callback or when asked: once however often it comes, kept whatever becomes of it. */
import { type Heard, openEnvelope, readCallback } from '../connectors/callbacks.js';
import { type CallbackMessage, dossierAndRunOf } from '../connectors/contract.js';
import { PermanentFailure } from '../connectors/failure.js';
import { mask } from '../connectors/mask.js';
import { replaced } from '../connectors/nested.js';
import { own } from '../connectors/own.js';
import { PARTNERS } from '../connectors/partners.js';
import type { Policy } from '../connectors/policy.js';
import type { Refusal } from '../domain/engine/engine.js';
import type { Act } from '../domain/engine/event.js';
import { DAY, type Instant } from '../domain/time/instant.js';
import { contentHash } from '../store/hash.js';
import type { Correction, MessageReason, MessageState, RoadMessage } from '../store/road.js';
import type { Store, StoredDossier } from '../store/store.js';
import { roadMessageId } from './archive.js';
import { type Perform, refusalOf } from './perform.js';
import { delayAfter } from './retry.js';
import { takeHeard } from './take-heard.js';
import { verdictOn } from './verdict.js';

export interface DoorDeps {
  readonly store: Pick<Store, 'messages' | 'dossiers' | 'facts' | 'notices' | 'notes'>;
  readonly perform: Perform;
  readonly policyOf: (connector: string) => Pick<Policy, 'keepDays'>;
  readonly now: () => Instant;
}

/** How the message stands now. */
export interface Received {
  readonly messageId: string;
  readonly state: MessageState;
  readonly facts: number;
  readonly reason?: MessageReason;
  /** Something became of it just now. */
  readonly fresh: boolean;
}

/** How long a message that came too early is tried again, before somebody must look. */
const EARLY_FOR = DAY;
const EARLY_RETRY = { firstDelay: 5_000, longestDelay: 3_600_000 } as const;
const AT_ONCE = 50;

/**
 * Does what a partner's message says, or keeps it with the reason why not.
 * @throws when the dossier or the store cannot be reached now: the partner repeats the message then.
 */
export async function receiveMessage(deps: DoorDeps, connector: string, message: unknown): Promise<Received> {
  const callback = opened(connector, message);
  if (!('body' in callback)) return unreadable(deps, connector, message, callback);
  const known = await deps.store.messages.get(roadMessageId('in', connector, callback.id));
  // what somebody must look at is not tried again because the partner repeats it: it waits for that person
  return known && known.state !== 'early' ? standing(known) : attempt(deps, callback, known);
}

/** Tries a message again that is kept here: an early one when its time has come, a dead one when an officer wants it. */
export async function receiveAgain(deps: DoorDeps, kept: RoadMessage): Promise<Received> {
  const callback = opened(kept.connector, kept.envelope);
  return 'body' in callback ? attempt(deps, callback, kept) : unreadable(deps, kept.connector, kept.envelope, callback);
}

/** What a message says once all that was corrected in it is. @throws PermanentFailure when it then does not fit the contract. */
export function correctedHeard(callback: CallbackMessage, corrections: readonly Correction[]): Heard {
  const heard = readCallback(corrected(callback, corrections));
  const last = corrections.at(-1);
  if (!last || !('act' in heard)) return heard;
  return { ...heard, said: [heard.said, `(${last.by}: ${last.why})`].filter(Boolean).join(' ') };
}

function opened(connector: string, message: unknown): CallbackMessage | PermanentFailure {
  try {
    return openEnvelope(connector, message);
  } catch (error) {
    if (error instanceof PermanentFailure) return error;
    throw error;
  }
}

function corrected(callback: CallbackMessage, corrections: readonly Correction[]): CallbackMessage {
  return corrections.reduce(
    (each, { fields, reference }) => ({ ...each, body: replaced(each.body, fields), ...(reference !== undefined && { reference }) }),
    callback,
  );
}

async function attempt(deps: DoorDeps, callback: CallbackMessage, known: RoadMessage | null): Promise<Received> {
  const corrections = known?.corrections ?? [];
  const heard = heardOr(callback, corrections);
  if (heard instanceof PermanentFailure) return keep(deps, callback, known, null, { state: 'dead', reason: unfit(heard) });
  const dossier = await deps.store.dossiers.get(heard.dossierId);
  if (!dossier?.view) {
    const reason = { code: 'DOSSIER_UNKNOWN', found: heard.dossierId };
    return keep(deps, callback, known, null, { state: 'dead', reason });
  }
  const outcome = await take(deps, callback, heard);
  const received = await keep(deps, callback, known, dossier, outcome);
  if ((outcome.facts ?? 0) > 0) await tryEarlyOnes(deps, dossier.id);
  return received;
}

interface Outcome {
  readonly state: MessageState;
  readonly facts?: number;
  readonly reason?: MessageReason;
}

async function take(deps: DoorDeps, { connector, id }: CallbackMessage, heard: Heard): Promise<Outcome> {
  const perform = (act: Act) =>
    deps.perform(heard.dossierId, { kind: 'system', id: connector }, act, `${connector}/${('once' in heard && heard.once) || id}`);
  try {
    const recorded = await takeHeard({ ...deps, perform }, connector, heard);
    return { state: 'done', facts: recorded?.facts.length ?? 0 };
  } catch (error) {
    const refusal = refusalOf(error);
    if (!refusal || !('act' in heard)) throw error;
    return { state: verdictOn(refusal, heard.act, await deps.store.facts.of(heard.dossierId)), reason: reasonOf(refusal) };
  }
}

function heardOr(callback: CallbackMessage, corrections: readonly Correction[]): Heard | PermanentFailure {
  try {
    return correctedHeard(callback, corrections);
  } catch (error) {
    if (error instanceof PermanentFailure) return error;
    throw error;
  }
}

const unfit = (failure: PermanentFailure): MessageReason => ({ code: failure.code, said: failure.message });

const reasonOf = ({ code, found, expected }: Refusal): MessageReason => ({
  code,
  ...(found !== undefined && { found }),
  ...(expected && { expected }),
});

async function keep(
  deps: DoorDeps,
  callback: CallbackMessage,
  known: RoadMessage | null,
  dossier: StoredDossier | null,
  outcome: Outcome,
): Promise<Received> {
  const { store, now } = deps;
  const { connector, id: messageId, message } = callback;
  const as = corrected(callback, known?.corrections ?? []);
  const at = known?.at ?? now();
  const state = outcome.state === 'early' && now() - at > EARLY_FOR ? 'dead' : outcome.state;
  const kept = {
    ...({ id: roadMessageId('in', connector, messageId), direction: 'in', connector, messageId, message, at, ...outcome, state } as const),
    ...{ dossierId: dossier?.id ?? null, run: runIn(as.reference), centre: dossier?.view?.centre ?? null },
    ...{ body: mask(as.body, own(PARTNERS[connector]!.mapping.incoming, message)?.plain ?? []), hash: contentHash(callback.body) },
    ...((state === 'early' || state === 'dead') && { envelope: callback }),
    ...(state === 'early' && { nextTryAt: now() + delayAfter((known?.attempts ?? 0) + 1, EARLY_RETRY, Math.random()) }),
  };
  await store.messages.put(kept, { tried: state !== 'done', forget: now() + deps.policyOf(connector).keepDays * DAY });
  if (state === 'dead') await tell(deps, kept);
  return { messageId, state, facts: outcome.facts ?? 0, fresh: state !== 'early', ...(outcome.reason && { reason: outcome.reason }) };
}

function runIn(reference: string): string | null {
  try {
    return dossierAndRunOf(reference).run;
  } catch {
    return null;
  }
}

/** A message of which not even the envelope can be read: it is named by its content. */
async function unreadable(deps: DoorDeps, connector: string, message: unknown, failure: PermanentFailure): Promise<Received> {
  const messageId = contentHash(message ?? null);
  const id = roadMessageId('in', connector, messageId);
  const known = await deps.store.messages.get(id);
  const reason: MessageReason = { code: 'UNREADABLE', said: failure.message };
  const body = message !== null && typeof message === 'object' && !Array.isArray(message) ? (message as Record<string, unknown>) : {};
  const kept = {
    ...({ id, direction: 'in', connector, messageId, message: 'unreadable', at: known?.at ?? deps.now(), state: 'dead' } as const),
    ...{ dossierId: null, run: null, centre: null, body: mask(body, []), hash: messageId, envelope: message, reason },
  };
  if (!known || known.state === 'dead') await deps.store.messages.put(kept, { tried: true, forget: 0 });
  return { messageId, state: 'dead', facts: 0, fresh: known === null, reason };
}

function standing({ messageId, state, facts = 0, reason }: RoadMessage): Received {
  return { messageId, state, facts, fresh: false, ...(reason && { reason }) };
}

/** The centre is told once of what somebody must look at. */
async function tell({ store, now }: DoorDeps, { id, dossierId, centre }: Pick<RoadMessage, 'id' | 'dossierId' | 'centre'>): Promise<void> {
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

/** What came too early may rest on what has just been done. What does not succeed now is tried again later. */
async function tryEarlyOnes(deps: DoorDeps, dossierId: string): Promise<void> {
  for (const early of await deps.store.messages.early({ dossierId }, AT_ONCE)) await receiveAgain(deps, early).catch(() => undefined);
}
