/** What differs between Motcua and a partner, and by which act it would be settled: one table, and nothing else decides. */
import type { Instant } from '../time/instant.js';
import type { Ours, Owed, Theirs, Told } from './sides.js';

export const DIFFERENCE_KINDS = [
  'not-sent',
  'unknown-there',
  'answer-not-heard',
  'ended-there',
  'open-there',
  'answers-differ',
  'number-differs',
  'notice-not-heard',
  'payment-not-heard',
  'message-refused',
  'status-differs',
] as const;
export type DifferenceKind = (typeof DIFFERENCE_KINDS)[number];

/** `by hand`: nobody but an officer can say what is right. */
export type SettlingAct = 'send again' | 'take answer' | 'cancel there' | 'by hand';

export const SETTLED_BY: Readonly<Record<DifferenceKind, SettlingAct>> = {
  'not-sent': 'send again',
  'unknown-there': 'send again',
  'status-differs': 'send again',
  'answer-not-heard': 'take answer',
  'notice-not-heard': 'take answer',
  'payment-not-heard': 'take answer',
  'open-there': 'cancel there',
  'ended-there': 'by hand',
  'answers-differ': 'by hand',
  'number-differs': 'by hand',
  'message-refused': 'by hand',
};

/** What one side says, for people: a state, since when, and what tells it from the other's. */
export interface Said {
  readonly state: string;
  readonly at: Instant | null;
  readonly value?: string;
}

export interface Found {
  readonly kind: DifferenceKind;
  /** Tells several of one kind apart: the reference of what is to be paid. */
  readonly about?: string;
  readonly ours: Said;
  readonly theirs: Said;
}

/** Our state across, theirs down: what it means that both are so. Null: they agree, or nobody waits for anything. */
const STATES: Readonly<Record<Ours['state'], Readonly<Record<Theirs['state'], DifferenceKind | null>>>> = {
  awaiting: { unknown: 'unknown-there', waiting: null, accepted: null, answered: 'answer-not-heard', cancelled: 'ended-there' },
  answered: { unknown: null, waiting: 'open-there', accepted: 'open-there', answered: null, cancelled: null },
  'given up': { unknown: null, waiting: 'open-there', accepted: 'open-there', answered: null, cancelled: null },
};

/** Differences about one question, the gravest first; none when both sides agree. */
export function compare(ours: Ours, theirs: Theirs): readonly Found[] {
  const state = stateKind(ours, theirs);
  if (state) return [{ kind: state, ours: saidOf(ours), theirs: saidOf(theirs) }];
  if (theirs.state !== 'answered' || ours.state === 'given up') return [];
  const said = contents(ours, theirs);
  // what follows from another answer is no difference of its own
  return said.some(({ kind }) => kind === 'answers-differ') ? said : [...said, ...money(ours, theirs)];
}

/** The portal is told; it decides nothing. */
export function compareTold({ ours, theirs }: Told): readonly Found[] {
  const mine: Said = { state: String(ours.code), at: ours.since };
  if (!theirs) return [{ kind: 'unknown-there', ours: mine, theirs: { state: 'unknown', at: null } }];
  return theirs.code === ours.code
    ? []
    : [{ kind: 'status-differs', ours: mine, theirs: { state: String(theirs.code), at: theirs.since } }];
}

/** The payment platform only tells what was paid; any other that says it has answered and shows no answer has ended it. */
function stateKind(ours: Ours, theirs: Theirs): DifferenceKind | null {
  const kind = STATES[ours.state][theirs.state];
  if (ours.question === 'payment') return kind === 'unknown-there' ? kind : null;
  return kind === 'answer-not-heard' && theirs.reply === null ? 'ended-there' : kind;
}

function contents(ours: Ours, theirs: Theirs): Found[] {
  if (ours.reply === null || theirs.reply === null) return [];
  if (ours.reply !== theirs.reply) return [{ kind: 'answers-differ', ours: saidOf(ours), theirs: saidOf(theirs) }];
  if (ours.value === theirs.value || theirs.value === null) return [];
  return [
    { kind: 'number-differs', ours: { ...saidOf(ours), ...valueOf(ours.value) }, theirs: { ...saidOf(theirs), ...valueOf(theirs.value) } },
  ];
}

/** What they have stated or taken and we do not know of. What we know and they do not is theirs to find. */
function money(ours: Ours, theirs: Theirs): Found[] {
  return theirs.owed.flatMap((owed): Found[] => {
    const known = ours.owed.find(({ reference }) => reference === owed.reference);
    const said = { about: owed.reference, theirs: moneyOf(owed, theirs.since) };
    if (!known) return [{ kind: 'notice-not-heard', ...said, ours: { state: 'not stated', at: null } }];
    if (isSettled(known) || (owed.paid <= known.paid && !owed.settled)) return [];
    return [{ kind: 'payment-not-heard', ...said, ours: moneyOf(known, ours.since) }];
  });
}

const isSettled = ({ amount, paid, settled }: Owed): boolean => settled || paid >= amount;

function moneyOf(owed: Owed, at: Instant | null): Said {
  return { state: owed.settled ? 'settled' : 'paid', at, value: `${owed.paid}/${owed.amount}` };
}

function saidOf({ state, since, reply }: Ours | Theirs): Said {
  return { state, at: since, ...(reply !== null && { value: reply }) };
}

const valueOf = (value: string | null): { value?: string } => (value === null ? {} : { value });
