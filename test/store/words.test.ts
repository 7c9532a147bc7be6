import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { sortKey } from '../../store/lists/sort-key.js';
import { nameKeysOf, searchKeysOf, wordsOf } from '../../store/lists/words.js';

describe('words of a name', () => {
  it('are folded: no accents, no case, each once', () => {
    expect(wordsOf('  Đặng-Thị  Ánh, ÁNH ')).toEqual(['dang', 'thi', 'anh']);
    expect(wordsOf('Nguyễn'.normalize('NFD'))).toEqual(['nguyen']);
  });

  it('find every name that has them all, in whatever order and however many there are', () => {
    const words = ['an', 'binh', 'chi', 'dung', 'giang', 'hoa', 'khanh', 'lan'];
    const name = fc.shuffledSubarray(words, { minLength: 1 });
    fc.assert(
      fc.property(name, fc.shuffledSubarray(words, { minLength: 1 }), (has, sought) => {
        const keys = new Set(nameKeysOf(has));
        const { keys: under, rest } = searchKeysOf(sought);
        const found = under.some((key) => keys.has(key)) && rest.every((word) => has.includes(word));
        return found === sought.every((word) => has.includes(word));
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('sort keys', () => {
  it('sort as the instants do, with none at the end', () => {
    fc.assert(
      fc.property(fc.nat(4e12), fc.nat(4e12), (one, other) => one === other || one < other === sortKey(one, 'z') < sortKey(other, 'a')),
    );
    expect(sortKey(4e12, 'z') < sortKey(null, 'a')).toBe(true);
  });
});
