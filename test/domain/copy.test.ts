import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { copyOf } from '../../domain/copy.js';

describe('a copy', () => {
  it('is what the text of the value would give again, and shares nothing with it', () => {
    fc.assert(
      fc.property(
        fc.jsonValue().filter((value) => !JSON.stringify(value).includes('__proto__')),
        (value) => {
          expect(JSON.stringify(copyOf(value))).toBe(JSON.stringify(value));
        },
      ),
    );
    const value = { list: [{ name: 'Mận' }], gone: undefined };
    const copy = copyOf(value);
    copy.list[0]!.name = 'Ổi';
    expect([value.list[0]!.name, Object.keys(copy)]).toEqual(['Mận', ['list']]);
  });
});
