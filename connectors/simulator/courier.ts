import { setTimeout as pause } from 'node:timers/promises';
import type { CallbackMessage } from '../contract.js';
import type { Secrets } from '../settings.js';
import { signedHeaders } from '../signature.js';
import type { Journal } from './journal.js';
import type { KeptCallback } from './office.js';

export interface CourierOptions {
  readonly callbacks: Journal<KeptCallback>;
  /** `POST` address of the callbacks. */
  readonly callbackUrl: string;
  readonly secrets: Secrets;
  /** False while the office is down: nothing leaves it. */
  readonly open: () => boolean;
}

/** Carries callbacks until they are acknowledged, each by itself, waiting twice as long after each failure, up to a minute. */
export interface Courier {
  carry(message: CallbackMessage, referral: string): void;
  stop(): void;
}

const FIRST_WAIT = 200;
const LONGEST_WAIT = 60_000;
/** About five hours; then a person must look. */
const MOST_TRIES = 300;
/** The other side understood and will never take it: sending the same again is noise. */
const FOR_GOOD = new Set([400, 410, 413, 415, 422]);

export function createCourier(options: CourierOptions): Courier {
  const stopped = new AbortController();
  const carry = (callback: KeptCallback): void => void untilArrived(callback, options, stopped.signal);
  for (const callback of options.callbacks.all()) if (callback.state === 'on its way') carry(callback);
  return {
    carry: (message, referral) => {
      const callback: KeptCallback = { id: message.id, referral, message, attempts: 0, state: 'on its way' };
      options.callbacks.put(callback);
      carry(callback);
    },
    stop: () => stopped.abort(),
  };
}

async function untilArrived(callback: KeptCallback, options: CourierOptions, stopped: AbortSignal): Promise<void> {
  let current = callback;
  for (let wait = FIRST_WAIT; !stopped.aborted; wait = Math.min(wait * 2, LONGEST_WAIT)) {
    if (options.open()) current = await once(current, options, stopped);
    if (current.state !== 'on its way') return;
    await pause(wait, undefined, { signal: stopped }).catch(() => undefined);
  }
}

async function once(callback: KeptCallback, options: CourierOptions, stopped: AbortSignal): Promise<KeptCallback> {
  const raw = JSON.stringify(callback.message);
  const attempts = callback.attempts + 1;
  try {
    const headers = signedHeaders(callback.id, raw, options.secrets, Date.now());
    const response = await fetch(options.callbackUrl, {
      method: 'POST',
      headers,
      body: raw,
      signal: AbortSignal.any([stopped, AbortSignal.timeout(10_000)]),
    });
    const lastAnswer = `${response.status} ${(await response.text()).slice(0, 300)}`;
    return kept(options, { ...callback, attempts, lastAnswer, state: stateAfter(response.status, attempts) });
  } catch (error) {
    return stopped.aborted ? callback : kept(options, { ...callback, attempts, lastAnswer: (error as Error).message });
  }
}

function stateAfter(status: number, attempts: number): KeptCallback['state'] {
  if (status >= 200 && status <= 299) return 'arrived';
  return FOR_GOOD.has(status) || attempts >= MOST_TRIES ? 'refused' : 'on its way';
}

function kept({ callbacks }: CourierOptions, callback: KeptCallback): KeptCallback {
  callbacks.put(callback);
  return callback;
}
