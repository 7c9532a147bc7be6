import { createHash } from 'node:crypto';
import { Type, type Static } from 'typebox';
import { checkOf } from '../shape.js';

const Chance = Type.Number({ minimum: 0, maximum: 1 });
const Millis = Type.Integer({ minimum: 0, maximum: 2 ** 31 - 1 });

/** How a simulated office behaves just now: a calm one unless told otherwise, at its start or by `POST /control`. Chances are drawn by lot; see `lotOf`. */
const Mood = Type.Object(
  {
    /** Answers wait for `POST /referrals/{id}/answer`. */
    hold: Type.Boolean(),
    /** Everything but the control answers 503, and nothing is sent. */
    down: Type.Boolean(),
    /** Between a referral and its answer: at least `delayMs`, at most `delayUpToMs` when that is more. */
    delayMs: Millis,
    delayUpToMs: Millis,
    /** The same seed gives the same messages the same fate, in whatever order they come. */
    seed: Type.Integer(),
    /** A message that comes in: the connection is closed without an answer, half of the time after the message was taken. A callback: it never leaves. */
    drop: Chance,
    /** An answer takes `laterMs` longer. */
    late: Chance,
    /** A callback is sent twice at once, and once more in other words under the same id. */
    duplicate: Chance,
    /** A callback lets the next one about the same referral go first, for at most `laterMs`. */
    reorder: Chance,
    /** Before the right callback a wrong one is tried once: an unknown kind, fields that do not fit, or a signature of somebody else. */
    wrong: Chance,
    /** Of an answer with several parts the first is told now and the others `laterMs` later. */
    partial: Chance,
    laterMs: Millis,
    /** Times at which the office is down, from now; they take the place of those planned before. */
    outages: Type.Array(Type.Object({ inMs: Millis, forMs: Millis }, { additionalProperties: false }), { maxItems: 100 }),
  },
  { additionalProperties: false },
);

export type Mood = Static<typeof Mood>;

/** Some of a mood, to be changed. @throws PermanentFailure saying what does not fit. */
export const checkMood = checkOf('control', Type.Partial(Mood, { additionalProperties: false }));

export const CALM: Mood = {
  hold: false,
  down: false,
  delayMs: 200,
  delayUpToMs: 0,
  seed: 1,
  drop: 0,
  late: 0,
  duplicate: 0,
  reorder: 0,
  wrong: 0,
  partial: 0,
  laterMs: 2000,
  outages: [],
};

type Chances = 'drop' | 'late' | 'duplicate' | 'reorder' | 'wrong' | 'partial';

/** Whether this befalls a message, by lot. */
export function befalls(mood: Mood, what: Chances, id: string): boolean {
  return mood[what] > 0 && lotOf(mood.seed, what, id) < mood[what];
}

/** In [0, 1): the same for the same seed and words, whatever was drawn before. */
export function lotOf(seed: number, ...words: readonly (string | number)[]): number {
  return (
    createHash('sha256')
      .update([seed, ...words].join(' '))
      .digest()
      .readUInt32BE() /
    2 ** 32
  );
}

/** Milliseconds until the answer to a referral. */
export function delayOf(mood: Mood, id: string): number {
  const range = Math.max(0, mood.delayUpToMs - mood.delayMs);
  return Math.round(mood.delayMs + range * lotOf(mood.seed, 'delay', id)) + (befalls(mood, 'late', id) ? mood.laterMs : 0);
}

/** Changes the mood, and plans its outages. */
export interface MoodSwings {
  change(some: Partial<Mood>): void;
  stop(): void;
}

export function moodSwings(mood: Mood): MoodSwings {
  let planned: NodeJS.Timeout[] = [];
  const stop = (): void => planned.forEach((timer) => clearTimeout(timer));
  const plan = (outages: Mood['outages']): void => {
    stop();
    planned = outages.flatMap(({ inMs, forMs }) => [
      setTimeout(() => (mood.down = true), inMs),
      setTimeout(() => (mood.down = false), inMs + forMs),
    ]);
  };
  plan(mood.outages);
  return {
    change: (some) => {
      Object.assign(mood, some);
      if (some.outages) plan(some.outages);
    },
    stop,
  };
}
