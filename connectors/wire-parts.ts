import { Type, type Static, type TObject, type TProperties } from 'typebox';
import type { Act, RunId } from '../domain/engine/event.js';
import type { Referral } from './contract.js';
import type { Incoming, Outgoing, WireBody } from './partner.js';
import { checkOf } from './shape.js';

export const Text = Type.String({ minLength: 1, maxLength: 2000 });
/** Whole đồng, more than nothing. */
export const Money = Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER });

/** A parcel as it stands on papers, `<map sheet>-<parcel>`, or the parcel's number alone. */
export function parcel(value: unknown): WireBody {
  const [, sheet, number] = /^(\d+)-(\d+)$/.exec(String(value)) ?? [];
  return sheet ? { SoHieuBanDo: sheet, SoThuTuThua: number } : { SoThuTuThua: value };
}

interface OutgoingSpec {
  /** For sentences: `message land-tax-referral to tax`. */
  readonly what: string;
  readonly head: (referral: Referral) => WireBody;
  readonly fields: Outgoing['fields'];
  readonly required: TProperties;
  readonly optional: TProperties;
  readonly plain: Outgoing['plain'];
}

/** A message we send; its schema is closed, so nothing goes out that the contract does not name. */
export function outgoing(spec: OutgoingSpec): Outgoing {
  const schema = Type.Object({ ...spec.required, ...optional(spec.optional) }, { additionalProperties: false });
  return { fields: spec.fields, head: spec.head, plain: spec.plain, schema, check: checkOf(spec.what, schema) };
}

interface AnswerSpec<R extends TProperties> {
  readonly required: R;
  readonly optional: TProperties;
  readonly plain: Incoming['plain'];
  readonly toAct: (run: RunId, body: Static<TObject<R>>) => Act;
}

/** An answer we receive. Fields that we do not know are let through: a partner may say more than we read. */
export function answer<R extends TProperties>(what: string, spec: AnswerSpec<R>): Incoming {
  const schema = Type.Object({ ...spec.required, ...optional(spec.optional) }, { additionalProperties: true });
  const check = checkOf(what, schema);
  return { schema, plain: spec.plain, toAct: (run, body) => spec.toAct(run, check(body) as unknown as Static<TObject<R>>) };
}

function optional(properties: TProperties): TProperties {
  return Object.fromEntries(Object.entries(properties).map(([name, schema]) => [name, Type.Optional(schema)]));
}
