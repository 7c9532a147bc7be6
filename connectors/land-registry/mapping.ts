/** What the land information system says and understands, in the field names of the running provincial systems. Wire names stop here. */
import { Type } from 'typebox';
import type { Mapping } from '../partner.js';
import { answer, outgoing, parcel, Text } from '../wire-parts.js';

/** A change of the cadastral record, to be entered and numbered. */
const landRecordChange = outgoing({
  what: 'message land-record-change to land-registry',
  head: (referral) => ({ MaHoSoMotCua: referral.number, MaQuyTrinh: referral.procedure }),
  fields: { parcel, sheet: 'SoHieuBanDo', area: 'DienTich', change: 'LoaiBienDong', owner: 'HoTen', ownerId: 'SoDinhDanh' },
  required: { MaHoSoMotCua: Text, MaQuyTrinh: Text, SoThuTuThua: Text },
  optional: { SoHieuBanDo: Text, DienTich: Type.Number({ exclusiveMinimum: 0 }), LoaiBienDong: Text, HoTen: Text, SoDinhDanh: Text },
  plain: ['MaHoSoMotCua', 'MaQuyTrinh', 'SoHieuBanDo', 'SoThuTuThua', 'DienTich', 'LoaiBienDong'],
});

const registered = answer('registered of land-registry', {
  required: { MaHoSoMotCua: Text, TrangThaiKetThuc: Type.Literal(1), SoVaoSo: Text },
  optional: { DanhSachGiayToKetQua: Type.Array(Type.Object({ TenGiayTo: Text }, { additionalProperties: true })) },
  plain: ['MaHoSoMotCua', 'TrangThaiKetThuc', 'SoVaoSo', 'DanhSachGiayToKetQua.TenGiayTo'],
  toAct: (run, body) => ({ type: 'reply', run, reply: 'registered', value: body.SoVaoSo }),
});

const returnedAsWrong = answer('returned-as-wrong of land-registry', {
  required: { MaHoSoMotCua: Text, LyDo: Text },
  optional: {},
  plain: ['MaHoSoMotCua'],
  toAct: (run) => ({ type: 'reply', run, reply: 'returned-as-wrong' }),
});

export const LAND_REGISTRY: Mapping = {
  name: 'land-registry',
  outgoing: { 'land-record-change': landRecordChange },
  incoming: { registered, 'returned-as-wrong': returnedAsWrong },
};
