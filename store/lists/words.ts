/** Longer names keep their first and last words: what tells an organisation apart stands at its end. */
const MOST_WORDS = 12;
const FIRST_WORDS = 4;

/** The words of a text without accents and case, each once, in the order written: `Nguyễn Văn Đạt` is `nguyen`, `van`, `dat`. */
export function wordsOf(text: string): string[] {
  const folded = text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replaceAll('đ', 'd');
  const words = [...new Set(folded.match(/[\p{L}\p{N}]+/gu) ?? [])];
  if (words.length <= MOST_WORDS) return words;
  return [...words.slice(0, FIRST_WORDS), ...words.slice(FIRST_WORDS - MOST_WORDS)];
}

/** Each word and each pair of words: family and middle names are shared by a third of the country, a pair is not. */
export function nameKeysOf(words: readonly string[]): string[] {
  return words.flatMap((word, index) => [word, ...words.slice(index + 1).map((other) => pairOf(word, other))]);
}

/** The most telling key for all these words (the given name stands last), and the words it leaves to be checked. */
export function searchKeyOf(words: readonly string[]): { key: string; rest: readonly string[] } {
  const last = words.at(-1) ?? '';
  const before = words.at(-2);
  if (before === undefined) return { key: last, rest: [] };
  return { key: pairOf(before, last), rest: words.slice(0, -2) };
}

function pairOf(one: string, other: string): string {
  return one < other ? `${one} ${other}` : `${other} ${one}`;
}
