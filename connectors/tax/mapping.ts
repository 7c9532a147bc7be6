/**
 * What the tax system says and understands, in the field names of the running systems (land tax between one-stop centres, land offices and tax offices).
 * Wire names stop here; inside there are only our words.
 */
import { Type } from 'typebox';
import { answer, Money, outgoing, parcel, Text } from '../wire-parts.js';
import type { Mapping } from '../partner.js';

/** Dossier and procedure by their public codes. */
const head = { HoSoId: Text, MaThuTuc: Text };

/** Phiếu chuyển thông tin: what the tax office works the land obligations out from (Decree 151/2025, form 19). */
const landTaxReferral = outgoing({
  what: 'message land-tax-referral to tax',
  head: (referral) => ({ HoSoId: referral.number, MaThuTuc: referral.procedure }),
  fields: {
    parcel,
    sheet: 'SoHieuBanDo',
    area: 'DienTich',
    purpose: 'MucDichSuDung',
    price: 'GiaChuyenNhuong',
    exempt: 'MienGiam',
    payer: 'HoTenChu',
    payerId: 'SoDinhDanh',
    payerAddress: 'DiaChiChiTiet',
    payerPhone: 'SoDienThoai',
  },
  required: { ...head, GiaChuyenNhuong: Type.Integer({ minimum: 0 }) },
  optional: {
    SoThuTuThua: Text,
    SoHieuBanDo: Text,
    DienTich: Type.Number({ exclusiveMinimum: 0 }),
    MucDichSuDung: Text,
    MienGiam: Type.Boolean(),
    HoTenChu: Text,
    SoDinhDanh: Text,
    DiaChiChiTiet: Text,
    SoDienThoai: Text,
  },
  plain: ['HoSoId', 'MaThuTuc', 'SoThuTuThua', 'SoHieuBanDo', 'DienTich', 'MucDichSuDung', 'GiaChuyenNhuong', 'MienGiam'],
});

/** Registration data of a business household; its number is its tax code (Decree 168/2025, article 82 and on). */
const householdRegistration = outgoing({
  what: 'message household-registration to tax',
  head: (referral) => ({ HoSoId: referral.number, MaThuTuc: referral.procedure }),
  fields: {
    name: 'TenHoKinhDoanh',
    address: 'DiaChiKinhDoanh',
    business: 'NganhNghe',
    capital: 'VonKinhDoanh',
    owner: 'HoTenChu',
    ownerId: 'SoDinhDanh',
    phone: 'SoDienThoai',
  },
  required: { ...head, TenHoKinhDoanh: Text },
  optional: {
    DiaChiKinhDoanh: Text,
    NganhNghe: Text,
    VonKinhDoanh: Type.Integer({ minimum: 0 }),
    HoTenChu: Text,
    SoDinhDanh: Text,
    SoDienThoai: Text,
  },
  plain: ['HoSoId', 'MaThuTuc', 'NganhNghe', 'VonKinhDoanh'],
});

/** Thông báo thuế. The number of the decision is what the applicant pays under. */
const notice = answer('notice of tax', {
  required: {
    HoSoId: Text,
    /** 1 tax authority, 2 entered by oneself, 3 land office. */
    Nguon: Type.Integer({ minimum: 1, maximum: 3 }),
    SoTien: Money,
    SoQuyetDinh: Text,
    NgayQuyetDinh: Type.String({ pattern: '^\\d{14}$' }),
    TenTieuMuc: Text,
  },
  optional: { MaSoThue: Text, DuongDanTBT: Text },
  plain: ['HoSoId', 'Nguon', 'SoTien', 'SoQuyetDinh', 'NgayQuyetDinh', 'TenTieuMuc'],
  toAct: (run, body) => ({ type: 'reply', run, reply: 'notice', obligation: { reference: body.SoQuyetDinh, amount: body.SoTien } }),
});

const noObligation = answer('no-obligation of tax', {
  required: { HoSoId: Text, LyDo: Text },
  optional: {},
  plain: ['HoSoId'],
  toAct: (run) => ({ type: 'reply', run, reply: 'no-obligation' }),
});

const returnedAsWrong = answer('returned-as-wrong of tax', {
  required: { HoSoId: Text, LyDo: Text },
  optional: {},
  plain: ['HoSoId'],
  toAct: (run) => ({ type: 'reply', run, reply: 'returned-as-wrong' }),
});

const registered = answer('registered of tax', {
  required: { HoSoId: Text, MaSoThue: Type.String({ pattern: '^\\d{10}(-\\d{3})?$|^\\d{12}$' }) },
  optional: {},
  plain: ['HoSoId'],
  toAct: (run, body) => ({ type: 'reply', run, reply: 'registered', value: body.MaSoThue }),
});

/** Chứng từ nộp tiền. `SoTien` is this payment; the obligation is complete when `TongConPhaiNop` is 0. Only payments that succeeded (TrangThai 1) are messages. */
const payment = answer('payment of tax', {
  required: {
    HoSoId: Text,
    MaThongBaoThue: Text,
    SoTien: Money,
    ThoiGian: Type.String({ pattern: '^\\d{14}$' }),
    TrangThai: Type.Literal(1),
    TongPhaiNop: Type.Integer({ minimum: 0 }),
    TongDaNop: Type.Integer({ minimum: 0 }),
    TongConPhaiNop: Type.Integer({ minimum: 0 }),
  },
  optional: { NoiDung: Text, BienLai: Text, TongMienGiam: Type.Integer({ minimum: 0 }) },
  plain: [
    'HoSoId',
    'MaThongBaoThue',
    'SoTien',
    'ThoiGian',
    'TrangThai',
    'BienLai',
    'TongPhaiNop',
    'TongDaNop',
    'TongConPhaiNop',
    'TongMienGiam',
  ],
  toAct: (_run, body) => ({ type: 'pay', reference: body.MaThongBaoThue, amount: body.SoTien }),
});

export const TAX: Mapping = {
  name: 'tax',
  outgoing: { 'land-tax-referral': landTaxReferral, 'household-registration': householdRegistration },
  incoming: { notice, 'no-obligation': noObligation, 'returned-as-wrong': returnedAsWrong, registered, payment },
};
