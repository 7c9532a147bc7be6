import type { TSchema } from 'typebox';
import type { Act, RunId } from '../domain/engine/event.js';
import type { ClientConfig, Connector } from './client.js';
import { PermanentFailure } from './failure.js';
import { nested } from './nested.js';
import { own } from './own.js';
import type { Policy } from './policy.js';
import type { Env, Secrets } from './settings.js';
import type { Check } from './shape.js';
import type { Referral } from './contract.js';
import type { Order } from './treasury/order.js';

export type WireBody = Readonly<Record<string, unknown>>;

export type WireField = string | ((value: unknown) => WireBody);

/** One message that a partner understands. */
export interface Outgoing {
  /**
   * Our field name to the partner's, or to several of its fields; a field that is not here cannot be sent. `ThongTinThuaDat.0.DienTich` is a field of the first
   * member of a list.
   */
  readonly fields: Readonly<Record<string, WireField>>;
  readonly schema: TSchema;
  readonly check: Check<WireBody>;
  /** What every message carries beside the fields. */
  readonly head: (referral: Referral) => WireBody;
  /** Wire fields that are nobody's personal data, `DanhSachGiayToKetQua.TenGiayTo` inside lists and objects. All others are masked where messages are shown. */
  readonly plain: readonly string[];
}

/** What a message of a partner is here. */
export type Meaning =
  /**
   * An act on the dossier, done once for `once` where the partner may tell of one thing under several message ids. `said`: the partner's words, kept as the note of the act. `data`: what it returned that may be personal, so that it is kept beside the
   * application and never in a history.
   */
  | { readonly act: Act; readonly once?: string; readonly said?: string; readonly data?: Readonly<Record<string, unknown>> }
  /** Nothing that changes the dossier, but something that officers must see. `failed`: an order of the payment platform, to be made anew. */
  | { readonly remark: Remark; readonly said: string; readonly failed?: Order }
  /** How far it is inside the partner's own system: nothing that the dossier does, and nobody's to act on. */
  | { readonly progress: true; readonly said?: undefined; readonly data?: Readonly<Record<string, unknown>> };

/** What the centre gets a notice about when a partner says it. */
export type Remark = 'partner late' | 'partner waits' | 'partner goes on' | 'payment failed';

/** One kind of message of a partner. */
export interface Incoming {
  readonly schema: TSchema;
  /** @throws PermanentFailure saying what does not fit. */
  readonly read: (run: RunId, body: unknown) => Meaning;
  /** As in `Outgoing`. */
  readonly plain: readonly string[];
  /** Path of the field with the number that the reply brings, when it brings one. */
  readonly value?: string;
}

/** All that a partner says and understands, as data: `<connector>/mapping.ts`. */
export interface Mapping {
  /** The connector's name in definitions; also its folder, and `MOTCUA_<NAME>_…` in the environment. */
  readonly name: string;
  readonly outgoing: Readonly<Record<string, Outgoing>>;
  readonly incoming: Readonly<Record<string, Incoming>>;
}

/** One outside system: a row of the table in `partners.ts`. */
export interface Partner {
  readonly mapping: Mapping;
  readonly policy: Policy;
  /** Why the partner's own proof inside a callback, beside our signature, does not hold; null when it does. Absent: it has none. */
  readonly unproved?: (body: WireBody, secrets: Secrets, env: Env) => string | null;
  /** Only where the partner's wire is not the contract's: `<connector>/client.ts`. */
  readonly createClient?: (config: ClientConfig) => Connector;
}

/**
 * The referral in the partner's words, checked against its contract.
 * @throws PermanentFailure when the partner does not know the message or a field, or the data do not fit.
 */
export function toWire(mapping: Mapping, referral: Referral): WireBody {
  const outgoing = own(mapping.outgoing, referral.message);
  if (!outgoing)
    throw new PermanentFailure(
      `message ${referral.message}: ${mapping.name} does not know it; expected one of ${Object.keys(mapping.outgoing).join(', ')}`,
    );
  const fields = Object.entries(referral.fields).map(([name, value]) => written(referral.message, outgoing, name, value));
  return outgoing.check(nested(Object.assign({ ...outgoing.head(referral) }, ...fields) as WireBody));
}

function written(message: string, outgoing: Outgoing, name: string, value: unknown): WireBody {
  const field = own(outgoing.fields, name);
  if (field === undefined)
    throw new PermanentFailure(
      `message ${message}: field ${name} is not part of it; expected some of ${Object.keys(outgoing.fields).join(', ')}`,
    );
  return typeof field === 'string' ? { [field]: value } : field(value);
}
