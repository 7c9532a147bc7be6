import { organisation } from '../api/catalogue.js';
import { civilDate } from '../api/instants.js';
import { addMonths, dayNumber } from '../domain/time/civil-date.js';
import { DAY, HOUR, type Instant } from '../domain/time/instant.js';
import type { Store } from '../store/store.js';

/** Midnight in Viet Nam, seven hours before that of UTC. */
const OFFSET = 7 * HOUR;

/** Forgets who saw what as long ago as the organisation says; everything is kept where it says nothing. Answers how many entries are gone. */
export async function forgetOldAccesses(store: Store, now: Instant): Promise<number> {
  const keep = (await organisation(store)).retention?.accessLog;
  if (!keep) return 0;
  const first = addMonths(dayNumber(civilDate(now)), -keep.length);
  return store.accesses.forget(first * DAY - OFFSET);
}
