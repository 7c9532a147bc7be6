import type { Mapping } from '../partner.js';
import { replaced } from '../nested.js';
import { own } from '../own.js';
import { PermanentFailure } from '../failure.js';
import {
  type Acknowledgement,
  type CallbackMessage,
  checkCancellation,
  checkReferral,
  type ReferralMessage,
  type ReferralStatus,
} from '../contract.js';
import type { Courier } from './courier.js';
import type { Journal } from './journal.js';
import { befalls, delayOf, type Mood } from './mood.js';
import type { Answer, KeptCallback, KeptReferral, Office, Question } from './office.js';

export interface DeskOptions {
  readonly office: Office;
  readonly mapping: Mapping;
  readonly referrals: Journal<KeptReferral>;
  readonly callbacks: Journal<KeptCallback>;
  readonly courier: Courier;
  readonly mood: Mood;
}

/** What the simulated office does with referrals; the same for all offices. */
export interface Desk {
  receive(message: unknown): Acknowledgement;
  cancel(message: unknown): Acknowledgement;
  status(id: string): ReferralStatus | null;
  /** Answers by hand; absent reply: by rule. Fields given, by their paths, replace those of the rule. */
  answer(id: string, reply?: string, fields?: Readonly<Record<string, unknown>>): readonly CallbackMessage[];
  /** Sends a message about a referral beside its answer, e.g. a payment. */
  tell(referral: ReferralMessage, answer: Answer): CallbackMessage;
  /** From now on answers about this dossier wait for a hand: its clock is not the office's. Until the office restarts. */
  holdDossier(dossierId: string): void;
  /** After a restart: what waits is answered by rule again, unless held. */
  resume(): void;
  stop(): void;
}

export function createDesk(options: DeskOptions): Desk {
  const { referrals, office, mood } = options;
  const { say, tell, saidOf } = voiceOf(options);
  const timers = new Set<NodeJS.Timeout>();
  const heldDossiers = new Set<string>();
  const isHeld = ({ referral }: KeptReferral): boolean => mood.hold || heldDossiers.has(referral.reference.split('.')[0]!);
  const later = (id: string, delay: number): void => {
    const timer = setTimeout(() => {
      timers.delete(timer);
      const kept = referrals.get(id);
      if (kept?.state === 'waiting' && !isHeld(kept)) byRule(kept);
    }, delay);
    timers.add(timer);
  };
  /** All parts that are not told yet, or the first of them, when the rest comes later. */
  const byRule = (kept: KeptReferral, fields?: Answer['body']): readonly CallbackMessage[] => {
    const said = saidOf(kept.id);
    const left = office.decide(questionOf(options, kept)).slice(said);
    const inParts = left.length > 1 && said === 0 && befalls(mood, 'partial', kept.id);
    const messages = (inParts ? left.slice(0, 1) : left).map((part) => say(kept.referral, withFields(part, fields)));
    if (inParts) later(kept.id, mood.laterMs);
    else referrals.put({ ...kept, state: 'answered', changedAt: Date.now() });
    return messages;
  };
  const answer: Desk['answer'] = (id, reply, fields) => {
    const kept = referrals.get(id);
    if (!kept) throw new PermanentFailure(`referral ${id} is unknown`);
    if (kept.state !== 'waiting') throw new PermanentFailure(`referral ${id} is ${kept.state}; expected waiting`);
    if (!reply) return byRule(kept, fields);
    const message = say(kept.referral, withFields(office.answerOf(reply, questionOf(options, kept)), fields));
    referrals.put({ ...kept, state: 'answered', changedAt: Date.now() });
    return [message];
  };
  return {
    receive: (body) => {
      const message = checkReferral(body);
      if (referrals.get(message.id)) return { id: message.id, state: 'known' };
      checkBody(options.mapping, message);
      referrals.put({ id: message.id, referral: message, receivedAt: Date.now(), state: 'waiting' });
      if (!mood.hold) later(message.id, delayOf(mood, message.id));
      return { id: message.id, state: 'received' };
    },
    cancel: (body) => {
      const { id, reference, referral } = checkCancellation(body);
      const kept = referrals.all().filter((each) => each.referral.reference === reference && [undefined, each.id].includes(referral));
      for (const each of kept) if (each.state === 'waiting') referrals.put({ ...each, state: 'cancelled', changedAt: Date.now() });
      return { id, state: kept.length > 0 ? 'received' : 'known' };
    },
    status: (id) => statusOf(options, id),
    answer,
    tell,
    holdDossier: (dossierId) => void heldDossiers.add(dossierId),
    resume: () => referrals.all().forEach((each) => each.state === 'waiting' && later(each.id, delayOf(mood, each.id))),
    stop: () => timers.forEach((timer) => clearTimeout(timer)),
  };
}

interface Voice {
  /** One more part of the answer. */
  say(referral: ReferralMessage, answer: Answer): CallbackMessage;
  tell: Desk['tell'];
  /** How many parts of the answer have been said. */
  saidOf(id: string): number;
}

/** Parts of an answer and what is told beside them are counted apart, so that an office that was killed goes on where it was. */
function voiceOf({ office, mapping, callbacks, courier }: DeskOptions): Voice {
  const count = (id: string, kind: string): number => callbacks.all().filter((each) => each.id.startsWith(`${id}-${kind}-`)).length;
  const send = (referral: ReferralMessage, { reply, body }: Answer, kind: string): CallbackMessage => {
    const id = `${referral.id}-${kind}-${count(referral.id, kind) + 1}`;
    const message = checked(mapping, { id, connector: office.name, message: reply, reference: referral.reference, body: { ...body } });
    courier.carry(message, referral.id);
    return message;
  };
  return {
    say: (referral, answer) => send(referral, answer, 'answer'),
    tell: (referral, answer) => send(referral, answer, 'more'),
    saidOf: (id) => count(id, 'answer'),
  };
}

const withFields = ({ reply, body }: Answer, fields: Answer['body'] = {}): Answer => ({ reply, body: replaced(body, fields) });

function statusOf({ referrals, callbacks }: DeskOptions, id: string): ReturnType<Desk['status']> {
  const kept = referrals.get(id);
  if (!kept) return null;
  const since = kept.changedAt ?? kept.receivedAt;
  return { id, state: kept.state, since, answers: callbacks.all().flatMap((each) => (each.referral === id ? [each.message] : [])) };
}

function questionOf({ referrals }: DeskOptions, { id, referral }: KeptReferral): Question {
  const all = referrals.all();
  const [dossier] = referral.reference.split('.');
  const before = all.slice(
    0,
    all.findIndex((each) => each.id === id),
  );
  const sameDossier = before.filter(
    (each) => each.referral.reference.split('.')[0] === dossier && each.referral.message === referral.message,
  );
  return { referral, askedBefore: sameDossier.length, serial: before.length + 1, part: 0, now: Date.now() };
}

function checkBody(mapping: Mapping, message: ReferralMessage): void {
  const outgoing = own(mapping.outgoing, message.message);
  if (!outgoing)
    throw new PermanentFailure(`message ${message.message} is unknown; expected one of ${Object.keys(mapping.outgoing).join(', ')}`);
  outgoing.check(message.body);
}

/** The office keeps to the contract too: what it could not say there, it does not say. */
function checked(mapping: Mapping, message: CallbackMessage): CallbackMessage {
  const incoming = own(mapping.incoming, message.message);
  if (!incoming)
    throw new PermanentFailure(`reply ${message.message} is unknown; expected one of ${Object.keys(mapping.incoming).join(', ')}`);
  incoming.read('step#1', message.body);
  return message;
}
