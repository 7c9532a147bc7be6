/**
 * What the tax system says and understands, in the field names of the running systems (land tax between one-stop centres, land offices and tax offices).
 * Wire names stop here; inside there are only our words.
 */
import { Type, type Static } from 'typebox';
import type { Referral } from '../contract.js';
import type { Obligation } from '../../domain/engine/event.js';
import { PermanentFailure } from '../failure.js';
import type { Mapping } from '../partner.js';
import { answer, group, Money, outgoing, papers, PAPERS, parcel, PARCEL, remark, Text, Time } from '../wire-parts.js';
import { civilText, toWireTime } from '../wire-time.js';

/** Dossier and procedure by their public codes. */
const head = { HoSoId: Text, MaThuTuc: Text };

const payer = group({ HoTenChu: Text }, { SoDinhDanh: Text, MaSoThue: Text, DiaChiChiTiet: Text, SoDienThoai: Text, NguoiDaiDien: Text });

const Area = Type.Number({ exclusiveMinimum: 0 });
/** Inside or outside the limit there may be nothing. */
const PartOfArea = Type.Number({ minimum: 0 });

/** Part III: parcel, place, area inside and outside the limit, purpose, origin, term, what the price follows from. */
const land = group(
  { SoThuTuThua: Text },
  {
    ...{ SoHieuBanDo: Text, DiaChiChiTiet: Text, ViTri: Text },
    ...{ DienTich: Area, DienTichTrongHanMuc: PartOfArea, DienTichNgoaiHanMuc: PartOfArea },
    ...{ MucDichSuDung: Text, NguonGocSuDung: Text, ThoiHanSuDung: Text, ThoiDiemSuDung: Text, CanCuGiaDat: Text },
  },
);

/** Part IV: a house or a work on the land. */
const asset = group({ LoaiTaiSan: Text }, { DienTichSan: Area, CapHang: Text, NamHoanThanh: Type.Integer({ minimum: 1900 }) });

/** Part VII: which obligations the tax office is asked to work out. */
const OBLIGATIONS = {
  'land-levy': 'Tiền sử dụng đất',
  rent: 'Tiền thuê đất',
  'registration-fee': 'Lệ phí trước bạ',
  'income-tax': 'Thuế thu nhập cá nhân',
  'land-tax': 'Thuế sử dụng đất phi nông nghiệp',
} as const;

type Asked = keyof typeof OBLIGATIONS;

/** What every slip says of itself: who sends it, when, under which number; the papers that go with it; what is asked unless the step says so itself. */
const slip = (asked: readonly Asked[]) => (referral: Referral) => ({
  ...{ HoSoId: referral.number, MaThuTuc: referral.procedure, NoiChuyen: referral.about.centre },
  ...{ SoPhieuChuyen: `${referral.number}/${referral.run}`, NgayChuyen: toWireTime(referral.about.askedAt) },
  ...papers(referral),
  NghiaVuDeNghi: asked.map((each) => OBLIGATIONS[each]),
});

const slipFields = {
  ...{ payer: 'ThongTinNguoiNop.HoTenChu', payerId: 'ThongTinNguoiNop.SoDinhDanh', payerTaxCode: 'ThongTinNguoiNop.MaSoThue' },
  ...{ payerAddress: 'ThongTinNguoiNop.DiaChiChiTiet', payerPhone: 'ThongTinNguoiNop.SoDienThoai' },
  representative: 'ThongTinNguoiNop.NguoiDaiDien',
  ...{ parcel, sheet: `${PARCEL}.SoHieuBanDo`, landAddress: `${PARCEL}.DiaChiChiTiet`, position: `${PARCEL}.ViTri` },
  ...{ area: `${PARCEL}.DienTich`, areaInside: `${PARCEL}.DienTichTrongHanMuc`, areaOutside: `${PARCEL}.DienTichNgoaiHanMuc` },
  ...{ purpose: `${PARCEL}.MucDichSuDung`, origin: `${PARCEL}.NguonGocSuDung`, term: `${PARCEL}.ThoiHanSuDung` },
  ...{ usedSince: `${PARCEL}.ThoiDiemSuDung`, priceBasis: `${PARCEL}.CanCuGiaDat` },
  ...{ asset: 'TaiSanGanLien.0.LoaiTaiSan', assetArea: 'TaiSanGanLien.0.DienTichSan', assetLevel: 'TaiSanGanLien.0.CapHang' },
  assetYear: 'TaiSanGanLien.0.NamHoanThanh',
  ...{ price: 'GiaChuyenNhuong', exempt: 'MienGiam', exemption: 'LyDoMienGiam' },
};

const slipHead = {
  ...{ ...head, NoiChuyen: Text, SoPhieuChuyen: Text, NgayChuyen: Time, DanhSachGiayToDinhKem: PAPERS },
  NghiaVuDeNghi: Type.Array(Type.Enum(Object.values(OBLIGATIONS)), { minItems: 1, uniqueItems: true }),
};

const slipOptional = {
  ThongTinNguoiNop: payer,
  ThongTinThuaDat: Type.Array(land, { minItems: 1 }),
  TaiSanGanLien: Type.Array(asset),
  ...{ MienGiam: Type.Boolean(), LyDoMienGiam: Text },
};

const Price = Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER });

const slipPlain = [
  ...['HoSoId', 'MaThuTuc', 'NoiChuyen', 'SoPhieuChuyen', 'NgayChuyen', 'NghiaVuDeNghi', 'GiaChuyenNhuong', 'MienGiam'],
  ...['SoThuTuThua', 'SoHieuBanDo', 'DienTich', 'DienTichTrongHanMuc', 'DienTichNgoaiHanMuc', 'MucDichSuDung'].map(
    (field) => `ThongTinThuaDat.${field}`,
  ),
  ...['TenGiayTo', 'SoBanChinh', 'SoBanSao'].map((field) => `DanhSachGiayToDinhKem.${field}`),
];

/** Phiếu chuyển thông tin for a transfer: income tax and registration fee, by the price (Decree 151/2025, form 19). */
const landTaxReferral = outgoing({
  what: 'message land-tax-referral to tax',
  head: slip(['income-tax', 'registration-fee']),
  fields: slipFields,
  required: { ...slipHead, GiaChuyenNhuong: Price },
  optional: slipOptional,
  plain: slipPlain,
});

/** The same slip for land that gets its first certificate: levy and registration fee, by the area. */
const landLevyReferral = outgoing({
  what: 'message land-levy-referral to tax',
  head: slip(['land-levy', 'registration-fee']),
  fields: slipFields,
  required: { ...slipHead, ThongTinThuaDat: slipOptional.ThongTinThuaDat },
  optional: { ...slipOptional, GiaChuyenNhuong: Price },
  plain: slipPlain,
});

/** Thông báo thuế. The number of the decision is what the applicant pays under. */
const NOTICE = {
  /** 1 tax authority, 2 entered by oneself, 3 land office. */
  Nguon: Type.Integer({ minimum: 1, maximum: 3 }),
  ...{ SoTien: Money, SoQuyetDinh: Text, NgayQuyetDinh: Time, TenTieuMuc: Text },
  ...{ MaSoThue: Type.Optional(Text), DuongDanTBT: Type.Optional(Text) },
};
const Notice = Type.Object(NOTICE, { additionalProperties: true });
type Notice = Pick<Static<typeof Notice>, 'SoQuyetDinh' | 'SoTien' | 'TenTieuMuc'>;

const NOTICE_PLAIN = ['Nguon', 'SoTien', 'SoQuyetDinh', 'NgayQuyetDinh', 'TenTieuMuc'];

/** One or several notices for one referral, each with a number, an amount and a sub-item of its own. */
const notice = answer('notice of tax', {
  required: { HoSoId: Text, DanhSachThongBaoThue: Type.Array(Notice, { minItems: 1 }) },
  optional: {},
  plain: ['HoSoId', ...NOTICE_PLAIN.map((field) => `DanhSachThongBaoThue.${field}`)],
  toAct: (run, body) => ({ type: 'reply', run, reply: 'notice', obligations: body.DanhSachThongBaoThue.map(obligationOf) }),
});

function obligationOf({ SoQuyetDinh: reference, SoTien: amount, TenTieuMuc: item }: Notice): Obligation {
  return { reference, amount, item };
}

/** A notice that comes after the others, while the applicant is still to pay. */
const furtherNotice = answer('further-notice of tax', {
  required: { HoSoId: Text, ...NOTICE },
  optional: {},
  plain: ['HoSoId', ...NOTICE_PLAIN],
  toAct: (_run, body) => ({ type: 'state obligation', ...obligationOf(body) }),
});

/** The tax office will be late, apologises and names a new date (provincial rules of coordination, art. 11). */
const late = remark('late of tax', {
  required: { HoSoId: Text, LyDo: Text, NgayHenMoi: Time },
  optional: {},
  plain: ['HoSoId', 'NgayHenMoi'],
  remark: 'partner late',
  said: ({ LyDo, NgayHenMoi }) => `${LyDo} Ngày hẹn mới: ${civilText(NgayHenMoi)}.`,
});

const noObligation = answer('no-obligation of tax', {
  required: { HoSoId: Text, LyDo: Text },
  optional: {},
  plain: ['HoSoId'],
  toAct: (run) => ({ type: 'reply', run, reply: 'no-obligation' }),
  said: 'LyDo',
});

const returnedAsWrong = answer('returned-as-wrong of tax', {
  required: { HoSoId: Text, LyDo: Text },
  optional: {},
  plain: ['HoSoId'],
  toAct: (run) => ({ type: 'reply', run, reply: 'returned-as-wrong' }),
  said: 'LyDo',
});

/** Chứng từ nộp tiền. `SoTien` is this payment; the obligation is complete when `TongConPhaiNop` is 0. Only payments that succeeded (TrangThai 1) are messages. */
const payment = answer('payment of tax', {
  required: {
    HoSoId: Text,
    MaThongBaoThue: Text,
    SoTien: Money,
    ThoiGian: Time,
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
  toAct: (_run, body) => {
    checkSums(body);
    return { type: 'pay', reference: body.MaThongBaoThue, amount: body.SoTien };
  },
});

const Amount = Type.Integer({ minimum: 0 });

/** Nothing is left to pay because the law waives it: the rest of the notice is in `TongMienGiam`. */
const exemption = answer('exemption of tax', {
  required: {
    ...{ HoSoId: Text, MaThongBaoThue: Text, TongPhaiNop: Amount, TongMienGiam: Money, TongDaNop: Amount, TongConPhaiNop: Type.Literal(0) },
    LyDo: Text,
  },
  optional: {},
  plain: ['HoSoId', 'MaThongBaoThue', 'TongPhaiNop', 'TongMienGiam', 'TongDaNop', 'TongConPhaiNop'],
  toAct: (_run, body) => {
    checkSums(body);
    return { type: 'settle obligation', reference: body.MaThongBaoThue, how: 'exempt' };
  },
  said: 'LyDo',
});

/** Ghi nợ: the law lets the rest be paid later, and the dossier go on. */
const deferral = answer('deferral of tax', {
  required: { HoSoId: Text, MaThongBaoThue: Text, SoTienGhiNo: Money, SoQuyetDinh: Text, NgayQuyetDinh: Time, LyDo: Text },
  optional: {},
  plain: ['HoSoId', 'MaThongBaoThue', 'SoTienGhiNo', 'SoQuyetDinh', 'NgayQuyetDinh'],
  toAct: (_run, body) => ({ type: 'settle obligation', reference: body.MaThongBaoThue, how: 'deferred' }),
  said: 'LyDo',
});

interface Sums {
  readonly TongPhaiNop: number;
  readonly TongMienGiam?: number;
  readonly TongDaNop: number;
  readonly TongConPhaiNop: number;
}

/** What is left is what was due less what was waived and what was paid; a voucher that says otherwise is not believed. */
function checkSums({ TongPhaiNop, TongMienGiam = 0, TongDaNop, TongConPhaiNop }: Sums): void {
  const left = TongPhaiNop - TongMienGiam - TongDaNop;
  if (TongConPhaiNop !== left) throw new PermanentFailure(`payment of tax: TongConPhaiNop is ${TongConPhaiNop}; expected ${left}`);
}

export const TAX: Mapping = {
  name: 'tax',
  outgoing: {
    'land-tax-referral': landTaxReferral,
    'land-levy-referral': landLevyReferral,
  },
  incoming: {
    ...{ notice, 'further-notice': furtherNotice, late, 'no-obligation': noObligation, 'returned-as-wrong': returnedAsWrong },
    ...{ payment, exemption, deferral },
  },
};
