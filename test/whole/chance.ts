/** Chance that can be repeated: the same seed gives the same moments. */
export interface Chance {
  readonly seed: number;
  /** In [0, 1). */
  next(): number;
  /** From `least` up to, not including, `most`. */
  between(least: number, most: number): number;
  /** A whole number below `count`. */
  below(count: number): number;
}

/** mulberry32: thirty-two bits are plenty for moments. */
export function chanceOf(seed: number): Chance {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return { seed, next, between: (least, most) => least + next() * (most - least), below: (count) => Math.floor(next() * count) };
}

export function shuffled<T>(items: readonly T[], chance: Chance): T[] {
  return items
    .map((item) => ({ item, order: chance.next() }))
    .sort((one, other) => one.order - other.order)
    .map(({ item }) => item);
}
