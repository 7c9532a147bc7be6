import { describe, expect, it } from '@jest/globals';
import { signedHeaders, sign, verifySignature } from '../../connectors/signature.js';

const SECRET = 'a secret of the test, 32 letters or more';
/** Thursday 12 February 2026, 10:00 in Viet Nam. */
const NOW = Date.parse('2026-02-12T10:00:00+07:00');
const BODY = JSON.stringify({ id: 'm-1', SoTien: 37_500_000 });
const HEADERS = signedHeaders('m-1', BODY, [SECRET], NOW);
const MINUTE = 60_000;

describe('the signature of a message', () => {
  it('is believed when nothing was touched and the clocks are close', () => {
    expect(verifySignature(HEADERS, Buffer.from(BODY), [SECRET], NOW)).toBeNull();
    expect(verifySignature(HEADERS, BODY, [SECRET], NOW + 5 * MINUTE)).toBeNull();
    expect(verifySignature(HEADERS, BODY, [SECRET], NOW - 5 * MINUTE)).toBeNull();
  });

  it('is refused when one digit of the amount was changed', () => {
    expect(verifySignature(HEADERS, BODY.replace('37500000', '37500001'), [SECRET], NOW)).toBe('the signature does not fit the message');
  });

  it('is refused when the time was changed to make an old message look fresh', () => {
    const later = { ...HEADERS, 'motcua-timestamp': String(NOW + 60 * MINUTE) };
    expect(verifySignature(later, BODY, [SECRET], NOW + 60 * MINUTE)).toBe('the signature does not fit the message');
  });

  it('is refused when it was made with another secret', () => {
    expect(verifySignature(signedHeaders('m-1', BODY, ['another secret of 32 letters or more'], NOW), BODY, [SECRET], NOW)).toBe(
      'the signature does not fit the message',
    );
  });

  it('is refused when the message is sent again after the window', () => {
    expect(verifySignature(HEADERS, BODY, [SECRET], NOW + 5 * MINUTE + 1000)).toBe(
      'the message is 301 seconds away from our clock; expected at most 300',
    );
  });

  it.each([
    ['no signature', { ...HEADERS, 'motcua-signature': undefined }, 'header motcua-signature is missing'],
    ['no time', { ...HEADERS, 'motcua-timestamp': undefined }, 'header motcua-timestamp is missing'],
    ['two signatures', { ...HEADERS, 'motcua-signature': [sign(String(NOW), BODY, SECRET), 'x'] }, 'header motcua-signature is missing'],
    ['a time that is no number', { ...HEADERS, 'motcua-timestamp': 'today' }, 'header motcua-timestamp is not a number of milliseconds'],
    ['a short signature', { ...HEADERS, 'motcua-signature': 'ab' }, 'the signature does not fit the message'],
  ])('is refused with %s', (_what, headers, sentence) => {
    expect(verifySignature(headers, BODY, [SECRET], NOW)).toBe(sentence);
  });
});
