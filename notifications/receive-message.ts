/** The one door for what partners say, by callback or when asked: once however often it comes, kept whatever becomes of it. */
import { type Heard, openEnvelope, readCallback } from '../connectors/callbacks.js';
import type { CallbackMessage } from '../connectors/contract.js';
import { PermanentFailure } from '../connectors/failure.js';
import type { Refusal } from '../domain/engine/engine.js';
import type { Act } from '../domain/engine/event.js';
import type { Correction, MessageReason, RoadMessage } from '../store/road.js';
import type { Store } from '../store/store.js';
import { roadMessageId } from './archive.js';
import {
  type Arrival,
  arrivalOf,
  corrected,
  type KeepDeps,
  keepReceived,
  keepUnreadable,
  type Received,
  standing,
  type Taken,
} from './keep-message.js';
import { type Perform, refusalOf } from './perform.js';
import { takeHeard } from './take-heard.js';
import { verdictOn } from './verdict.js';

export interface DoorDeps extends KeepDeps {
  readonly store: KeepDeps['store'] & Pick<Store, 'dossiers' | 'facts' | 'notes' | 'outbox'>;
  readonly perform: Perform;
}

const AT_ONCE = 50;

/**
 * Does what a partner's message says, or keeps it with the reason why not.
 * @throws when the dossier or the store cannot be reached now: the partner repeats the message then.
 */
export async function receiveMessage(deps: DoorDeps, connector: string, message: unknown): Promise<Received> {
  const callback = understood(() => openEnvelope(connector, message));
  if (callback instanceof PermanentFailure) return keepUnreadable(deps, connector, message, callback);
  const known = await deps.store.messages.get(roadMessageId('in', connector, callback.id));
  // what somebody must look at is not tried again because the partner repeats it: it waits for that person
  if (known && known.state !== 'early') return { ...standing(known), fresh: false };
  return attempt(deps, arrivalOf(callback, known, deps.now()));
}

/** Tries a message again that is kept here: an early one when its time has come, a dead one when an officer wants it. */
export async function receiveAgain(deps: DoorDeps, kept: RoadMessage): Promise<Received> {
  const callback = understood(() => openEnvelope(kept.connector, kept.envelope));
  if (callback instanceof PermanentFailure) return keepUnreadable(deps, kept.connector, kept.envelope, callback);
  return attempt(deps, arrivalOf(callback, kept, deps.now()));
}

/** What a message says once all that was corrected in it is. @throws PermanentFailure when it then does not fit the contract. */
export function correctedHeard(callback: CallbackMessage, corrections: readonly Correction[]): Heard {
  const heard = readCallback(corrected(callback, corrections));
  const last = corrections.at(-1);
  if (!last || !('act' in heard)) return heard;
  return { ...heard, said: [heard.said, `(${last.by}: ${last.why})`].filter(Boolean).join(' ') };
}

async function attempt(deps: DoorDeps, arrival: Arrival): Promise<Received> {
  const heard = understood(() => correctedHeard(arrival.callback, arrival.corrections));
  const { reference } = corrected(arrival.callback, arrival.corrections);
  const dossier = await deps.store.dossiers.get(reference.slice(0, reference.lastIndexOf('.')));
  if (heard instanceof PermanentFailure) return keepReceived(deps, arrival, dossier, dead({ code: heard.code, said: heard.message }));
  if (!dossier?.view) return keepReceived(deps, arrival, null, dead({ code: 'DOSSIER_UNKNOWN', found: heard.dossierId }));
  const received = await keepReceived(deps, arrival, dossier, await take(deps, arrival.callback, heard));
  if (received.facts > 0) await tryEarlyOnes(deps, dossier.id);
  return received;
}

async function take(deps: DoorDeps, { connector, id }: CallbackMessage, heard: Heard): Promise<Taken> {
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

/** What does not fit the contract is no accident: it is kept like everything else. */
function understood<T>(read: () => T): T | PermanentFailure {
  try {
    return read();
  } catch (error) {
    if (error instanceof PermanentFailure) return error;
    throw error;
  }
}

const dead = (reason: MessageReason): Taken => ({ state: 'dead', reason });

function reasonOf({ code, found, expected }: Refusal): MessageReason {
  return { code, ...(found !== undefined && { found }), ...(expected && { expected }) };
}

/** What came too early may rest on what has just been done. What does not succeed now is tried again later. */
async function tryEarlyOnes(deps: DoorDeps, dossierId: string): Promise<void> {
  for (const early of await deps.store.messages.early({ dossierId }, AT_ONCE)) await receiveAgain(deps, early).catch(() => undefined);
}
