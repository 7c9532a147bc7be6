import type { TSchema } from 'typebox';
import type { Act, RunId } from '../domain/engine/event.js';
import { PermanentFailure } from './failure.js';
import { own } from './own.js';
import type { Check } from './shape.js';
import type { Referral } from './contract.js';

export type WireBody = Readonly<Record<string, unknown>>;

/** One message that a partner understands. */
export interface Outgoing {
  /** Our field name to the partner's; a field that is not here cannot be sent. */
  readonly fields: Readonly<Record<string, string>>;
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
  const fields = Object.entries(referral.fields).map(([name, value]) => [wireName(referral.message, outgoing, name), value] as const);
  return outgoing.check({ ...outgoing.head(referral), ...Object.fromEntries(fields) });
}

function wireName(message: string, outgoing: Outgoing, field: string): string {
  const name = own(outgoing.fields, field);
  if (!name)
    throw new PermanentFailure(
      `message ${message}: field ${field} is not part of it; expected some of ${Object.keys(outgoing.fields).join(', ')}`,
    );
  return name;
}
