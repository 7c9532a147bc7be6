import { describe, expect, it } from '@jest/globals';
import { callbackSecrets, createCallbacks, hear } from '../../connectors/callbacks.js';
import { referenceOf } from '../../connectors/contract.js';
import { securityCodesOf } from '../../connectors/security-code.js';
import { PARTNERS } from '../../connectors/partners.js';
import { secretsOf } from '../../connectors/settings.js';
import { signedHeaders } from '../../connectors/signature.js';
import { actOf } from './offices.js';

const COMMON = 'the common secret of this installation of 32 letters';
/** HKDF-SHA256 of it by another program: salt `motcua`, info `partner tax`, 32 bytes. */
const GOLDEN = 'nUwkopkWMqXfzlqSMPjSpulAgjSIrFhfJqXnlSW3uxw';
const SECRET = 'a secret of the test of 32 letters or more';
const LAND_SECRET = 'the secret of the land registry of 32 letters';
const NOW = Date.parse('2026-03-04T09:00:00+07:00');
const REFERENCE = referenceOf('d-1', 'refer-tax#1');
const ONE = { Nguon: 1, SoTien: 37_500_000, SoQuyetDinh: 'TBT-1', NgayQuyetDinh: '20260304090000', TenTieuMuc: 'Thuế TNCN' };
const notice = (more: object = {}) => ({ HoSoId: 'H99.12-260212-0001', DanhSachThongBaoThue: [{ ...ONE, ...more }] });
const NOTICE = notice();
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
    expect(hear('tax', callback('notice', NOTICE))).toEqual({
      messageId: 'm-1',
      dossierId: 'd-1',
      run: 'refer-tax#1',
      act: {
        type: 'reply',
        run: 'refer-tax#1',
        reply: 'notice',
        obligations: [{ reference: 'TBT-1', amount: 37_500_000, item: 'Thuế TNCN' }],
      },
    });
  });

  it('that confirms a payment is a payment of that much under that notice', () => {
    expect(actOf(hear('tax', callback('payment', PAYMENT)))).toEqual({ type: 'pay', reference: 'TBT-1', amount: 500 });
  });

  it.each(['no-obligation', 'returned-as-wrong'])('that says %s is that reply', (reply) => {
    expect(actOf(hear('tax', callback(reply, { HoSoId: 'H', LyDo: 'vì thế' })))).toEqual({ type: 'reply', run: 'refer-tax#1', reply });
  });

  it('may say more than we read', () => {
    expect(actOf(hear('tax', callback('notice', { ...NOTICE, KhoBac: 'x' }))).type).toBe('reply');
  });
});

describe('a message of the wrong shape is refused with what was expected', () => {
  it.each([
    [
      'an amount in text',
      'tax',
      callback('notice', notice({ SoTien: '37500000' })),
      'notice of tax: DanhSachThongBaoThue.0.SoTien is text of 8 characters; expected a value of type integer',
    ],
    [
      'an amount of nothing',
      'tax',
      callback('notice', notice({ SoTien: 0 })),
      'notice of tax: DanhSachThongBaoThue.0.SoTien is 0; expected >= 1',
    ],
    ['no amount', 'tax', callback('notice', notice({ SoTien: undefined })), 'notice of tax: DanhSachThongBaoThue.0 lacks SoTien'],
    [
      'a payment that did not succeed',
      'tax',
      callback('payment', { ...PAYMENT, TrangThai: 3 }),
      'payment of tax: TrangThai is 3; expected 1',
    ],
    [
      'a payment whose sums do not fit',
      'tax',
      callback('payment', { ...PAYMENT, TongConPhaiNop: 400 }),
      'payment of tax: TongConPhaiNop is 400; expected 500',
    ],
    [
      'an unknown kind',
      'tax',
      callback('refund', {}),
      'callback: message refund is unknown; expected one of notice, further-notice, late, no-obligation, returned-as-wrong, payment, exemption, deferral',
    ],
    [
      'a kind named like a property of objects',
      'tax',
      callback('constructor', {}),
      'callback: message constructor is unknown; expected one of notice, further-notice, late, no-obligation, returned-as-wrong, payment, exemption, deferral',
    ],
    [
      'an unknown system',
      'customs',
      callback('notice', NOTICE),
      'connector customs is unknown; expected one of tax, land-registry, treasury, national-portal, business-registration, civil-status, residence, insurance',
    ],
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
    expect(() => hear(connector, JSON.parse(JSON.stringify(message)))).toThrow(sentence);
  });
});

describe('the door for callbacks', () => {
  const door = createCallbacks(
    callbackSecrets({ MOTCUA_CONNECTOR_SECRET: COMMON, MOTCUA_TAX_SECRET: SECRET, MOTCUA_LAND_REGISTRY_SECRET: LAND_SECRET }),
  );
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
    const own = JSON.stringify(callback('returned-as-wrong', { SecurityCode: securityCodesOf({}, 'land-registry', [LAND_SECRET])[0] }));
    expect(door.refuses('land-registry', signedHeaders('m-1', own, [LAND_SECRET], NOW), Buffer.from(own), NOW)).toBeNull();
    expect(door.refuses('customs', headers, Buffer.from(raw), NOW)).toBe(
      'connector customs is unknown; expected one of tax, land-registry, treasury, national-portal, business-registration, civil-status, residence, insurance',
    );
  });

  it('believes both secrets while one is being replaced, and no longer', () => {
    const next = 'the secret of next month of 32 letters or more';
    const both = createCallbacks(callbackSecrets({ MOTCUA_CONNECTOR_SECRET: COMMON, MOTCUA_TAX_SECRET: `${next}, ${SECRET}` }));
    const after = createCallbacks(callbackSecrets({ MOTCUA_CONNECTOR_SECRET: COMMON, MOTCUA_TAX_SECRET: next }));
    const heard = (where: typeof door, secret: string) =>
      where.refuses('tax', signedHeaders('m-1', raw, [secret], NOW), Buffer.from(raw), NOW);
    expect([heard(both, next), heard(both, SECRET), heard(after, next)]).toEqual([null, null, null]);
    expect(heard(after, SECRET)).toBe('the signature does not fit the message');
  });
});

describe('the code that the land system puts into its callbacks', () => {
  const LAND = { MOTCUA_CONNECTOR_SECRET: COMMON, MOTCUA_LAND_REGISTRY_SECRET: SECRET };
  const refused = (SecurityCode: unknown, env: Record<string, string> = LAND) => {
    const raw = JSON.stringify(callback('registered', { SecurityCode }));
    const door = createCallbacks(callbackSecrets(LAND), env);
    return door.refuses('land-registry', signedHeaders('m-1', raw, [SECRET], NOW), Buffer.from(raw), NOW);
  };
  const NO = 'SecurityCode is not the one that we keep';

  it('must be ours, beside the signature: by default both sides make it from the secret', () => {
    expect([refused(securityCodesOf({}, 'land-registry', [SECRET])[0]), refused('a guess'), refused(undefined)]).toEqual([null, NO, NO]);
  });

  it('is the one in the environment where there is one', () => {
    const env = { MOTCUA_LAND_REGISTRY_SECURITY_CODE: 'given by the province' };
    expect([refused('given by the province', env), refused(securityCodesOf({}, 'land-registry', [SECRET])[0], env)]).toEqual([null, NO]);
  });
});

describe('the common secret', () => {
  const common = { MOTCUA_CONNECTOR_SECRET: COMMON };
  const names = Object.keys(PARTNERS);

  it('signs for nobody: what is made from it for one partner is never believed of another', () => {
    const door = createCallbacks(callbackSecrets(common));
    const believed = (speaker: string, of: string) => {
      const raw = JSON.stringify({ ...callback('notice', NOTICE), connector: of });
      const refused = door.refuses(of, signedHeaders('m-1', raw, secretsOf(common, speaker), NOW), Buffer.from(raw), NOW);
      return refused !== 'the signature does not fit the message';
    };
    const pairs = names.flatMap((speaker) => names.map((of) => [speaker, of] as const));
    expect(pairs.filter(([speaker, of]) => believed(speaker, of))).toEqual(names.map((name) => [name, name]));
    const raw = JSON.stringify(callback('notice', NOTICE));
    expect(door.refuses('tax', signedHeaders('m-1', raw, [COMMON], NOW), Buffer.from(raw), NOW)).toBe(
      'the signature does not fit the message',
    );
  });

  it('makes the same for both sides, as HKDF says', () => {
    expect(secretsOf({ MOTCUA_CONNECTOR_SECRET: `${COMMON}, ${SECRET}` }, 'tax')).toEqual([
      secretsOf(common, 'tax')[0],
      secretsOf({ MOTCUA_CONNECTOR_SECRET: SECRET }, 'tax')[0],
    ]);
    expect(secretsOf(common, 'tax')).toEqual([GOLDEN]);
  });
});

describe('the secrets of partners', () => {
  it('are refused when two are the same', () => {
    const same = { MOTCUA_CONNECTOR_SECRET: COMMON, MOTCUA_TAX_SECRET: SECRET, MOTCUA_TREASURY_SECRET: `${LAND_SECRET},${SECRET}` };
    expect(() => callbackSecrets(same)).toThrow(
      'MOTCUA_TAX_SECRET and MOTCUA_TREASURY_SECRET are the same secret; expected one of its own for each',
    );
  });

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
