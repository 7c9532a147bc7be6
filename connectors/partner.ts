import type { TSchema } from 'typebox';
import type { Act, RunId } from '../domain/engine/event.js';
import { PermanentFailure } from './failure.js';
import { own } from './own.js';
import type { Check } from './shape.js';
import type { Referral } from './contract.js';

export type WireBody = Readonly<Record<string, unknown>>;

export type WireField = string | ((value: unknown) => WireBody);

/** One message that a partner understands. */
export interface Outgoing {
  /** Our field name to the partner's, or to several of its fields; a field that is not here cannot be sent. */
  readonly fields: Readonly<Record<string, WireField>>;
  readonly schema: TSchema;
  readonly check: Check<WireBody>;
  /** What every message carries beside the fields. */
  readonly head: (referral: Referral) => WireBody;
}

/** One kind of answer of a partner and the act that it is here. */
export interface Incoming {
  readonly schema: TSchema;
  readonly toAct: (run: RunId, body: unknown) => Act;
}

/** All that is particular to one outside system, as data. */
export interface Partner {
  /** The connector's name in definitions. */
  readonly name: string;
  readonly outgoing: Readonly<Record<string, Outgoing>>;
  readonly incoming: Readonly<Record<string, Incoming>>;
}

/**
 * The referral in the partner's words, checked against its contract.
 * @throws PermanentFailure when the partner does not know the message or a field, or the data do not fit.
 */
export function toWire(partner: Partner, referral: Referral): WireBody {
  const outgoing = own(partner.outgoing, referral.message);
  if (!outgoing)
    throw new PermanentFailure(
      `message ${referral.message}: ${partner.name} does not know it; expected one of ${Object.keys(partner.outgoing).join(', ')}`,
    );
  const fields = Object.entries(referral.fields).map(([name, value]) => written(referral.message, outgoing, name, value));
  return outgoing.check(Object.assign({ ...outgoing.head(referral) }, ...fields));
}

function written(message: string, outgoing: Outgoing, name: string, value: unknown): WireBody {
  const field = own(outgoing.fields, name);
  if (field === undefined)
    throw new PermanentFailure(
      `message ${message}: field ${name} is not part of it; expected some of ${Object.keys(outgoing.fields).join(', ')}`,
    );
  return typeof field === 'string' ? { [field]: value } : field(value);
}
