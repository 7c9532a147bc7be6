import type { Weekday, Window } from '../domain/calendar/calendar.js';
import { HOUR, MINUTE } from '../domain/time/instant.js';

/** How a partner is treated on the road, as data: a row of the table says it, and the environment may say otherwise for one installation. */
export interface Policy {
  /** When the partner's system takes messages; null: always. What comes due outside waits until it opens. */
  readonly hours: Hours | null;
  readonly retry: Retry;
  readonly breaker: Breaker;
  /** Messages a minute, polls included; null: as many as it answers. */
  readonly perMinute: number | null;
  readonly poll: Poll;
  /** Milliseconds one call may take. */
  readonly timeoutMs: number;
  /** How long its messages are kept, masked, once they need nobody any more. */
  readonly keepDays: number;
}

/** Weekly windows in Vietnamese civil time. The days off are those of the working calendar, when `holidays` is `closed`. */
export interface Hours {
  readonly week: Readonly<Partial<Record<Weekday, readonly Window[]>>>;
  readonly holidays: 'open' | 'closed';
}

export interface Retry {
  /** How often a message is tried before it is a dead letter. While the breaker is open nothing counts as a try. */
  readonly attempts: number;
  /** Milliseconds before the second try; doubled each time. */
  readonly firstDelay: number;
  readonly longestDelay: number;
}

export interface Breaker {
  /** Failures in a row, of any messages, after which the partner counts as away. */
  readonly failures: number;
  /** Milliseconds until one message probes whether it is back; doubled each time, up to `longestProbe`. */
  readonly firstProbe: number;
  readonly longestProbe: number;
}

/** When a callback does not come, the partner is asked. */
export interface Poll {
  /** Milliseconds after sending; doubled each time, up to `longest`. */
  readonly after: number;
  readonly longest: number;
}

/** What holds for a partner of which nothing else is known. */
export const USUAL: Policy = {
  hours: null,
  // about a day; then somebody must look
  retry: { attempts: 110, firstDelay: 1000, longestDelay: 15 * MINUTE },
  breaker: { failures: 5, firstProbe: 5000, longestProbe: 5 * MINUTE },
  perMinute: 600,
  poll: { after: 15 * MINUTE, longest: 4 * HOUR },
  timeoutMs: 10_000,
  keepDays: 730,
};
