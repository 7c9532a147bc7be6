import { opensAt } from '../connectors/hours.js';
import type { Policy } from '../connectors/policy.js';
import type { Calendar } from '../domain/calendar/calendar.js';
import type { Instant } from '../domain/time/instant.js';
import type { Store } from '../store/store.js';
import { delayAfter } from './retry.js';

/** Lets messages to one partner through, or says when to come again: outside its hours, and while it is away but for a probe. */
export interface Gate {
  enter(): Promise<Passage | Closed>;
}

export interface Closed {
  readonly closedUntil: Instant;
  readonly why: 'hours' | 'away';
}

/** One message on its way; what comes of it is told here. */
export interface Passage {
  answered(): Promise<void>;
  /** It got no answer. A probe that got none does not count as a try of the message. */
  unanswered(error: string): Promise<{ readonly counts: boolean }>;
}

/** Where there is no partner: always open. */
export const OPEN_GATE: Gate = {
  enter: async () => ({ answered: async () => undefined, unanswered: async () => ({ counts: true }) }),
};

export interface GateDeps {
  readonly store: Pick<Store, 'partners'>;
  /** Whose days off are the partners'. */
  readonly calendar: () => Promise<Calendar | null>;
  readonly now: () => Instant;
}

/** The gate of a partner. Its state is in the store, so all workers know it and a new one does too. */
export function gateOf(connector: string, policy: Pick<Policy, 'hours' | 'breaker'>, { store, calendar, now }: GateDeps): Gate {
  const { firstProbe: firstDelay, longestProbe: longestDelay, failures: after } = policy.breaker;
  const nextProbe = (made: number): Instant => now() + delayAfter(made + 1, { firstDelay, longestDelay }, Math.random());
  const failed = (error: string) => store.partners.failed(connector, error, now(), { after, probeAt: nextProbe(0) });
  return {
    enter: async () => {
      const opens = policy.hours ? opensAt(policy.hours, await calendar(), now()) : now();
      if (opens > now()) return { closedUntil: opens, why: 'hours' };
      const partner = await store.partners.get(connector);
      const away = partner !== null && partner.state !== 'reachable';
      if (away && !(await store.partners.probe(connector, now(), nextProbe(partner.probes))))
        return { closedUntil: Math.max(partner.probeAt ?? 0, now() + firstDelay), why: 'away' };
      return {
        answered: async () => {
          // one that was well and answers is well: nothing to write
          if (partner && partner.failures > 0) await store.partners.answered(connector, now());
        },
        unanswered: async (error) => {
          await failed(error);
          return { counts: !away };
        },
      };
    },
  };
}
