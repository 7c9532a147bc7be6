/** Longer names keep their first and last words: what tells an organisation apart stands at its end. */
const MOST_WORDS = 12;
const FIRST_WORDS = 4;

/** Names of people have at most four words; nearly all that are longer are organisations. */
const WORDS_OF_A_PERSON = 4;

/** Stands before the pairs of a long name, which has no triples: they would be too many. */
const LONG = '+';

/** The words of a text without accents and case, each once, in the order written: `Nguyễn Văn Đạt` is `nguyen`, `van`, `dat`. */
export function wordsOf(text: string): string[] {
  const folded = text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replaceAll('đ', 'd');
  const words = [...new Set(folded.match(/[\p{L}\p{N}]+/gu) ?? [])];
  if (words.length <= MOST_WORDS) return words;
  return [...words.slice(0, FIRST_WORDS), ...words.slice(FIRST_WORDS - MOST_WORDS)];
}

/** Each word, each pair and each triple of words: family and middle names are shared by a third of the country, their combinations are not. */
export function nameKeysOf(words: readonly string[]): string[] {
  const pairs = combinations(words, 2);
  if (words.length > WORDS_OF_A_PERSON) return [...words, ...pairs.map((pair) => LONG + pair)];
  return [...words, ...pairs, ...combinations(words, 3)];
}

/** The keys under which names with all these words stand, and the words still to be looked for there. Given names stand last and tell most. */
export function searchKeysOf(words: readonly string[]): { keys: readonly string[]; rest: readonly string[] } {
  if (words.length < 2) return { keys: words, rest: [] };
  const longPair = LONG + keyOf(words.slice(-2));
  return { keys: [keyOf(words.slice(-3)), longPair], rest: words.slice(0, -2) };
}

/** All ways to take so many of the words. */
function combinations(words: readonly string[], count: number): string[] {
  const taken = (from: number, left: number): string[][] =>
    left === 0 ? [[]] : words.slice(from).flatMap((word, index) => taken(from + index + 1, left - 1).map((others) => [word, ...others]));
  return taken(0, count).map(keyOf);
}

/** The same for any order of the words. */
function keyOf(words: readonly string[]): string {
  return [...words].sort().join(' ');
}
