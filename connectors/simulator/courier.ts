import { setTimeout as pause } from 'node:timers/promises';
import type { CallbackMessage } from '../contract.js';
import type { Secrets } from '../settings.js';
import { signedHeaders } from '../signature.js';
import type { Journal } from './journal.js';
import { befalls, lotOf, type Mood } from './mood.js';
import type { KeptCallback } from './office.js';

export interface CourierOptions {
  readonly callbacks: Journal<KeptCallback>;
  /** `POST` address of the callbacks. */
  readonly callbackUrl: string;
  readonly secrets: Secrets;
  /** While the office is down nothing leaves it. */
  readonly mood: Mood;
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

/** What a courier has in hand. */
interface Round extends CourierOptions {
  readonly stopped: AbortSignal;
  /** Those who let the next callback about a referral go first, by referral. */
  readonly waiting: Map<string, AbortController>;
}

export function createCourier(options: CourierOptions): Courier {
  const stopping = new AbortController();
  const round: Round = { ...options, stopped: stopping.signal, waiting: new Map() };
  const carry = (callback: KeptCallback): void => void untilArrived(round, callback);
  for (const callback of options.callbacks.all()) if (callback.state === 'on its way') carry(callback);
  return {
    carry: (message, referral) => {
      const lost = befalls(options.mood, 'drop', message.id);
      const callback: KeptCallback = { id: message.id, referral, message, attempts: 0, state: lost ? 'lost' : 'on its way' };
      options.callbacks.put(callback);
      if (!lost) void inItsTurn(round, callback).then(() => carry(callback));
    },
    stop: () => stopping.abort(),
  };
}

/** Lets the next one go first, when the lot says so; a wrong one always goes first. */
async function inItsTurn(round: Round, callback: KeptCallback): Promise<void> {
  const { mood, waiting } = round;
  if (befalls(mood, 'wrong', callback.id))
    await post(round, wrongOf(mood, callback.message), signedByAnother(mood, callback) ? ANOTHER : round.secrets);
  waiting.get(callback.referral)?.abort();
  if (!befalls(mood, 'reorder', callback.id)) return;
  const overtaken = new AbortController();
  waiting.set(callback.referral, overtaken);
  await wait(mood.laterMs, AbortSignal.any([overtaken.signal, round.stopped]));
  // the other one is on its way; it shall be there first
  await wait(FIRST_WAIT, round.stopped);
}

async function untilArrived(round: Round, callback: KeptCallback): Promise<void> {
  let current = callback;
  for (let time = FIRST_WAIT; !round.stopped.aborted; time = Math.min(time * 2, LONGEST_WAIT)) {
    if (!round.mood.down) current = await once(round, current);
    if (current.state !== 'on its way') return;
    await wait(time, round.stopped);
  }
}

async function once(round: Round, callback: KeptCallback): Promise<KeptCallback> {
  const twice = befalls(round.mood, 'duplicate', callback.id);
  const [first] = await Promise.all([post(round, callback.message), ...(twice ? [post(round, callback.message)] : [])]);
  if (round.stopped.aborted) return callback;
  const attempts = callback.attempts + 1;
  const kept: KeptCallback = { ...callback, attempts, lastAnswer: first.answer, state: stateAfter(first.status, attempts) };
  round.callbacks.put(kept);
  if (twice && kept.state === 'arrived') await post(round, inOtherWords(callback.message));
  return kept;
}

function stateAfter(status: number, attempts: number): KeptCallback['state'] {
  if (status >= 200 && status <= 299) return 'arrived';
  return FOR_GOOD.has(status) || attempts >= MOST_TRIES ? 'refused' : 'on its way';
}

/** Status 0: nobody answered. */
async function post(round: Round, message: CallbackMessage, secrets = round.secrets): Promise<{ status: number; answer: string }> {
  const body = JSON.stringify(message);
  try {
    const response = await fetch(round.callbackUrl, {
      method: 'POST',
      headers: signedHeaders(message.id, body, secrets, Date.now()),
      body,
      signal: AbortSignal.any([round.stopped, AbortSignal.timeout(10_000)]),
    });
    return { status: response.status, answer: `${response.status} ${(await response.text()).slice(0, 300)}` };
  } catch (error) {
    return { status: 0, answer: (error as Error).message };
  }
}

const wait = (time: number, signal: AbortSignal): Promise<void> => pause(time, undefined, { signal }).catch(() => undefined);

const ANOTHER: Secrets = ['not the secret that was agreed upon, but 32 letters'];

type Wrong = 'unknown kind' | 'unfit fields' | 'signature';

function kindOfWrong(mood: Mood, { id }: CallbackMessage): Wrong {
  const lot = lotOf(mood.seed, 'kind of wrong', id);
  return lot < 1 / 3 ? 'unknown kind' : lot < 2 / 3 ? 'unfit fields' : 'signature';
}

const signedByAnother = (mood: Mood, { message }: KeptCallback): boolean => kindOfWrong(mood, message) === 'signature';

/** Under an id of its own: the right one is to be heard yet. */
function wrongOf(mood: Mood, message: CallbackMessage): CallbackMessage {
  const id = `${message.id}-wrong`;
  switch (kindOfWrong(mood, message)) {
    case 'unknown kind':
      return { ...message, id, message: 'no-such-kind' };
    case 'unfit fields':
      return { ...message, id, body: unfit(message.body) };
    case 'signature':
      return { ...message, id };
  }
}

/** Amounts below nothing; where there are none, nothing at all. */
function unfit(body: CallbackMessage['body']): CallbackMessage['body'] {
  const amounts = Object.entries(body).filter(([, value]) => typeof value === 'number');
  return amounts.length > 0 ? { ...body, ...Object.fromEntries(amounts.map(([name, value]) => [name, -(value as number)])) } : {};
}

/** The same message as another program of the office would write it. */
function inOtherWords({ id, body, ...envelope }: CallbackMessage): CallbackMessage {
  return { body: { ...Object.fromEntries(Object.entries(body).reverse()), GhiChu: 'Gửi lại' }, ...envelope, id };
}
