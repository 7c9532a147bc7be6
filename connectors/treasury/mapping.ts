/**
 * The payment platform of the treasury: takes an obligation that can be paid there, confirms what is paid, gives the receipt. Messages of version 1.0; each is sealed
 * (`seal.ts`) beside our signature. A payment is applied once for its transaction; an order that fails is made anew under another reference (`order.ts`); what is paid too
 * much is refunded by hand. Wire names stop here.
 */
import { Type } from 'typebox';
import type { Referral } from '../contract.js';
import type { Mapping } from '../partner.js';
import { answer, Money, outgoing, progress, remark, Text, Time } from '../wire-parts.js';
import { orderIn } from './order.js';
import { toWireTime } from '../wire-time.js';

const VERSION = '1.0.1';
/** This system, as the platform knows it. */
const US = 'MOTCUA';
const Seal = Type.String({ pattern: '^[0-9A-F]{64}$' });
const Url = Type.String({ pattern: '^https?://[^\\s]+$', maxLength: 500 });

const head = (kind: string) => (referral: Referral) => ({
  ...{ LoaiBanTin: kind, PhienBan: VERSION, MaDoiTac: US, ThoiGianGD: toWireTime(referral.about.askedAt) },
});

/** An obligation that the applicant may pay at the platform. */
const paymentRequest = outgoing({
  what: 'message payment-request to treasury',
  head: (referral) => ({
    ...head('INIT')(referral),
    ...{ LoaiHinhThanhToan: 'NSNN', MaKenhThanhToan: 'TRUC_TUYEN', ThongTinGiaoDich: `Nop tien ho so ${referral.number}` },
    ...{ TKThuHuong: '7111', TenTKThuHuong: 'Kho bạc Nhà nước', LoaiPhiLePhi: '2', MaPhiLePhi: referral.agency },
    ...{ MaDonVi: referral.about.centre, TenDonVi: referral.agency, MaThuTuc: referral.procedure, MaDVC: referral.number },
  }),
  fields: {
    ...{ reference: 'MaThamChieu', amount: 'SoTien', item: 'TenPhiLePhi' },
    ...{ payer: 'HoTenNguoiNop', payerId: 'SoGiayToNguoiNop', payerAddress: 'DiaChiNguoiNop', payerPhone: 'SoDienThoaiNguoiNop' },
  },
  required: {
    ...{ LoaiBanTin: Type.Literal('INIT'), PhienBan: Text, MaDoiTac: Text, MaThamChieu: Text, SoTien: Money, ThoiGianGD: Time },
    ...{ LoaiHinhThanhToan: Text, MaKenhThanhToan: Text, ThongTinGiaoDich: Text, TKThuHuong: Text, TenTKThuHuong: Text },
    ...{ LoaiPhiLePhi: Text, MaPhiLePhi: Text, TenPhiLePhi: Text, MaDonVi: Text, TenDonVi: Text, MaThuTuc: Text, MaDVC: Text },
  },
  // the seal is put on last, by the client that has the secret
  optional: { HoTenNguoiNop: Text, SoGiayToNguoiNop: Text, DiaChiNguoiNop: Text, SoDienThoaiNguoiNop: Text, Ip: Text, MaXacThuc: Seal },
  plain: ['LoaiBanTin', 'PhienBan', 'MaThamChieu', 'SoTien', 'TenPhiLePhi', 'MaDonVi', 'TenDonVi', 'MaThuTuc', 'MaDVC', 'ThoiGianGD'],
});

/** GET_BILL: where is the receipt of what was paid? */
const billRequest = outgoing({
  what: 'message bill-request to treasury',
  head: head('GET_BILL'),
  fields: { reference: 'MaThamChieu' },
  required: { LoaiBanTin: Type.Literal('GET_BILL'), PhienBan: Text, MaDoiTac: Text, MaThamChieu: Text, ThoiGianGD: Time },
  optional: { MaXacThuc: Seal },
  plain: ['LoaiBanTin', 'PhienBan', 'MaThamChieu', 'ThoiGianGD'],
});

const said = (kind: string) => ({
  LoaiBanTin: Type.Literal(kind),
  MaLoi: Type.Literal('00'),
  MaDoiTac: Text,
  MaThamChieu: Text,
  MaXacThuc: Seal,
});

const order = progress('order of treasury', {
  required: { ...said('INIT_RESULT'), UrlThanhToan: Url },
  optional: {},
  plain: ['LoaiBanTin', 'MaLoi', 'MaThamChieu'],
  returns: { payAt: 'UrlThanhToan' },
});

const bill = progress('bill of treasury', {
  required: { ...said('GET_BILL_RESULT'), UrlBienLai: Url },
  optional: {},
  plain: ['LoaiBanTin', 'MaLoi', 'MaThamChieu'],
  returns: { receipt: 'UrlBienLai' },
});

/** `TrangThai`: 1 paid, 3 pending, 4 failed. */
const confirmation = (state: number) => ({
  ...{ LoaiBanTin: Type.Literal('CONFIRM'), MaLoi: Text, MaDoiTac: Text, MaThamChieu: Text, SoTien: Money, MaTienTe: Type.Literal('VND') },
  ...{ MaGiaoDich: Text, MaNganHang: Text, ThoiGianGD: Time, ThongTinGiaoDich: Text, TrangThai: Type.Literal(state), MaXacThuc: Seal },
});

const PLAIN = ['LoaiBanTin', 'MaLoi', 'MaThamChieu', 'SoTien', 'MaTienTe', 'MaGiaoDich', 'MaNganHang', 'ThoiGianGD', 'TrangThai'];

const paid = answer('paid of treasury', {
  required: confirmation(1),
  optional: {},
  plain: PLAIN,
  toAct: (_run, body) => ({ type: 'pay', reference: orderIn(body.MaThamChieu).reference, amount: body.SoTien }),
  once: 'MaGiaoDich',
  returns: { paidOrder: 'MaThamChieu' },
});

const pending = progress('pending of treasury', { required: confirmation(3), optional: {}, plain: PLAIN });

const failed = remark('failed of treasury', {
  required: confirmation(4),
  optional: {},
  plain: PLAIN,
  remark: 'payment failed',
  orderAnew: ({ MaThamChieu }) => orderIn(MaThamChieu),
  said: ({ MaThamChieu, SoTien, MaLoi }) => `Giao dịch nộp ${SoTien} đồng theo ${MaThamChieu} không thành công (mã lỗi ${MaLoi}).`,
});

export const TREASURY: Mapping = {
  name: 'treasury',
  outgoing: { 'payment-request': paymentRequest, 'bill-request': billRequest },
  incoming: { order, paid, pending, failed, bill },
};
