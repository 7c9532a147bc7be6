import type { Act, RunId } from '../domain/engine/event.js';
import type { Instant } from '../domain/time/instant.js';
import { checkCallback, dossierAndRunOf } from './contract.js';
import { PermanentFailure } from './failure.js';
import { own } from './own.js';
import { PARTNERS } from './partners.js';
import { type Env, type Secrets, secretsOf } from './settings.js';
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
  /** Null when the message is signed by this partner, unaltered and fresh; else why not. One partner cannot speak for another that has a secret of its own. */
  refuses(connector: string, headers: Headers, rawBody: Buffer, now: Instant): string | null;
  /** @throws PermanentFailure, a sentence saying what does not fit the contract. */
  read(connector: string, message: unknown): CallbackAct;
}

/** @param secrets by connector. */
export function createCallbacks(secrets: Readonly<Record<string, Secrets>>): Callbacks {
  return {
    refuses: (connector, headers, rawBody, now) => {
      const shared = own(secrets, connector);
      if (!shared) return `connector ${connector} is unknown; expected one of ${Object.keys(secrets).join(', ')}`;
      return verifySignature(headers, rawBody, shared, now) ?? otherId(headers, rawBody);
    },
    read: toAct,
  };
}

/** What each partner's callbacks are checked with. @throws Error naming a variable that is missing or wrong. */
export function callbackSecrets(env: Env): Readonly<Record<string, Secrets>> {
  return Object.fromEntries(Object.keys(PARTNERS).map((connector) => [connector, secretsOf(env, connector)]));
}

/** The act that a partner's message is. Whether the dossier allows it is the engine's to judge. */
export function toAct(connector: string, message: unknown): CallbackAct {
  const partner = own(PARTNERS, connector);
  if (!partner) throw new PermanentFailure(`connector ${connector} is unknown; expected one of ${Object.keys(PARTNERS).join(', ')}`);
  const callback = checkCallback(message);
  if (callback.connector !== connector)
    throw new PermanentFailure(`callback: connector is ${callback.connector}; expected ${connector}, to whom the address belongs`);
  const incoming = own(partner.mapping.incoming, callback.message);
  if (!incoming)
    throw new PermanentFailure(
      `callback: message ${callback.message} is unknown; expected one of ${Object.keys(partner.mapping.incoming).join(', ')}`,
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
