import { parseHours } from './hours.js';
import { own } from './own.js';
import { PARTNERS } from './partners.js';
import { type Policy, USUAL } from './policy.js';
import { type Env, settingOf, variableOf } from './settings.js';

/**
 * How this installation treats a partner: the table's row (what is usual, for one that is not in it), where the environment says nothing else (`MOTCUA_TAX_PER_MINUTE`, or for all partners `MOTCUA_CONNECTOR_PER_MINUTE`).
 * @throws Error naming the variable that is wrong, what was found and what was expected.
 */
export function policyOf(env: Env, connector: string): Policy {
  const policy = own(PARTNERS, connector)?.policy ?? USUAL;
  const number = (setting: string, otherwise: number): number => numberOf(env, connector, setting) ?? otherwise;
  const perMinute = numberOf(env, connector, 'PER_MINUTE');
  return {
    hours: hoursOf(env, connector, policy.hours),
    retry: {
      attempts: number('ATTEMPTS', policy.retry.attempts),
      firstDelay: number('FIRST_DELAY_MS', policy.retry.firstDelay),
      longestDelay: number('LONGEST_DELAY_MS', policy.retry.longestDelay),
    },
    breaker: {
      failures: number('BREAKER_FAILURES', policy.breaker.failures),
      firstProbe: number('FIRST_PROBE_MS', policy.breaker.firstProbe),
      longestProbe: number('LONGEST_PROBE_MS', policy.breaker.longestProbe),
    },
    perMinute: perMinute ?? policy.perMinute,
    poll: { after: number('POLL_AFTER_MS', policy.poll.after), longest: number('LONGEST_POLL_MS', policy.poll.longest) },
    timeoutMs: number('TIMEOUT_MS', policy.timeoutMs),
    keepDays: number('KEEP_DAYS', policy.keepDays),
  };
}

/** `policyOf`, each partner's read once. */
export function policiesIn(env: Env): (connector: string) => Policy {
  const read = new Map<string, Policy>();
  return (connector) => {
    const policy = read.get(connector) ?? policyOf(env, connector);
    read.set(connector, policy);
    return policy;
  };
}

/** The policies of the partners that have an address here. @throws Error as `policyOf`. */
export function policiesFrom(env: Env): Readonly<Record<string, Policy>> {
  const present = Object.keys(PARTNERS).filter((connector) => env[variableOf(connector, 'URL')]);
  return Object.fromEntries(present.map((connector) => [connector, policyOf(env, connector)]));
}

function numberOf(env: Env, connector: string, setting: string): number | undefined {
  const found = settingOf(env, connector, setting);
  if (!found) return undefined;
  const value = Number(found.value);
  if (!Number.isInteger(value) || value < 1) throw new Error(`${found.variable} is ${found.value}; expected a whole number from 1 on`);
  return value;
}

function hoursOf(env: Env, connector: string, otherwise: Policy['hours']): Policy['hours'] {
  const found = settingOf(env, connector, 'HOURS');
  if (!found) return otherwise;
  try {
    return parseHours(found.value);
  } catch (error) {
    throw new Error(`${found.variable}: ${(error as Error).message}`);
  }
}
