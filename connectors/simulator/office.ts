import type { Instant } from '../../domain/time/instant.js';
import type { CallbackMessage, ReferralMessage } from '../contract.js';
import { PermanentFailure } from '../failure.js';
import { own } from '../own.js';

export interface Answer {
  /** Kind of answer: `notice`, `registered`, ... */
  readonly reply: string;
  readonly body: Readonly<Record<string, unknown>>;
}

/** A referral as the simulated office keeps it. */
export interface KeptReferral {
  readonly id: string;
  readonly referral: ReferralMessage;
  readonly receivedAt: Instant;
  readonly state: 'waiting' | 'answered' | 'cancelled';
  /** When it came to be so. */
  readonly changedAt?: Instant;
}

/** A callback on its way, or arrived. */
export interface KeptCallback {
  readonly id: string;
  readonly referral: string;
  readonly message: CallbackMessage;
  readonly attempts: number;
  /** `refused`: the other side says it will never take it; `lost`: it never left, and only who asks learns of it. */
  readonly state: 'on its way' | 'arrived' | 'refused' | 'lost';
  readonly lastAnswer?: string;
}

/** What an office knows when it decides: this referral, how often it was asked about the dossier before, the serial number of its answer, which part of it, the time. */
export interface Question {
  readonly referral: ReferralMessage;
  readonly askedBefore: number;
  readonly serial: number;
  /** 0 for the first part of an answer that has several. */
  readonly part: number;
  readonly now: Instant;
}

/** All that is particular to one simulated office. */
export interface Office {
  /** Connector name. */
  readonly name: string;
  /** Decides by rule, never by chance. Several parts: told one after the other, e.g. two notices. */
  decide(question: Question): readonly Answer[];
  /** The answer of this kind, when a person decides in place of the rule. */
  answerOf(reply: string, question: Question): Answer;
}

/** What the body of each kind of answer says. */
export type Sayings = Readonly<Record<string, (question: Question) => Answer['body']>>;

/** @param rule the kind of answer to a question, or the kinds of its parts; by rule, never by chance. */
export function officeOf(name: string, rule: (question: Question) => string | readonly string[], sayings: Sayings): Office {
  const answerOf = (reply: string, question: Question): Answer => {
    const say = own(sayings, reply);
    if (!say) throw new PermanentFailure(`reply ${reply} is unknown; expected one of ${Object.keys(sayings).join(', ')}`);
    return { reply, body: say(question) };
  };
  return { name, answerOf, decide: (question) => [rule(question)].flat().map((reply, part) => answerOf(reply, { ...question, part })) };
}
