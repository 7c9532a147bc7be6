/**
 * The small contract between Motcua and another agency's system, in both directions. JSON over HTTP, every message signed (`signature.ts`).
 *
 * - out: `POST {base}/referrals` -> 202 Acknowledgement; the same id twice is one referral. `POST {base}/cancellations` -> 202, also when the referral is unknown.
 * - in: `POST {MOTCUA_PUBLIC_URL}/connectors/{connector}/callbacks` -> 2xx; the partner repeats until then, the same id twice is one message.
 * - ask: `GET {base}/referrals/{id}` -> ReferralStatus, for a callback that did not come; `GET {base}/health` -> 200.
 *
 * The envelope is ours; `body` is the partner's own vocabulary, one mapping file per partner (`<partner>/mapping.ts`).
 */
import { Type, type Static } from 'typebox';
import type { RunId } from '../domain/engine/event.js';
import type { Instant } from '../domain/time/instant.js';
import { PermanentFailure } from './failure.js';
import { checkOf } from './shape.js';

const closed = { additionalProperties: false } as const;
const Id = Type.String({ minLength: 1, maxLength: 200 });
const Body = Type.Record(Type.String(), Type.Unknown());

export const ReferralMessage = Type.Object(
  {
    /** Message id, unique for ever. */
    id: Id,
    connector: Id,
    /** Name of the message in the contract: `land-tax-referral`. */
    message: Id,
    /** What the partner's answers must carry: `<dossier id>.<run>`. Opaque to the partner. */
    reference: Id,
    /** Agency of the partner that is asked. */
    agency: Id,
    body: Body,
  },
  closed,
);

/** The answer is no longer awaited: to any message under the reference, or to the one that is named. */
export const CancellationMessage = Type.Object({ id: Id, connector: Id, reference: Id, referral: Type.Optional(Id) }, closed);

export const CallbackMessage = Type.Object(
  {
    id: Id,
    connector: Id,
    /** Kind of answer: `notice`, `no-obligation`, `payment`, ... */
    message: Id,
    reference: Id,
    body: Body,
  },
  closed,
);

/** `received`: the system has it; `known`: it had it already; `accepted`: somebody there has taken it up. */
export const Acknowledgement = Type.Object(
  { id: Id, state: Type.Union([Type.Literal('received'), Type.Literal('known'), Type.Literal('accepted')]) },
  closed,
);

export const ReferralStatus = Type.Object(
  {
    id: Id,
    /** `waiting`, `accepted` by somebody there, `answered` in full, `cancelled`. */
    state: Type.Union([Type.Literal('waiting'), Type.Literal('accepted'), Type.Literal('answered'), Type.Literal('cancelled')]),
    /** Since when, in epoch milliseconds; absent where the system does not say. */
    since: Type.Optional(Type.Integer({ minimum: 0 })),
    /** The messages told so far, under the ids of their callbacks: all parts of an answer that has several, and what followed it. */
    answers: Type.Array(CallbackMessage),
  },
  closed,
);

export type ReferralMessage = Static<typeof ReferralMessage>;
export type CancellationMessage = Static<typeof CancellationMessage>;
export type CallbackMessage = Static<typeof CallbackMessage>;
export type Acknowledgement = Static<typeof Acknowledgement>;
export type ReferralStatus = Static<typeof ReferralStatus>;

export const checkReferral = checkOf('referral', ReferralMessage);
export const checkCancellation = checkOf('cancellation', CancellationMessage);
export const checkCallback = checkOf('callback', CallbackMessage);
export const checkAcknowledgement = checkOf('acknowledgement', Acknowledgement);
export const checkStatus = checkOf('status of a referral', ReferralStatus);

/** A referral in our words, before a partner's mapping. Only the fields that the step's `send` lists. */
export interface Referral {
  readonly id: string;
  readonly connector: string;
  readonly message: string;
  readonly dossierId: string;
  readonly run: RunId;
  /** Dossier number. */
  readonly number: string;
  /** National code of the procedure. */
  readonly procedure: string;
  readonly agency: string;
  readonly about: About;
  readonly fields: Readonly<Record<string, unknown>>;
}

/** What a partner may know of the dossier itself: nothing of the applicant. */
export interface About {
  readonly procedureName: string;
  /** When the step asked for it. */
  readonly askedAt: Instant;
  readonly receivedAt: Instant;
  readonly promisedAt: Instant | null;
  /** Post that received the dossier. */
  readonly receiver: string;
  /** Electronic identifier of the centre that received it: `H99.42`. */
  readonly centre: string;
  /** The papers handed in. */
  readonly papers: readonly { readonly name: string; readonly original: number; readonly copy: number }[];
  /** Notices of amounts due that are paid, waived or put off, when there are any. */
  readonly settled?: readonly { readonly reference: string; readonly item?: string }[];
}

export function referenceOf(dossierId: string, run: RunId): string {
  return `${dossierId}.${run}`;
}

/** Inverse of `referenceOf`; a run never has a full stop in it. */
export function dossierAndRunOf(reference: string): { dossierId: string; run: RunId } {
  const at = reference.lastIndexOf('.');
  if (at < 1 || at === reference.length - 1) throw new PermanentFailure(`callback: reference ${reference} is not one of ours`);
  return { dossierId: reference.slice(0, at), run: reference.slice(at + 1) };
}
