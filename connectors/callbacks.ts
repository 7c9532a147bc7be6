import type { Act, RunId } from '../domain/engine/event.js';
import type { Instant } from '../domain/time/instant.js';
import { checkCallback, dossierAndRunOf } from './contract.js';
import { PermanentFailure } from './failure.js';
import { own } from './own.js';
import { PARTNERS } from './partners.js';
import { type Headers, MESSAGE_ID_HEADER, verifySignature } from './signature.js';

/** What an outside system said, in our words. */
export interface CallbackAct {
  /** Id of the message, unique for ever within its connector: the same message twice is one act. */
  readonly messageId: string;
  readonly dossierId: string;
  readonly run: RunId;
  readonly act: Act;
}

/** The door for partners' messages, as the API uses it. */
export interface Callbacks {
  /** Null when the message is signed by the partner, unaltered and fresh; else why not. */
  refuses(headers: Headers, rawBody: Buffer, now: Instant): string | null;
  /** @throws PermanentFailure, a sentence saying what does not fit the contract. */
  read(connector: string, message: unknown): CallbackAct;
}

/** @param secret shared with the partners' systems. */
export function createCallbacks(secret: string): Callbacks {
  return {
    refuses: (headers, rawBody, now) => verifySignature(headers, rawBody, secret, now) ?? otherId(headers, rawBody),
    read: toAct,
  };
}

/** The act that a partner's message is. Whether the dossier allows it is the engine's to judge. */
export function toAct(connector: string, message: unknown): CallbackAct {
  const partner = own(PARTNERS, connector);
  if (!partner) throw new PermanentFailure(`connector ${connector} is unknown; expected one of ${Object.keys(PARTNERS).join(', ')}`);
  const callback = checkCallback(message);
  if (callback.connector !== connector)
    throw new PermanentFailure(`callback: connector is ${callback.connector}; expected ${connector}, to whom the address belongs`);
  const incoming = own(partner.incoming, callback.message);
  if (!incoming)
    throw new PermanentFailure(
      `callback: message ${callback.message} is unknown; expected one of ${Object.keys(partner.incoming).join(', ')}`,
    );
  const { dossierId, run } = dossierAndRunOf(callback.reference);
  return { messageId: callback.id, dossierId, run, act: incoming.toAct(run, callback.body) };
}

/** The id in the header is not under the signature; the one in the body is. */
function otherId(headers: Headers, rawBody: Buffer): string | null {
  const named = headers[MESSAGE_ID_HEADER];
  if (named === undefined) return null;
  return named === idIn(rawBody) ? null : `header ${MESSAGE_ID_HEADER} does not fit the id in the message`;
}

function idIn(rawBody: Buffer): unknown {
  try {
    return (JSON.parse(rawBody.toString('utf8')) as { id?: unknown } | null)?.id;
  } catch {
    return undefined;
  }
}
