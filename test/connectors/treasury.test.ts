import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createCallbacks } from '../../connectors/callbacks.js';
import { createClient } from '../../connectors/client.js';
import { signedHeaders } from '../../connectors/signature.js';
import type { Simulator } from '../../connectors/simulator/start.js';
import { TREASURY } from '../../connectors/treasury/mapping.js';
import { orderIn, orderReference } from '../../connectors/treasury/order.js';
import { sealed, sealOf, unsealed } from '../../connectors/treasury/seal.js';
import { start } from '../../connectors/treasury/simulator/server.js';
import { listen, type Listener, post, SECRET, until } from './offices.js';
import { clientOf, sample } from './samples.js';

const REFERENCE = 'TBT-H99.42-260212-0001-1';
const CONFIRM = {
  ...{ LoaiBanTin: 'CONFIRM', MaLoi: '00', MaDoiTac: 'MOTCUA', MaThamChieu: REFERENCE, SoTien: 37_500_000, MaTienTe: 'VND' },
  ...{ MaGiaoDich: 'GD00000001', MaNganHang: 'NHMH', ThoiGianGD: '20260304090000', ThongTinGiaoDich: 'Nop tien', TrangThai: 1 },
};

describe('the seal of a message', () => {
  it('is the hash of its fields joined by | and the secret after them', () => {
    // sha256sum of CONFIRM|00|MOTCUA|TBT-H99.42-260212-0001-1|37500000|VND|GD00000001|NHMH|20260304090000|Nop tien|1|a secret …
    expect(sealOf(CONFIRM, SECRET)).toBe('07647264183A91FD7488BD43EEC979A2EE8FB6257A30D2923F9E1C798F3C67EB');
  });

  it.each(['SoTien', 'MaThamChieu', 'MaGiaoDich', 'TrangThai'])('breaks when %s is changed', (field) => {
    const body = sealed(CONFIRM, [SECRET]);
    expect([unsealed(body, [SECRET]), unsealed({ ...body, [field]: '2' }, [SECRET])]).toEqual([null, 'MaXacThuc does not fit the message']);
  });

  it('is believed with either secret while one is being replaced', () => {
    expect(unsealed(sealed(CONFIRM, ['former']), ['new', 'former'])).toBeNull();
  });

  it('is asked for at the door, beside our signature', () => {
    const door = createCallbacks({ treasury: [SECRET] });
    const refused = (body: object) => {
      const raw = JSON.stringify({ id: 'm-1', connector: 'treasury', message: 'paid', reference: 'd-1.payment-9', body });
      return door.refuses('treasury', signedHeaders('m-1', raw, [SECRET], Date.now()), Buffer.from(raw), Date.now());
    };
    expect([refused(sealed(CONFIRM, [SECRET])), refused({ ...sealed(CONFIRM, [SECRET]), SoTien: 1 }), refused({})]).toEqual([
      null,
      'MaXacThuc does not fit the message',
      expect.stringContaining('LoaiBanTin is undefined; expected one of INIT'),
    ]);
  });
});

describe('the reference of an order', () => {
  it.each([
    ['TBT-1', 1, 'TBT-1'],
    ['TBT-1', 2, 'TBT-1~2'],
    ['TBT-H99.42-260212-0001-1.2', 13, 'TBT-H99.42-260212-0001-1.2~13'],
  ])('of %s, order %i is %s, and back', (reference, order, text) => {
    expect([orderReference({ reference, order }), orderIn(text)]).toEqual([text, { reference, order }]);
  });
});

describe('the payment platform', () => {
  let motcua: Listener;
  let treasury: Simulator;
  beforeEach(async () => {
    motcua = await listen();
    treasury = await start({ secrets: [SECRET], publicUrl: motcua.url, mood: { delayMs: 0 } });
  });
  afterEach(async () => {
    await treasury.stop();
    await motcua.close();
  });

  const order = async () => {
    await clientOf('treasury', treasury.url).send(sample('payment-request'));
    await until('the order', () => motcua.heard.length === 1);
  };
  const pay = (body: object = {}) => post(`${treasury.url}/payments/${REFERENCE}`, body);

  it('gives a page to pay at', async () => {
    await order();
    expect(motcua.heard).toMatchObject([{ progress: true, data: { payAt: `${motcua.url}/pay/${REFERENCE}` } }]);
  });

  it('takes nothing that is not sealed', async () => {
    const unsealing = createClient(TREASURY, { baseUrl: treasury.url, secrets: [SECRET] });
    await expect(unsealing.send(sample('payment-request'))).rejects.toThrow('MaXacThuc does not fit the message');
  });

  it('confirms a payment under its reference, once for its transaction whatever the message is called', async () => {
    await order();
    await pay();
    await pay({ transaction: 'GD00000001' });
    await until('both messages', () => motcua.heard.length === 3);
    expect(motcua.heard.slice(1).map((heard) => ('act' in heard ? [heard.act, heard.once] : heard))).toEqual([
      [{ type: 'pay', reference: REFERENCE, amount: 37_500_000 }, 'GD00000001'],
      [{ type: 'pay', reference: REFERENCE, amount: 37_500_000 }, 'GD00000001'],
    ]);
    expect(new Set(motcua.heard.map(({ messageId }) => messageId)).size).toBe(3);
  });

  it('says that a payment is pending, which is nothing yet, and that one failed, which officers see', async () => {
    await order();
    await pay({ state: 'pending' });
    await until('the pending one', () => motcua.heard.length === 2);
    await pay({ state: 'failed' });
    await until('the failed one', () => motcua.heard.length === 3);
    expect(motcua.heard.slice(1)).toMatchObject([
      { progress: true },
      { remark: 'payment failed', said: `Giao dịch nộp 37500000 đồng theo ${REFERENCE} không thành công (mã lỗi 51).` },
    ]);
  });

  it('tells where the receipt is', async () => {
    await order();
    await clientOf('treasury', treasury.url).send(sample('bill-request'));
    await until('the receipt', () => motcua.heard.length === 2);
    expect(motcua.heard[1]).toMatchObject({ progress: true, data: { receipt: `${motcua.url}/receipt/${REFERENCE}` } });
  });

  it('knows no order that was not made, and takes no wish that it does not understand', async () => {
    expect((await post(`${treasury.url}/payments/none`, {})).body).toEqual({ message: 'order none is unknown' });
    await order();
    expect((await pay({ state: 'refunded' })).body).toEqual({
      message: 'payment: expected {amount?: whole đồng, state?: paid, pending or failed, transaction?: text}',
    });
  });
});
