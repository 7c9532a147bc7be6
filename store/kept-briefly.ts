import { RecentlyUsed } from './recently-used.js';

const MOST_KEPT = 500;
/** How long an answer is good: what another process writes is seen this much later. */
const GOOD_FOR_MS = 1_000;

export interface KeptBriefly<T> {
  get(key: string): Promise<T>;
  /** What was answered so far is asked again. */
  forget(): void;
}

interface Kept<T> {
  readonly answer: Promise<T>;
  readonly until: number;
}

/** For what every request asks and hardly anything changes. A failure is not kept. */
export function keptBriefly<T>(read: (key: string) => Promise<T>): KeptBriefly<T> {
  let kept = new RecentlyUsed<Kept<T>>(MOST_KEPT);
  const ask = (key: string): Promise<T> => {
    const answer = read(key);
    kept.set(key, { answer, until: performance.now() + GOOD_FOR_MS });
    answer.catch(() => kept.delete(key));
    return answer;
  };
  return {
    get(key) {
      const known = kept.get(key);
      return known && performance.now() < known.until ? known.answer : ask(key);
    },
    forget: () => void (kept = new RecentlyUsed(MOST_KEPT)),
  };
}
