import type { Mapping } from '../partner.js';
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
import type { Answer, KeptCallback, KeptReferral, Office, Question } from './office.js';

/** How the office behaves just now; set by `POST /control`. */
export interface Mood {
  /** Answers wait for `POST /referrals/{id}/answer`. */
  hold: boolean;
  /** Real milliseconds between a referral and its answer. */
  delayMs: number;
  /** Everything but the control answers 503, and nothing is sent. */
  down: boolean;
}

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
  /** Answers by hand; absent reply: by rule. Fields given replace those of the rule. */
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
  const { referrals, callbacks, courier, office, mood } = options;
  const timers = new Set<NodeJS.Timeout>();
  const heldDossiers = new Set<string>();
  const isHeld = ({ referral }: KeptReferral): boolean => mood.hold || heldDossiers.has(referral.reference.split('.')[0]!);
  const later = (id: string): void => {
    const timer = setTimeout(() => {
      timers.delete(timer);
      const kept = referrals.get(id);
      if (kept?.state === 'waiting' && !isHeld(kept)) answer(id);
    }, mood.delayMs);
    timers.add(timer);
  };
  const tell = (referral: ReferralMessage, { reply, body }: Answer): CallbackMessage => {
    const told = callbacks.all().filter((each) => each.referral === referral.id).length;
    const message = checked(options.mapping, {
      id: `${referral.id}-answer-${told + 1}`,
      connector: office.name,
      message: reply,
      reference: referral.reference,
      body: { ...body },
    });
    courier.carry(message, referral.id);
    return message;
  };
  const answer: Desk['answer'] = (id, reply, fields) => {
    const kept = referrals.get(id);
    if (!kept) throw new PermanentFailure(`referral ${id} is unknown`);
    if (kept.state !== 'waiting') throw new PermanentFailure(`referral ${id} is ${kept.state}; expected waiting`);
    const question = questionOf(options, kept);
    const parts = reply ? [office.answerOf(reply, question)] : office.decide(question);
    const messages = parts.map((part) => tell(kept.referral, { ...part, body: { ...part.body, ...fields } }));
    referrals.put({ ...kept, state: 'answered' });
    return messages;
  };
  return {
    receive: (body) => {
      const message = checkReferral(body);
      if (referrals.get(message.id)) return { id: message.id, state: 'known' };
      checkBody(options.mapping, message);
      referrals.put({ id: message.id, referral: message, receivedAt: Date.now(), state: 'waiting' });
      if (!mood.hold) later(message.id);
      return { id: message.id, state: 'received' };
    },
    cancel: (body) => {
      const { id, reference } = checkCancellation(body);
      const kept = referrals.all().find((each) => each.referral.reference === reference);
      if (kept?.state === 'waiting') referrals.put({ ...kept, state: 'cancelled' });
      return { id, state: kept ? 'received' : 'known' };
    },
    status: (id) => statusOf(options, id),
    answer,
    tell,
    holdDossier: (dossierId) => void heldDossiers.add(dossierId),
    resume: () => referrals.all().forEach((each) => each.state === 'waiting' && later(each.id)),
    stop: () => timers.forEach((timer) => clearTimeout(timer)),
  };
}

function statusOf({ referrals, callbacks }: DeskOptions, id: string): ReturnType<Desk['status']> {
  const kept = referrals.get(id);
  if (!kept) return null;
  return { id, state: kept.state, answers: callbacks.all().flatMap((each) => (each.referral === id ? [each.message] : [])) };
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
  incoming.toAct('step#1', message.body);
  return message;
}
