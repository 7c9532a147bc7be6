import { describe, expect, it } from '@jest/globals';
import { canonical } from '../../domain/canonical.js';

describe('canonical text', () => {
  it('does not depend on the order in which keys were written', () => {
    expect(canonical({ b: 1, a: { d: [1, 2], c: null } })).toBe(canonical({ a: { c: null, d: [1, 2] }, b: 1 }));
    expect(canonical({ b: 1, a: true })).toBe('{"a":true,"b":1}');
  });

  it('does not depend on how accents were typed', () => {
    expect(canonical({ 'Hồ sơ': 'đất' })).toBe(canonical({ ['Hồ sơ'.normalize('NFD')]: 'đất'.normalize('NFD') }));
  });

  it('leaves out members that are undefined', () => {
    expect(canonical({ a: 1, b: undefined })).toBe('{"a":1}');
  });

  it.each([[Number.NaN], [Infinity], [undefined], [[undefined]], [{ a: () => 1 }], [1n]])('refuses what JSON cannot say: %p', (value) => {
    expect(() => canonical(value)).toThrow(TypeError);
  });
});
