import { createHmac, timingSafeEqual } from 'node:crypto';
import { MINUTE, type Instant } from '../domain/time/instant.js';
import type { Secrets } from './settings.js';

export const MESSAGE_ID_HEADER = 'motcua-message-id';
export const TIMESTAMP_HEADER = 'motcua-timestamp';
export const SIGNATURE_HEADER = 'motcua-signature';

/** How far the clocks of two partners may be apart, and how long a message that was overheard could be sent again. */
export const REPLAY_WINDOW = 5 * MINUTE;

/** Request headers as Node gives them: lower-case names. */
export type Headers = Readonly<Record<string, string | readonly string[] | undefined>>;

/**
 * Lower-case hex HMAC-SHA256 over `<timestamp>.<body>`.
 * @param timestamp epoch milliseconds, as sent in the header.
 */
export function sign(timestamp: string, rawBody: string | Buffer, secret: string): string {
  return createHmac('sha256', secret).update(`${timestamp}.`).update(rawBody).digest('hex');
}

/** The three headers of a message, signed with the first secret. The id is in the body too, under the signature. */
export function signedHeaders(messageId: string, rawBody: string, [secret]: Secrets, now: Instant): Record<string, string> {
  const timestamp = String(now);
  return {
    'content-type': 'application/json',
    [MESSAGE_ID_HEADER]: messageId,
    [TIMESTAMP_HEADER]: timestamp,
    [SIGNATURE_HEADER]: sign(timestamp, rawBody, secret),
  };
}

/**
 * Why a message cannot be believed; null when it can.
 * @param rawBody the very bytes received, before any parsing.
 * @returns a sentence for the partner's log; it never says what the right signature would be.
 */
export function verifySignature(headers: Headers, rawBody: string | Buffer, secrets: Secrets, now: Instant): string | null {
  const timestamp = single(headers[TIMESTAMP_HEADER]);
  const signature = single(headers[SIGNATURE_HEADER]);
  if (!timestamp || !signature) return `header ${timestamp ? SIGNATURE_HEADER : TIMESTAMP_HEADER} is missing`;
  if (!/^\d{1,15}$/.test(timestamp)) return `header ${TIMESTAMP_HEADER} is not a number of milliseconds`;
  if (!secrets.some((secret) => secret && matches(signature, sign(timestamp, rawBody, secret))))
    return 'the signature does not fit the message';
  const apart = Math.abs(now - Number(timestamp));
  return apart <= REPLAY_WINDOW
    ? null
    : `the message is ${Math.round(apart / 1000)} seconds away from our clock; expected at most ${REPLAY_WINDOW / 1000}`;
}

function matches(found: string, expected: string): boolean {
  const [left, right] = [Buffer.from(found), Buffer.from(expected)];
  return left.length === right.length && timingSafeEqual(left, right);
}

function single(value: string | readonly string[] | undefined): string | undefined {
  return typeof value === 'object' ? undefined : value;
}
