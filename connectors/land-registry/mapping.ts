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
  ...(referral.about.settled && {
    DanhSachThongBaoThue: referral.about.settled.map(({ reference, item }) => ({ SoThongBaoThue: reference, LoaiThue: item ?? TAX_ITEM })),
  }),
  'ThongTinQuyTrinh.MaQuyTrinh': referral.procedure,
  'ThongTinQuyTrinh.TenQuyTrinh': referral.about.procedureName,
  ...papers(referral),
});

/** Of a notice that does not say for what it is. */
const TAX_ITEM = 'Nghĩa vụ tài chính về đất đai';

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
    // the notices that were paid, waived or put off before the change is asked for
    DanhSachThongBaoThue: Type.Array(group({ SoThongBaoThue: Text, LoaiThue: Text }), { minItems: 1 }),
    ThongTinNguoiNopDon: group({ HoTen: Text }, { SoChungMinh: Text, DiaChiChiTiet: Text, SoDienThoai: Text, Email: Text }),
  },
  plain: [
    ...['MaHoSoMotCua', 'SoBienNhan', 'NguoiTiepNhan', 'NgayTiepNhan', 'NgayHenTra', 'TinhId', 'XaId', 'LoaiBienDong'],
    ...['DanhSachThongBaoThue.SoThongBaoThue', 'DanhSachThongBaoThue.LoaiThue'],
    ...['ThongTinQuyTrinh.MaQuyTrinh', 'ThongTinQuyTrinh.TenQuyTrinh'],
    ...['ThongTinThuaDat.SoHieuBanDo', 'ThongTinThuaDat.SoThuTuThua', 'ThongTinThuaDat.DienTich'],
    ...['TenGiayTo', 'SoBanChinh', 'SoBanSao'].map((field) => `DanhSachGiayToDinhKem.${field}`),
  ],
});

/** What follows a dossier that the land system has got: its number here, and one thing. */
const followUp = (message: string, field: string, wire: string, schema: typeof Text, plain: boolean) =>
  outgoing({
    what: `message ${message} to land-registry`,
    head: ({ number }) => ({ MaHoSoMotCua: number, SoBienNhan: number }),
    fields: { [field]: wire },
    required: { MaHoSoMotCua: Text, SoBienNhan: Text, [wire]: schema },
    optional: {},
    plain: ['MaHoSoMotCua', 'SoBienNhan', ...(plain ? [wire] : [])],
  });

const FOLLOW_UPS = {
  'supplement-done': followUp('supplement-done', 'newAppointment', 'NgayHenTraMoi', Time, true),
  'result-delivered': followUp('result-delivered', 'deliveredAt', 'NgayTra', Time, true),
  'wrong-result': followUp('wrong-result', 'reason', 'LyDo', Text, false),
};

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

/** What it sent to the tax office came back as wrong, or its data are to be brought up to date: somebody here must see to it. */
const waits = (message: string) =>
  remark(`${message} of land-registry`, {
    required: { ...HEAD, LyDo: Text },
    optional: {},
    plain: ['MaHoSoMotCua'],
    remark: 'partner waits',
    said: ({ LyDo }) => LyDo,
  });

/** The procedure is not the one that the papers ask for: returned, to be chosen again. */
const wrongProcedure = answer('wrong-procedure of land-registry', {
  required: { ...HEAD, LyDo: Text },
  optional: {},
  plain: ['MaHoSoMotCua'],
  toAct: (run) => ({ type: 'reply', run, reply: 'returned-as-wrong' }),
  said: 'LyDo',
});

const TaxNotice = Type.Object({ LoaiThue: Text, SoThongBaoThue: Text }, { additionalProperties: true });

/** The notices that the tax office gave it: what is owed comes from the tax office itself. */
const taxResult = progress('tax-result of land-registry', {
  required: { ...HEAD, DanhSachThongBaoThue: Type.Array(TaxNotice, { minItems: 1 }) },
  optional: {},
  plain: ['MaHoSoMotCua', 'DanhSachThongBaoThue.LoaiThue', 'DanhSachThongBaoThue.SoThongBaoThue'],
});

/** From desk to desk inside the land system. */
const moved = progress('moved of land-registry', {
  required: { ...HEAD, MaCanBoChuyen: Text, MaCanBoNhan: Text, MaTrangThai: Text, LaTrangThaiChuyenLai: Type.Boolean() },
  optional: { HanXuLy: Time },
  plain: ['MaHoSoMotCua', 'MaCanBoChuyen', 'MaCanBoNhan', 'MaTrangThai', 'LaTrangThaiChuyenLai', 'HanXuLy'],
});

export const LAND_REGISTRY: Mapping = {
  name: 'land-registry',
  outgoing: { 'land-record-change': landRecordChange, ...FOLLOW_UPS },
  incoming: {
    ...{ registered, 'returned-as-wrong': returnedAsWrong, 'wrong-procedure': wrongProcedure },
    ...{ waiting, supplemented, moved, 'tax-result': taxResult },
    ...{ 'tax-returned': waits('tax-returned'), 'needs-update': waits('needs-update') },
  },
};
