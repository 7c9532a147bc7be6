import type { Express } from 'express';
import { PermanentFailure } from '../../failure.js';
import { jsonOf } from '../../simulator/app.js';
import type { Answer, KeptCallback } from '../../simulator/office.js';
import type { Journal } from '../../simulator/journal.js';
import type { Extension } from '../../simulator/start.js';
import { toWireTime } from '../../wire-time.js';

/** How much of a notice has been paid. */
interface Ledger {
  readonly id: string;
  readonly paid: number;
}

interface Told {
  readonly referral: string;
  readonly HoSoId: unknown;
  readonly due: number;
}

/** `POST /payments/{reference}` as the treasury would: the applicant has paid so much under this notice. The tax office then confirms it. */
export function payments(app: Express, extension: Extension): void {
  const { desk, referrals, callbacks, openJournal } = extension;
  const ledger = openJournal<Ledger>('payments');
  settlements(app, extension, ledger);
  app.post('/payments/:reference', (request, response) => {
    const reference = String(request.params.reference);
    const told = noticeOf(callbacks.all(), reference);
    const before = ledger.get(reference)?.paid ?? 0;
    const amount = amountOf(jsonOf(request), told.due - before);
    ledger.put({ id: reference, paid: before + amount });
    desk.tell(referrals.get(told.referral)!.referral, {
      reply: 'payment',
      body: voucher(told, { reference, amount, paid: before + amount }),
    });
    response.status(202).json({ reference, amount, left: told.due - before - amount });
  });
}

/**
 * `POST /settlements/{reference} {how: exempt | deferred}`: what is left of a notice is waived, or put off by law.
 */
function settlements(app: Express, { desk, referrals, callbacks }: Extension, ledger: Journal<Ledger>): void {
  app.post('/settlements/:reference', (request, response) => {
    const reference = String(request.params.reference);
    const told = noticeOf(callbacks.all(), reference);
    const { how } = jsonOf(request);
    if (how !== 'exempt' && how !== 'deferred')
      throw new PermanentFailure(`settlement: how is ${JSON.stringify(how)}; expected exempt or deferred`);
    const paid = ledger.get(reference)?.paid ?? 0;
    const answer = how === 'exempt' ? exemption(told, reference, paid) : deferral(told, reference, paid);
    desk.tell(referrals.get(told.referral)!.referral, answer);
    response.status(202).json({ reference, how });
  });
}

function exemption({ HoSoId, due }: Told, reference: string, paid: number): Answer {
  const sums = { TongPhaiNop: due, TongMienGiam: due - paid, TongDaNop: paid, TongConPhaiNop: 0 };
  return { reply: 'exemption', body: { HoSoId, MaThongBaoThue: reference, ...sums, LyDo: 'Người có công với cách mạng được miễn' } };
}

function deferral({ HoSoId, due }: Told, reference: string, paid: number): Answer {
  const decision = { SoTienGhiNo: due - paid, SoQuyetDinh: `GN-${reference}`, NgayQuyetDinh: toWireTime(Date.now()) };
  return { reply: 'deferral', body: { HoSoId, MaThongBaoThue: reference, ...decision, LyDo: 'Được ghi nợ tiền sử dụng đất tái định cư' } };
}

function noticeOf(callbacks: readonly KeptCallback[], reference: string): Told {
  for (const { referral, message } of callbacks) {
    const notices = (message.body.DanhSachThongBaoThue ?? [message.body]) as readonly { SoQuyetDinh: string; SoTien: number }[];
    const found = notices.find(({ SoQuyetDinh }) => SoQuyetDinh === reference);
    if (found) return { referral, HoSoId: message.body.HoSoId, due: found.SoTien };
  }
  throw new PermanentFailure(`notice ${reference} is unknown`);
}

function amountOf({ amount, ...rest }: Record<string, unknown>, left: number): number {
  const wanted = amount ?? left;
  const fits = Number.isSafeInteger(wanted) && (wanted as number) >= 1 && (wanted as number) <= left && Object.keys(rest).length === 0;
  if (!fits) throw new PermanentFailure(`payment: amount is ${JSON.stringify(wanted)}; expected a whole number of đồng from 1 to ${left}`);
  return wanted as number;
}

function voucher({ HoSoId, due }: Told, { reference, amount, paid }: { reference: string; amount: number; paid: number }): Answer['body'] {
  return {
    ...{ HoSoId, MaThongBaoThue: reference, SoTien: amount, ThoiGian: toWireTime(Date.now()), TrangThai: 1 },
    ...{ BienLai: `BL-${reference}-${paid}`, TongPhaiNop: due, TongDaNop: paid, TongConPhaiNop: due - paid },
  };
}
