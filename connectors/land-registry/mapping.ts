/** What the land information system says and understands, in the field names of the running provincial systems. Wire names stop here. */
import { Type } from 'typebox';
import type { Referral } from '../contract.js';
import type { Mapping } from '../partner.js';
import { answer, group, outgoing, papers, PAPERS, parcel, PARCEL, progress, remark, Text, Time } from '../wire-parts.js';
import { civilText, toWireTime } from '../wire-time.js';

const APPLICANT = 'ThongTinNguoiNopDon';

/** The dossier as the land system takes it over: receipt, who received it and when, the procedure, the papers. */
const dossier = (referral: Referral) => ({
  ...{ MaHoSoMotCua: referral.number, SoBienNhan: referral.number, NguoiTiepNhan: referral.about.receiver },
  NgayTiepNhan: toWireTime(referral.about.receivedAt),
  ...(referral.about.promisedAt !== null && { NgayHenTra: toWireTime(referral.about.promisedAt) }),
  ...placeOf(referral.about.centre),
  'ThongTinQuyTrinh.MaQuyTrinh': referral.procedure,
  'ThongTinQuyTrinh.TenQuyTrinh': referral.about.procedureName,
  ...papers(referral),
});

/** `H99.42`: province and commune by their identifiers; there have been no districts since July 2025. */
function placeOf(identifier: string) {
  const [province = identifier] = identifier.split('.');
  return { TinhId: province, XaId: identifier };
}

/** A change of the cadastral record, to be entered and numbered. */
const landRecordChange = outgoing({
  what: 'message land-record-change to land-registry',
  head: dossier,
  fields: {
    ...{ parcel, sheet: `${PARCEL}.SoHieuBanDo`, area: `${PARCEL}.DienTich`, landAddress: `${PARCEL}.DiaChiChiTiet` },
    ...{ change: 'LoaiBienDong', propertyAddress: 'DiaChiTaiSan' },
    ...{ owner: `${APPLICANT}.HoTen`, ownerId: `${APPLICANT}.SoChungMinh`, ownerAddress: `${APPLICANT}.DiaChiChiTiet` },
    ...{ ownerPhone: `${APPLICANT}.SoDienThoai`, ownerEmail: `${APPLICANT}.Email` },
  },
  required: {
    ...{ MaHoSoMotCua: Text, SoBienNhan: Text, NguoiTiepNhan: Text, NgayTiepNhan: Time, TinhId: Text, XaId: Text },
    ThongTinQuyTrinh: group({ MaQuyTrinh: Text, TenQuyTrinh: Text }),
    ThongTinThuaDat: Type.Array(
      group({ SoThuTuThua: Text }, { SoHieuBanDo: Text, DienTich: Type.Number({ exclusiveMinimum: 0 }), DiaChiChiTiet: Text }),
      { minItems: 1 },
    ),
    DanhSachGiayToDinhKem: PAPERS,
  },
  optional: {
    ...{ NgayHenTra: Time, LoaiBienDong: Text, DiaChiTaiSan: Text },
    ThongTinNguoiNopDon: group({ HoTen: Text }, { SoChungMinh: Text, DiaChiChiTiet: Text, SoDienThoai: Text, Email: Text }),
  },
  plain: [
    ...['MaHoSoMotCua', 'SoBienNhan', 'NguoiTiepNhan', 'NgayTiepNhan', 'NgayHenTra', 'TinhId', 'XaId', 'LoaiBienDong'],
    ...['ThongTinQuyTrinh.MaQuyTrinh', 'ThongTinQuyTrinh.TenQuyTrinh'],
    ...['ThongTinThuaDat.SoHieuBanDo', 'ThongTinThuaDat.SoThuTuThua', 'ThongTinThuaDat.DienTich'],
    ...['TenGiayTo', 'SoBanChinh', 'SoBanSao'].map((field) => `DanhSachGiayToDinhKem.${field}`),
  ],
});

/** Every callback says which dossier, and proves itself by the code that both systems keep, beside our signature. */
const HEAD = { MaHoSoMotCua: Text, SecurityCode: Text };

/** Ended with a result: the number under which the change stands in the register. */
const registered = answer('registered of land-registry', {
  required: { ...HEAD, TrangThaiKetThuc: Type.Literal(1), SoVaoSo: Text },
  optional: { DanhSachGiayToKetQua: Type.Array(Type.Object({ TenGiayTo: Text }, { additionalProperties: true })) },
  plain: ['MaHoSoMotCua', 'TrangThaiKetThuc', 'SoVaoSo', 'DanhSachGiayToKetQua.TenGiayTo'],
  toAct: (run) => ({ type: 'reply', run, reply: 'registered' }),
  value: 'SoVaoSo',
});

const returnedAsWrong = answer('returned-as-wrong of land-registry', {
  required: { ...HEAD, LyDo: Text },
  optional: {},
  plain: ['MaHoSoMotCua'],
  toAct: (run) => ({ type: 'reply', run, reply: 'returned-as-wrong' }),
  said: 'LyDo',
});

/** Its clock stands still until the applicant completes the dossier: the centre asks for it, by the act that it has. */
const waiting = remark('waiting of land-registry', {
  required: { ...HEAD, LaTamDung: Type.Literal(true), NoiDung: Text },
  optional: {},
  plain: ['MaHoSoMotCua', 'LaTamDung'],
  remark: 'partner waits',
  said: ({ NoiDung }) => NoiDung,
});

const supplemented = remark('supplemented of land-registry', {
  required: { ...HEAD, NgayHenTraMoi: Time },
  optional: {},
  plain: ['MaHoSoMotCua', 'NgayHenTraMoi'],
  remark: 'partner goes on',
  said: ({ NgayHenTraMoi }) => `Đã nhận bổ sung; ngày hẹn trả của hệ thống đất đai: ${civilText(NgayHenTraMoi)}.`,
});

/** From desk to desk inside the land system. */
const moved = progress('moved of land-registry', {
  required: { ...HEAD, MaCanBoChuyen: Text, MaCanBoNhan: Text, MaTrangThai: Text, LaTrangThaiChuyenLai: Type.Boolean() },
  optional: { HanXuLy: Time },
  plain: ['MaHoSoMotCua', 'MaCanBoChuyen', 'MaCanBoNhan', 'MaTrangThai', 'LaTrangThaiChuyenLai', 'HanXuLy'],
});

export const LAND_REGISTRY: Mapping = {
  name: 'land-registry',
  outgoing: { 'land-record-change': landRecordChange },
  incoming: { registered, 'returned-as-wrong': returnedAsWrong, waiting, supplemented, moved },
};
