import {
  type Acknowledgement,
  type CancellationMessage,
  checkAcknowledgement,
  checkStatus,
  type Referral,
  referenceOf,
  type ReferralMessage,
  type ReferralStatus,
} from './contract.js';
import { PartnerAway, PermanentFailure } from './failure.js';
import { type Mapping, toWire } from './partner.js';
import type { Secrets } from './settings.js';
import { signedHeaders } from './signature.js';

/** One outside system, spoken to. Every call may be repeated: the partner knows messages by their id. */
export interface Connector {
  readonly name: string;
  /** The message that `send` sends. @throws PermanentFailure when it does not fit the partner's contract. */
  compose(referral: Referral): ReferralMessage;
  /** @throws PermanentFailure when the message does not fit or is refused; PartnerAway when sending again may help. */
  send(referral: Referral): Promise<Acknowledgement>;
  /** Tells the partner that the answer is no longer awaited. A partner that never got the referral is content too. */
  cancel(cancellation: Cancellation): Promise<void>;
  /** What the partner has done so far; null when it does not know the referral. */
  status(messageId: string): Promise<ReferralStatus | null>;
  healthy(): Promise<boolean>;
}

/** The handoff whose answer is no longer awaited; `id` is of this message. `referral`: only the message of that id, which another takes the place of. */
export type Cancellation = Pick<Referral, 'id' | 'dossierId' | 'run'> & { readonly referral?: string };

export interface ClientConfig {
  readonly baseUrl: string;
  readonly secrets: Secrets;
  /** Milliseconds one call may take; 10 s when absent. */
  readonly timeoutMs?: number;
}

/** The HTTP client of a partner that speaks the contract. */
export function createClient(mapping: Mapping, config: ClientConfig): Connector {
  const base = config.baseUrl.replace(/\/$/, '');
  const call = (method: 'GET' | 'POST', path: string, id = '', body?: unknown) =>
    request(mapping.name, config, { method, url: `${base}${path}`, id, body });
  return {
    name: mapping.name,
    compose: (referral) => messageOf(mapping, referral),
    send: async (each) => checkAcknowledgement(accepted(mapping.name, await call('POST', '/referrals', each.id, messageOf(mapping, each)))),
    cancel: async ({ id, dossierId, run, referral }) => {
      const reference = referenceOf(dossierId, run);
      const message: CancellationMessage = { id, connector: mapping.name, reference, ...(referral && { referral }) };
      accepted(mapping.name, await call('POST', '/cancellations', id, message));
    },
    status: async (id) => {
      const response = await call('GET', `/referrals/${encodeURIComponent(id)}`);
      return response.status === 404 ? null : checkStatus(accepted(mapping.name, response));
    },
    healthy: () =>
      call('GET', '/health').then(
        (response) => response.status === 200,
        () => false,
      ),
  };
}

function messageOf(mapping: Mapping, referral: Referral): ReferralMessage {
  const { id, connector, message, dossierId, run, agency } = referral;
  return { id, connector, message, reference: referenceOf(dossierId, run), agency, body: { ...toWire(mapping, referral) } };
}

interface Call {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly id: string;
  readonly body?: unknown;
}

interface Reply {
  readonly status: number;
  readonly text: string;
}

/** The answer is read within the time limit too: a partner that sends half of it must not hold the queue. */
export async function request(name: string, config: ClientConfig, call: Call): Promise<Reply> {
  const raw = JSON.stringify(call.body ?? {});
  const headers = signedHeaders(call.id, call.method === 'POST' ? raw : '', config.secrets, Date.now());
  try {
    const response = await fetch(call.url, {
      method: call.method,
      headers,
      redirect: 'error',
      signal: AbortSignal.timeout(config.timeoutMs ?? 10_000),
      ...(call.method === 'POST' && { body: raw }),
    });
    return { status: response.status, text: await response.text() };
  } catch (error) {
    throw new PartnerAway(`${name} does not answer at ${new URL(call.url).origin}: ${reason(error)}`);
  }
}

/** Busy, away, or not trusting us for now: later. Any other refusal is for good. */
const LATER = new Set([401, 403, 404, 408, 409, 425, 429]);

/** The JSON of an answer that took the call. @throws PermanentFailure or PartnerAway when it did not. */
export function accepted(name: string, { status, text }: Reply): unknown {
  if (status >= 500 || LATER.has(status)) throw new PartnerAway(`${name} answered ${status}`, brief(text));
  if (status < 200 || status > 299)
    throw new PermanentFailure(`${name} refused the message with ${status}: ${brief(text)}`, 'PARTNER_REFUSES');
  try {
    return JSON.parse(text);
  } catch {
    throw new PartnerAway(`${name} answered ${status} without JSON`, brief(text));
  }
}

function brief(text: string): string {
  return text.replace(/\s+/g, ' ').slice(0, 300);
}

function reason(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause as { code?: string } | undefined;
  return cause?.code ?? (error.name === 'TimeoutError' ? 'no answer in time' : error.message);
}
