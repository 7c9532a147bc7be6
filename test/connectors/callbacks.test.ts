import { describe, expect, it } from '@jest/globals';
import { callbackSecrets, createCallbacks, toAct } from '../../connectors/callbacks.js';
import { referenceOf } from '../../connectors/contract.js';
import { signedHeaders } from '../../connectors/signature.js';

const SECRET = 'a secret of the test of 32 letters or more';
const LAND_SECRET = 'the secret of the land registry of 32 letters';
const NOW = Date.parse('2026-03-04T09:00:00+07:00');
const REFERENCE = referenceOf('d-1', 'refer-tax#1');
const NOTICE = {
  HoSoId: 'H99.12-260212-0001',
  Nguon: 1,
  SoTien: 37_500_000,
  SoQuyetDinh: 'TBT-1',
  NgayQuyetDinh: '20260304090000',
  TenTieuMuc: 'Thuế TNCN',
};
const PAYMENT = {
  HoSoId: 'H99.12-260212-0001',
  MaThongBaoThue: 'TBT-1',
  SoTien: 500,
  ThoiGian: '20260304090000',
  TrangThai: 1,
  TongPhaiNop: 1000,
  TongDaNop: 500,
  TongConPhaiNop: 500,
};

const callback = (message: string, body: object, more: object = {}) => ({
  id: 'm-1',
  connector: 'tax',
  message,
  reference: REFERENCE,
  body,
  ...more,
});

describe('a message of the tax office', () => {
  it('that states an obligation is a reply with the number and the amount to be paid', () => {
    expect(toAct('tax', callback('notice', NOTICE))).toEqual({
      messageId: 'm-1',
      dossierId: 'd-1',
      run: 'refer-tax#1',
      act: { type: 'reply', run: 'refer-tax#1', reply: 'notice', obligation: { reference: 'TBT-1', amount: 37_500_000 } },
    });
  });

  it('that confirms a payment is a payment of that much under that notice', () => {
    expect(toAct('tax', callback('payment', PAYMENT)).act).toEqual({ type: 'pay', reference: 'TBT-1', amount: 500 });
  });

  it('that gives a household its tax code is a reply with that value', () => {
    expect(toAct('tax', callback('registered', { HoSoId: 'H', MaSoThue: '8000000001' })).act).toEqual({
      type: 'reply',
      run: 'refer-tax#1',
      reply: 'registered',
      value: '8000000001',
    });
  });

  it.each(['no-obligation', 'returned-as-wrong'])('that says %s is that reply', (reply) => {
    expect(toAct('tax', callback(reply, { HoSoId: 'H', LyDo: 'vì thế' })).act).toEqual({ type: 'reply', run: 'refer-tax#1', reply });
  });

  it('may say more than we read', () => {
    expect(toAct('tax', callback('notice', { ...NOTICE, KhoBac: 'x' })).act.type).toBe('reply');
  });
});

describe('a message of the wrong shape is refused with what was expected', () => {
  it.each([
    [
      'an amount in text',
      'tax',
      callback('notice', { ...NOTICE, SoTien: '37500000' }),
      'notice of tax: SoTien is text of 8 characters; expected a value of type integer',
    ],
    ['an amount of nothing', 'tax', callback('notice', { ...NOTICE, SoTien: 0 }), 'notice of tax: SoTien is 0; expected >= 1'],
    ['no amount', 'tax', callback('notice', { ...NOTICE, SoTien: undefined }), 'notice of tax: the message lacks SoTien'],
    [
      'a payment that did not succeed',
      'tax',
      callback('payment', { ...PAYMENT, TrangThai: 3 }),
      'payment of tax: TrangThai is 3; expected 1',
    ],
    [
      'an unknown kind',
      'tax',
      callback('refund', {}),
      'callback: message refund is unknown; expected one of notice, no-obligation, returned-as-wrong, registered, payment',
    ],
    [
      'a kind named like a property of objects',
      'tax',
      callback('constructor', {}),
      'callback: message constructor is unknown; expected one of notice, no-obligation, returned-as-wrong, registered, payment',
    ],
    ['an unknown system', 'customs', callback('notice', NOTICE), 'connector customs is unknown; expected one of tax, land-registry'],
    [
      "another system's address",
      'land-registry',
      callback('notice', NOTICE),
      'callback: connector is tax; expected land-registry, to whom the address belongs',
    ],
    [
      'a key that the envelope does not have',
      'tax',
      callback('notice', NOTICE, { dossier: 'd-2' }),
      'callback: the message has dossier, which the contract does not know',
    ],
    [
      'a reference that is not ours',
      'tax',
      callback('notice', NOTICE, { reference: 'nothing' }),
      'callback: reference nothing is not one of ours',
    ],
    ['no object', 'tax', null, 'callback: the message is null; expected a value of type object'],
  ])('%s', (_what, connector, message, sentence) => {
    expect(() => toAct(connector, JSON.parse(JSON.stringify(message)))).toThrow(sentence);
  });
});

describe('the door for callbacks', () => {
  const door = createCallbacks(callbackSecrets({ MOTCUA_CONNECTOR_SECRET: SECRET, MOTCUA_LAND_REGISTRY_SECRET: LAND_SECRET }));
  const raw = JSON.stringify(callback('notice', NOTICE));

  it('lets a signed message in', () => {
    expect(door.refuses('tax', signedHeaders('m-1', raw, [SECRET], NOW), Buffer.from(raw), NOW)).toBeNull();
  });

  it('refuses a message sent again under another id, which is not under the signature', () => {
    const headers = { ...signedHeaders('m-1', raw, [SECRET], NOW), 'motcua-message-id': 'm-2' };
    expect(door.refuses('tax', headers, Buffer.from(raw), NOW)).toBe('header motcua-message-id does not fit the id in the message');
  });

  it('does not let one partner speak for another that has a secret of its own', () => {
    const headers = signedHeaders('m-1', raw, [SECRET], NOW);
    expect(door.refuses('land-registry', headers, Buffer.from(raw), NOW)).toBe('the signature does not fit the message');
    expect(door.refuses('land-registry', signedHeaders('m-1', raw, [LAND_SECRET], NOW), Buffer.from(raw), NOW)).toBeNull();
    expect(door.refuses('customs', headers, Buffer.from(raw), NOW)).toBe(
      'connector customs is unknown; expected one of tax, land-registry',
    );
  });

  it('believes both secrets while one is being replaced, and no longer', () => {
    const next = 'the secret of next month of 32 letters or more';
    const both = createCallbacks(callbackSecrets({ MOTCUA_CONNECTOR_SECRET: `${next}, ${SECRET}` }));
    const after = createCallbacks(callbackSecrets({ MOTCUA_CONNECTOR_SECRET: next }));
    const heard = (where: typeof door, secret: string) =>
      where.refuses('tax', signedHeaders('m-1', raw, [secret], NOW), Buffer.from(raw), NOW);
    expect([heard(both, next), heard(both, SECRET), heard(after, next)]).toEqual([null, null, null]);
    expect(heard(after, SECRET)).toBe('the signature does not fit the message');
  });
});

describe('the secrets of partners', () => {
  it.each([
    ['none', {}, 'MOTCUA_TAX_SECRET and MOTCUA_CONNECTOR_SECRET are missing; expected one of them'],
    [
      'a short one',
      { MOTCUA_TAX_SECRET: 'short', MOTCUA_CONNECTOR_SECRET: SECRET },
      'MOTCUA_TAX_SECRET has a secret of 5 characters; expected at least 32',
    ],
    [
      'three',
      { MOTCUA_CONNECTOR_SECRET: [SECRET, SECRET, SECRET].join(',') },
      'MOTCUA_CONNECTOR_SECRET has 3 secrets; expected one, or two separated by a comma',
    ],
  ])('are refused when there are %s', (_what, env, sentence) => {
    expect(() => callbackSecrets(env)).toThrow(sentence);
  });
});
