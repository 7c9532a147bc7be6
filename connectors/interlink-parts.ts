/**
 * What the systems of an interlinked group of procedures (birth, residence, insurance; Decree 63/2024) have in common: the record goes out under a module, and
 * every answer has the form of the status that they give when polled. Field names of the interlink platform; wire names stop here.
 */
import { Type, type TProperties } from 'typebox';
import type { Referral } from './contract.js';
import type { Incoming, Outgoing } from './partner.js';
import { answer, group, outgoing, Text, Time } from './wire-parts.js';
import { toWireTime } from './wire-time.js';

interface RecordSpec {
  readonly what: string;
  /** Of the platform: `KS` birth, `TT` residence, `YT` insurance. */
  readonly module: string;
  readonly fields: Outgoing['fields'];
  /** What `data` must and may hold. */
  readonly data: { readonly required: TProperties; readonly optional: TProperties };
}

/** A record that one of the systems is to take over. Nothing under `data` is anybody's but the family's: all of it is masked where messages are shown. */
export function record({ what, module, fields, data }: RecordSpec): Outgoing {
  return outgoing({
    what,
    head: ({ number, procedure, about }: Referral) => ({
      ...{ maDonVi: about.centre, maTTHC: procedure, module, maHoSo: number, ngayTiepNhan: toWireTime(about.receivedAt) },
      fileDinhKem: about.papers.map(({ name }) => ({ tenFile: name })),
    }),
    fields: Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, `data.${String(field)}`])),
    required: {
      ...{ maDonVi: Text, maTTHC: Text, module: Type.Literal(module), maHoSo: Text, ngayTiepNhan: Time },
      data: group(data.required, data.optional),
      fileDinhKem: Type.Array(group({ tenFile: Text })),
    },
    optional: { techId: Text },
    plain: ['maDonVi', 'maTTHC', 'module', 'maHoSo', 'ngayTiepNhan'],
  });
}

/** `trangThai` of the platform. */
export const STATE = { accepted: 2, supplement: 4, done: 5, refused: 6 } as const;

const status = (state: number) => ({
  ...{ maHoSoLT: Text, maHoSoMCDT: Text, trangThai: Type.Literal(state), nguoiXuLy: Text, noiDungXuLy: Text },
});

const PLAIN = ['maHoSoLT', 'maHoSoMCDT', 'trangThai'];

/** What each of them says before and instead of a result. */
export function commonAnswers(name: string): Readonly<Record<string, Incoming>> {
  return {
    accepted: answer(`accepted of ${name}`, {
      required: status(STATE.accepted),
      optional: {},
      plain: PLAIN,
      toAct: (run) => ({ type: 'acknowledge', run, state: 'accepted' }),
    }),
    'supplement-asked': answer(`supplement-asked of ${name}`, {
      required: { ...status(STATE.supplement), hanBoSungHoSo: Time },
      optional: {},
      plain: [...PLAIN, 'hanBoSungHoSo'],
      toAct: (run) => ({ type: 'reply', run, reply: 'supplement-asked' }),
      said: 'noiDungXuLy',
    }),
    refused: answer(`refused of ${name}`, {
      required: status(STATE.refused),
      optional: {},
      plain: PLAIN,
      toAct: (run) => ({ type: 'reply', run, reply: 'refused' }),
      said: 'noiDungXuLy',
    }),
  };
}

interface ResultSpec<R extends TProperties> {
  /** Fields of `ketQuaXuLy`. */
  readonly result: R;
  /** The one that is a number of a public register, and nobody's. */
  readonly value?: keyof R & string;
  /** Those that are kept beside the application: our name to the field. */
  readonly returns: Readonly<Record<string, keyof R & string>>;
}

/** The procedure there has ended with a result. */
export function result<R extends TProperties>(name: string, { result: fields, value, returns }: ResultSpec<R>): Incoming {
  return answer(`registered of ${name}`, {
    required: { ...status(STATE.done), ketQuaXuLy: Type.Object(fields, { additionalProperties: true }) },
    optional: {},
    plain: [...PLAIN, ...(value ? [`ketQuaXuLy.${value}`] : [])],
    toAct: (run) => ({ type: 'reply', run, reply: 'registered' }),
    ...(value && { value: `ketQuaXuLy.${value}` }),
    returns: Object.fromEntries(Object.entries(returns).map(([ours, theirs]) => [ours, `ketQuaXuLy.${theirs}`])),
  });
}
