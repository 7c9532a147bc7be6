import type { RunId } from '../domain/engine/event.js';
import type { Instant } from '../domain/time/instant.js';
import { type CallbackMessage, checkCallback, dossierAndRunOf } from './contract.js';
import { PermanentFailure } from './failure.js';
import { own } from './own.js';
import type { Meaning } from './partner.js';
import { PARTNERS } from './partners.js';
import { type Env, type Secrets, secretsOfAll } from './settings.js';
import { type Headers, MESSAGE_ID_HEADER, verifySignature } from './signature.js';

/** What an outside system said, in our words. */
export type Heard = Meaning & {
  /** Id of the message, unique for ever within its connector: the same message twice is one act. */
  readonly messageId: string;
  readonly dossierId: string;
  readonly run: RunId;
};

/** The door for partners' messages, as the API uses it. */
export interface Callbacks {
  /** Null when the message is signed by this partner, unaltered and fresh; else why not. One partner cannot speak for another: no two have the same secret. */
  refuses(connector: string, headers: Headers, rawBody: Buffer, now: Instant): string | null;
}

/** @param env may name the codes that some partners' callbacks carry; see `security-code.ts`. */
export function createCallbacks(secrets: Readonly<Record<string, Secrets>>, env: Env = {}): Callbacks {
  return {
    refuses: (connector, headers, rawBody, now) => {
      const shared = own(secrets, connector);
      if (!shared) return `connector ${connector} is unknown; expected one of ${Object.keys(secrets).join(', ')}`;
      return verifySignature(headers, rawBody, shared, now) ?? otherId(headers, rawBody) ?? unproved(connector, rawBody, shared, env);
    },
  };
}

/** What each partner's callbacks are checked with. @throws Error naming a variable that is missing or wrong, or two that are the same. */
export function callbackSecrets(env: Env): Readonly<Record<string, Secrets>> {
  return secretsOfAll(env, Object.keys(PARTNERS));
}

/** What a partner's message is. Whether the dossier allows an act is the engine's to judge. */
export function hear(connector: string, message: unknown): Heard {
  return readCallback(openEnvelope(connector, message));
}

/** @throws PermanentFailure when the envelope does not fit, or is another partner's. */
export function openEnvelope(connector: string, message: unknown): CallbackMessage {
  if (!own(PARTNERS, connector))
    throw new PermanentFailure(`connector ${connector} is unknown; expected one of ${Object.keys(PARTNERS).join(', ')}`);
  const callback = checkCallback(message);
  if (callback.connector !== connector)
    throw new PermanentFailure(`callback: connector is ${callback.connector}; expected ${connector}, to whom the address belongs`);
  return callback;
}

/** @throws PermanentFailure when the partner has no such message, or its body does not fit. */
export function readCallback(callback: CallbackMessage): Heard {
  const partner = PARTNERS[callback.connector]!;
  const incoming = own(partner.mapping.incoming, callback.message);
  if (!incoming)
    throw new PermanentFailure(
      `callback: message ${callback.message} is unknown; expected one of ${Object.keys(partner.mapping.incoming).join(', ')}`,
    );
  const { dossierId, run } = dossierAndRunOf(callback.reference);
  return { messageId: callback.id, dossierId, run, ...incoming.read(run, callback.body) };
}

/** The id in the header is not under the signature; the one in the body is. */
function otherId(headers: Headers, rawBody: Buffer): string | null {
  const named = headers[MESSAGE_ID_HEADER];
  if (named === undefined) return null;
  return named === messageIn(rawBody)?.id ? null : `header ${MESSAGE_ID_HEADER} does not fit the id in the message`;
}

/** A body that is none has no proof either. */
function unproved(connector: string, rawBody: Buffer, shared: Secrets, env: Env): string | null {
  const prove = PARTNERS[connector]?.unproved;
  if (!prove) return null;
  const body = messageIn(rawBody)?.body;
  try {
    return prove(body !== null && typeof body === 'object' ? (body as Readonly<Record<string, unknown>>) : {}, shared, env);
  } catch (error) {
    if (error instanceof PermanentFailure) return error.message;
    throw error;
  }
}

function messageIn(rawBody: Buffer): { id?: unknown; body?: unknown } | null {
  try {
    return JSON.parse(rawBody.toString('utf8')) as { id?: unknown; body?: unknown } | null;
  } catch {
    return null;
  }
}
