import { toWireTime } from '../../wire-time.js';
import { officeOf, type Question, type Sayings } from '../../simulator/office.js';
import { startSimulator, type StartSimulator } from '../../simulator/start.js';
import { TAX } from '../mapping.js';
import { payments } from './payments.js';

/**
 * A simulated tax office. What it says follows from what the slip says: `rule`, told in docs/connectors.md. 2 % personal income tax and 0.5 % registration fee of the
 * price of a transfer; a levy by the area outside the limit for land that gets its first certificate.
 */
export const start: StartSimulator = (options) => startSimulator(officeOf(TAX.name, rule, SAYINGS), TAX, options, payments);

const DAY = 86_400_000;
/** Đồng a square metre, of the imaginary province. */
const LAND_PRICE = 2_000_000;

function rule({ referral, askedBefore }: Question): string | readonly string[] {
  const { body } = referral;
  const price = String(body.GiaChuyenNhuong);
  if (body.MienGiam === true || dues(referral.message, body).length === 0) return 'no-obligation';
  if (price.endsWith('666') && askedBefore === 0) return 'returned-as-wrong';
  if (price.endsWith('223')) return ['notice', 'further-notice'];
  return price.endsWith('555') ? ['late', 'notice'] : 'notice';
}

interface Due {
  readonly amount: number;
  readonly item: string;
}

type Body = Readonly<Record<string, unknown>>;

/** What is to be paid, by sub-item: on one notice, unless the price ends in 222. */
function dues(message: string, body: Body): readonly Due[] {
  const all = message === 'land-levy-referral' ? levies(body) : transferTaxes(Number(body.GiaChuyenNhuong));
  const owed = all.filter(({ amount }) => amount > 0);
  if (owed.length < 2 || String(body.GiaChuyenNhuong).endsWith('222')) return owed;
  return [{ amount: owed.reduce((sum, { amount }) => sum + amount, 0), item: owed.map(({ item }) => item).join('; ') }];
}

function transferTaxes(price: number): readonly Due[] {
  const fee = Math.round((price * 5) / 1000);
  return [
    { amount: Math.round((price * 25) / 1000) - fee, item: 'Thuế thu nhập cá nhân' },
    { amount: fee, item: 'Lệ phí trước bạ' },
  ];
}

/** Inside the limit 20 % of the price of the land, outside all of it. */
function levies({ ThongTinThuaDat }: Body): readonly Due[] {
  const [{ DienTich = 0, DienTichTrongHanMuc = DienTich, DienTichNgoaiHanMuc = 0 } = {}] = ThongTinThuaDat as Record<string, number>[];
  const levy = (DienTichTrongHanMuc * 0.2 + DienTichNgoaiHanMuc) * LAND_PRICE;
  return [
    { amount: Math.round(levy), item: 'Tiền sử dụng đất' },
    { amount: Math.round(DienTich * LAND_PRICE * 0.005), item: 'Lệ phí trước bạ' },
  ];
}

function noticesOf({ referral, askedBefore, now }: Question) {
  return dues(referral.message, referral.body).map(({ amount, item }, index) => ({
    ...{ Nguon: 1, SoTien: amount, TenTieuMuc: item, NgayQuyetDinh: toWireTime(now) },
    SoQuyetDinh: `TBT-${String(referral.body.HoSoId)}-${askedBefore + 1}${index === 0 ? '' : `.${index + 1}`}`,
  }));
}

/** What was forgotten on the first notice. */
function later({ referral, askedBefore, now }: Question) {
  return {
    ...{ Nguon: 1, SoTien: 100_000, TenTieuMuc: 'Thuế sử dụng đất phi nông nghiệp', NgayQuyetDinh: toWireTime(now) },
    SoQuyetDinh: `TBT-${String(referral.body.HoSoId)}-${askedBefore + 1}.bs`,
  };
}

const SAYINGS: Sayings = {
  notice: (question) => ({ HoSoId: question.referral.body.HoSoId, DanhSachThongBaoThue: noticesOf(question) }),
  'further-notice': (question) => ({ HoSoId: question.referral.body.HoSoId, ...later(question) }),
  late: ({ referral, now }) => ({
    ...{ HoSoId: referral.body.HoSoId, NgayHenMoi: toWireTime(now + 2 * DAY) },
    LyDo: 'Cơ quan thuế xin lỗi vì chưa xác định xong nghĩa vụ tài chính do phải xác minh giá đất.',
  }),
  'no-obligation': ({ referral }) => ({ HoSoId: referral.body.HoSoId, LyDo: 'Thuộc diện miễn thuế thu nhập cá nhân và lệ phí trước bạ' }),
  'returned-as-wrong': ({ referral }) => ({ HoSoId: referral.body.HoSoId, LyDo: 'Giá chuyển nhượng không khớp hợp đồng' }),
};
