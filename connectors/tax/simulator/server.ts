import type { Express } from 'express';
import { toWireTime } from '../../wire-time.js';
import { PermanentFailure } from '../../failure.js';
import { jsonOf } from '../../simulator/app.js';
import { type Answer, officeOf, type Question, type Sayings } from '../../simulator/office.js';
import { type Extension, startSimulator, type StartSimulator } from '../../simulator/start.js';
import type { CallbackMessage } from '../../contract.js';
import { TAX } from '../mapping.js';

/**
 * A simulated tax office. By rule: exempt -> no obligation; a price ending in 666 -> returned as wrong the first time; else a notice of 2 % personal income
 * tax and 0.5 % registration fee. A household gets a tax code, unless its name says that it is taken (once).
 */
export const start: StartSimulator = (options) => startSimulator(officeOf(TAX.name, rule, SAYINGS), TAX, options, payments);

function rule({ referral, askedBefore }: Question): string {
  const { body } = referral;
  if (referral.message === 'household-registration')
    return /trùng/i.test(String(body.TenHoKinhDoanh)) && askedBefore === 0 ? 'returned-as-wrong' : 'registered';
  if (body.MienGiam === true || owed(body) === 0) return 'no-obligation';
  return String(body.GiaChuyenNhuong).endsWith('666') && askedBefore === 0 ? 'returned-as-wrong' : 'notice';
}

/** Personal income tax 2 % and registration fee 0.5 % of the price, in whole đồng. */
function owed(body: Readonly<Record<string, unknown>>): number {
  return Math.round((Number(body.GiaChuyenNhuong) * 25) / 1000);
}

const SAYINGS: Sayings = {
  notice: ({ referral, askedBefore, now }) => ({
    HoSoId: referral.body.HoSoId,
    Nguon: 1,
    SoTien: owed(referral.body),
    SoQuyetDinh: `TBT-${String(referral.body.HoSoId)}-${askedBefore + 1}`,
    NgayQuyetDinh: toWireTime(now),
    TenTieuMuc: 'Thuế thu nhập cá nhân; lệ phí trước bạ',
  }),
  'no-obligation': ({ referral }) => ({ HoSoId: referral.body.HoSoId, LyDo: 'Thuộc diện miễn thuế thu nhập cá nhân và lệ phí trước bạ' }),
  'returned-as-wrong': ({ referral }) => ({
    HoSoId: referral.body.HoSoId,
    LyDo: referral.message === 'household-registration' ? 'Tên hộ kinh doanh trùng' : 'Giá chuyển nhượng không khớp hợp đồng',
  }),
  registered: ({ referral, serial }) => ({ HoSoId: referral.body.HoSoId, MaSoThue: String(8_000_000_000 + serial) }),
};

interface Payment {
  readonly id: string;
  readonly paid: number;
}

/** `POST /payments/{reference}` as the treasury would: the applicant has paid so much under this notice. The tax office then confirms it. */
function payments(app: Express, { desk, referrals, callbacks, openJournal }: Extension): void {
  const ledger = openJournal<Payment>('payments');
  app.post('/payments/:reference', (request, response) => {
    const reference = String(request.params.reference);
    const told = callbacks.all().find(({ message }) => message.message === 'notice' && message.body.SoQuyetDinh === reference);
    if (!told) throw new PermanentFailure(`notice ${reference} is unknown`);
    const before = ledger.get(reference)?.paid ?? 0;
    const due = Number(told.message.body.SoTien);
    const amount = amountOf(jsonOf(request), due - before);
    ledger.put({ id: reference, paid: before + amount });
    desk.tell(referrals.get(told.referral)!.referral, {
      reply: 'payment',
      body: voucher(told.message, { reference, amount, due, paid: before + amount }),
    });
    response.status(202).json({ reference, amount, left: due - before - amount });
  });
}

function amountOf({ amount, ...rest }: Record<string, unknown>, left: number): number {
  const wanted = amount ?? left;
  const fits = Number.isSafeInteger(wanted) && (wanted as number) >= 1 && (wanted as number) <= left && Object.keys(rest).length === 0;
  if (!fits) throw new PermanentFailure(`payment: amount is ${JSON.stringify(wanted)}; expected a whole number of đồng from 1 to ${left}`);
  return wanted as number;
}

function voucher(
  notice: CallbackMessage,
  { reference, amount, due, paid }: { reference: string; amount: number; due: number; paid: number },
): Answer['body'] {
  return {
    HoSoId: notice.body.HoSoId,
    MaThongBaoThue: reference,
    SoTien: amount,
    ThoiGian: toWireTime(Date.now()),
    TrangThai: 1,
    BienLai: `BL-${reference}-${paid}`,
    TongPhaiNop: due,
    TongDaNop: paid,
    TongConPhaiNop: due - paid,
  };
}
