import { Type, type Static, type TObject, type TProperties } from 'typebox';
import type { Act, RunId } from '../domain/engine/event.js';
import type { Referral } from './contract.js';
import type { Incoming, Meaning, Outgoing, Remark, WireBody } from './partner.js';
import { checkOf } from './shape.js';
import type { Order } from './treasury/order.js';

export const Text = Type.String({ minLength: 1, maxLength: 2000 });
/** Whole đồng, more than nothing. */
export const Money = Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER });

/** An object of which nothing may be that is not named. */
export const group = (required: TProperties, others: TProperties = {}) =>
  Type.Object({ ...required, ...optional(others) }, { additionalProperties: false });

/** The parcel of a dossier: the first, and today the only one. */
export const PARCEL = 'ThongTinThuaDat.0';

/** A parcel as it stands on papers, `<map sheet>-<parcel>`, or the parcel's number alone. */
export function parcel(value: unknown): WireBody {
  const [, sheet, number] = /^(\d+)-(\d+)$/.exec(String(value)) ?? [];
  return { [`${PARCEL}.SoThuTuThua`]: number ?? value, ...(sheet && { [`${PARCEL}.SoHieuBanDo`]: sheet }) };
}

/** The papers that go with a dossier, by name and number of originals and copies. */
export const PAPERS = Type.Array(
  group({ TenGiayTo: Text, SoBanChinh: Type.Integer({ minimum: 0 }), SoBanSao: Type.Integer({ minimum: 0 }) }),
);

export function papers({ about }: Referral): WireBody {
  return {
    DanhSachGiayToDinhKem: about.papers.map(({ name, original, copy }) => ({ TenGiayTo: name, SoBanChinh: original, SoBanSao: copy })),
  };
}

/** `yyyyMMddHHmmss` */
export const Time = Type.String({ pattern: '^\\d{14}$' });

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

interface AnswerSpec<R extends TProperties> extends ProgressSpec<R> {
  readonly toAct: (run: RunId, body: Static<TObject<R>>) => Act;
  /** Field that tells one thing from another where the partner may tell of one under several message ids. */
  readonly once?: keyof R & string;
  /** Path of the field with the number that the reply brings: the act's `value`. */
  readonly value?: string;
  /** The field with the partner's reason, kept as the note of the act. */
  readonly said?: keyof R & string;
}

interface ProgressSpec<R extends TProperties> {
  readonly required: R;
  readonly optional: TProperties;
  readonly plain: Incoming['plain'];
  /** What it returns that may be personal: our name to the path of its field. Kept beside the application. */
  readonly returns?: Readonly<Record<string, string>>;
}

interface RemarkSpec<R extends TProperties> extends ProgressSpec<R> {
  readonly remark: Remark;
  readonly said: (body: Static<TObject<R>>) => string;
  /** The order of the payment platform that failed, and is made anew. */
  readonly orderAnew?: (body: Static<TObject<R>>) => Order;
}

/** An answer we receive. Fields that we do not know are let through: a partner may say more than we read. */
export function answer<R extends TProperties>(what: string, spec: AnswerSpec<R>): Incoming {
  const read = incoming(what, spec, (run, body) => ({
    act: withValue(spec.toAct(run, body), spec.value && field(body, spec.value)),
    ...(spec.once && { once: String(field(body, spec.once)) }),
    ...(spec.said && { said: String(field(body, spec.said)) }),
    ...returned(body, spec.returns),
  }));
  return { ...read, ...(spec.value && { value: spec.value }) };
}

function returned(body: unknown, returns: ProgressSpec<TProperties>['returns']): { data?: Record<string, unknown> } {
  return returns ? { data: Object.fromEntries(Object.entries(returns).map(([name, from]) => [name, field(body, from)])) } : {};
}

const withValue = (act: Act, value: unknown): Act => (act.type === 'reply' && typeof value === 'string' ? { ...act, value } : act);

const field = (body: unknown, path: string): unknown =>
  path.split('.').reduce<unknown>((at, name) => (at as Readonly<Record<string, unknown>> | undefined)?.[name], body);

/** A message that changes nothing but that officers must see. */
export function remark<R extends TProperties>(what: string, spec: RemarkSpec<R>): Incoming {
  return incoming(what, spec, (_run, body) => ({
    ...{ remark: spec.remark, said: spec.said(body) },
    ...(spec.orderAnew && { failed: spec.orderAnew(body) }),
  }));
}

/** A message that tells how far the partner is, and nothing to anybody here. */
export function progress<R extends TProperties>(what: string, spec: ProgressSpec<R>): Incoming {
  return incoming(what, spec, (_run, body) => ({ progress: true, ...returned(body, spec.returns) }));
}

function incoming<R extends TProperties>(
  what: string,
  spec: ProgressSpec<R>,
  read: (run: RunId, body: Static<TObject<R>>) => Meaning,
): Incoming {
  const schema = Type.Object({ ...spec.required, ...optional(spec.optional) }, { additionalProperties: true });
  const check = checkOf(what, schema);
  return { schema, plain: spec.plain, read: (run, body) => read(run, check(body) as unknown as Static<TObject<R>>) };
}

function optional(properties: TProperties): TProperties {
  return Object.fromEntries(Object.entries(properties).map(([name, schema]) => [name, Type.Optional(schema)]));
}
