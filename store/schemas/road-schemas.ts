/** Shapes of what the store keeps of the road. */
import type { PartnerState, RoadMessage, SentReferral } from '../road.js';
import { Json, plainSchema } from './plain-schema.js';

export type PartnerDocument = Omit<PartnerState, 'connector'> & { readonly _id: string };
export const partnerSchema = plainSchema({
  _id: String,
  state: String,
  since: Number,
  failures: Number,
  probes: Number,
  probeAt: Number,
  lastError: String,
});

export type ReferralDocument = Omit<SentReferral, 'id'> & { readonly _id: string; readonly expireAt?: Date };
export const referralSchema = plainSchema(
  {
    _id: String,
    row: String,
    connector: String,
    dossierId: String,
    run: String,
    sentAt: Number,
    state: String,
    polls: Number,
    nextPollAt: Number,
    accepted: Boolean,
    settledAt: Number,
    expireAt: Date,
  },
  [
    [{ connector: 1, state: 1, settledAt: 1, _id: 1 }, { name: 'walk' }],
    [{ nextPollAt: 1 }, { name: 'due', partialFilterExpression: { state: 'open' } }],
    [{ expireAt: 1 }, { expireAfterSeconds: 0 }],
  ],
);

export interface MessageDocument extends Omit<RoadMessage, 'id' | 'body' | 'envelope'> {
  readonly _id: string;
  /** As JSON text: what others name their fields is not for the database to mind. */
  readonly body: string;
  readonly envelope?: string;
  readonly order: string;
  readonly expireAt?: Date;
}
export const messageSchema = plainSchema(
  {
    _id: String,
    direction: String,
    connector: String,
    messageId: String,
    message: String,
    dossierId: String,
    number: String,
    run: String,
    centre: String,
    at: Number,
    state: String,
    reason: Json,
    facts: Number,
    attempts: Number,
    body: String,
    hash: String,
    envelope: String,
    corrections: Json,
    givenUp: Json,
    nextTryAt: Number,
    order: String,
    expireAt: Date,
  },
  [
    [{ dossierId: 1, order: 1 }],
    [{ order: -1 }, { name: 'dead', partialFilterExpression: { state: 'dead' } }],
    [
      { centre: 1, order: -1 },
      { name: 'deadOfCentre', partialFilterExpression: { state: 'dead' } },
    ],
    [
      { connector: 1, order: -1 },
      { name: 'sentTo', partialFilterExpression: { direction: 'out', state: 'done' } },
    ],
    [{ nextTryAt: 1 }, { name: 'early', partialFilterExpression: { state: 'early' } }],
    [{ expireAt: 1 }, { expireAfterSeconds: 0 }],
  ],
);
