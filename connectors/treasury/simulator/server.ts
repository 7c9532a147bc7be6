import type { Express } from 'express';
import { PermanentFailure } from '../../failure.js';
import type { Mapping, Outgoing } from '../../partner.js';
import type { Secrets } from '../../settings.js';
import { jsonOf } from '../../simulator/app.js';
import { type Answer, officeOf, type Question, type Sayings } from '../../simulator/office.js';
import { type Extension, startSimulator, type StartSimulator } from '../../simulator/start.js';
import { toWireTime } from '../../wire-time.js';
import { TREASURY } from '../mapping.js';
import { sealed, unsealed } from '../seal.js';

/**
 * A simulated payment platform: makes an order with a page to pay at, confirms what is paid there, gives receipts. `POST /payments/{reference} {amount?, bank?, state?,
 * transaction?}` pays as the applicant would at that page; `state`: `paid` (also when absent), `pending`, `failed`. It does not mind being paid twice.
 */
export const start: StartSimulator = (options) => {
  const { secrets, publicUrl } = options;
  const office = officeOf(TREASURY.name, ruleOf, sayings(secrets, publicUrl));
  return startSimulator(office, believing(secrets), options, (app, extension) => payments(app, extension, secrets));
};

const ruleOf = ({ referral }: Question): string => (referral.message === 'bill-request' ? 'bill' : 'order');

const sayings = (secrets: Secrets, base: string): Sayings => {
  const page = (kind: string, { referral }: Question) => `${base}/${kind}/${encodeURIComponent(String(referral.body.MaThamChieu))}`;
  const result = (LoaiBanTin: string, { referral }: Question) => ({
    ...{ LoaiBanTin, MaLoi: '00', MaDoiTac: referral.body.MaDoiTac, MaThamChieu: referral.body.MaThamChieu },
  });
  return {
    order: (question) => sealed({ ...result('INIT_RESULT', question), UrlThanhToan: page('pay', question) }, secrets),
    bill: (question) => sealed({ ...result('GET_BILL_RESULT', question), UrlBienLai: page('receipt', question) }, secrets),
  };
};

/** A message without the right seal is not taken. */
function believing(secrets: Secrets): Mapping {
  const believed = (outgoing: Outgoing): Outgoing => ({
    ...outgoing,
    check: (body) => {
      const checked = outgoing.check(body);
      const why = unsealed(checked, secrets);
      if (why) throw new PermanentFailure(`payment platform: ${why}`);
      return checked;
    },
  });
  return { ...TREASURY, outgoing: Object.fromEntries(Object.entries(TREASURY.outgoing).map(([name, each]) => [name, believed(each)])) };
}

interface Transaction {
  readonly id: string;
}

const STATES = { paid: 1, pending: 3, failed: 4 } as const;

function payments(app: Express, { desk, referrals, openJournal }: Extension, secrets: Secrets): void {
  const transactions = openJournal<Transaction>('transactions');
  app.post('/payments/:reference', (request, response) => {
    const reference = String(request.params.reference);
    const order = referrals.all().find(({ referral }) => referral.message === 'payment-request' && referral.body.MaThamChieu === reference);
    if (!order) throw new PermanentFailure(`order ${reference} is unknown`);
    const { state, amount, transaction } = wishOf(jsonOf(request), Number(order.referral.body.SoTien));
    const id = transaction ?? `GD${String(transactions.all().length + 1).padStart(8, '0')}`;
    transactions.put({ id });
    const body = confirmation(order.referral.body, { state, amount, id });
    desk.tell(order.referral, { reply: state, body: sealed(body, secrets) });
    response.status(202).json({ reference, amount, state, transaction: id });
  });
}

interface Wish {
  readonly state: keyof typeof STATES;
  readonly amount: number;
  readonly transaction?: string;
}

function wishOf({ state = 'paid', amount, transaction, ...rest }: Record<string, unknown>, due: number): Wish {
  const fits =
    Object.hasOwn(STATES, String(state)) &&
    (amount === undefined || (Number.isSafeInteger(amount) && (amount as number) > 0)) &&
    (transaction === undefined || typeof transaction === 'string') &&
    Object.keys(rest).length === 0;
  if (!fits) throw new PermanentFailure('payment: expected {amount?: whole đồng, state?: paid, pending or failed, transaction?: text}');
  return {
    state: state as Wish['state'],
    amount: (amount as number | undefined) ?? due,
    ...(typeof transaction === 'string' && { transaction }),
  };
}

function confirmation(order: Answer['body'], { state, amount, id }: { state: Wish['state']; amount: number; id: string }): Answer['body'] {
  return {
    ...{ LoaiBanTin: 'CONFIRM', MaLoi: state === 'failed' ? '51' : '00', MaDoiTac: order.MaDoiTac, MaThamChieu: order.MaThamChieu },
    ...{ SoTien: amount, MaTienTe: 'VND', MaGiaoDich: id, MaNganHang: 'NHMH', ThoiGianGD: toWireTime(Date.now()) },
    ...{ ThongTinGiaoDich: order.ThongTinGiaoDich, TrangThai: STATES[state] },
  };
}
