import { describe, expect, it } from '@jest/globals';
import { compare, compareTold, DIFFERENCE_KINDS, SETTLED_BY } from '../../../domain/reconciliation/compare.js';
import type { Ours, Owed, Theirs } from '../../../domain/reconciliation/sides.js';
import { DIFFERENCE_WORDS, differenceSentence, SETTLING_WORDS } from '../../../domain/reconciliation/words.js';

const ours = (more: Partial<Ours> = {}): Ours => ({
  ...{ question: 'handoff', state: 'awaiting', since: 1, reply: null, value: null, owed: [] },
  ...more,
});
const theirs = (more: Partial<Theirs> = {}): Theirs => ({ state: 'waiting', since: 2, reply: null, value: null, owed: [], ...more });
const owed = (paid = 0, more: Partial<Owed> = {}): Owed => ({ reference: 'TB-1', amount: 100, paid, settled: false, ...more });
const kinds = (one: Ours, other: Theirs) => compare(one, other).map(({ kind, about }) => (about === undefined ? kind : `${kind} ${about}`));

describe('our state and theirs', () => {
  const answered = { state: 'answered', reply: 'notice' } as const;

  it.each([
    ['awaiting', 'unknown', 'unknown-there'],
    ['awaiting', 'waiting', null],
    ['awaiting', 'accepted', null],
    ['awaiting', 'cancelled', 'ended-there'],
    ['answered', 'unknown', null],
    ['answered', 'waiting', 'open-there'],
    ['answered', 'accepted', 'open-there'],
    ['answered', 'cancelled', null],
    ['given up', 'unknown', null],
    ['given up', 'waiting', 'open-there'],
    ['given up', 'accepted', 'open-there'],
    ['given up', 'cancelled', null],
  ] as const)('%s and %s mean %s', (mine, other, expected) => {
    expect(kinds(ours({ state: mine }), theirs({ state: other }))).toEqual(expected === null ? [] : [expected]);
  });

  it.each([
    ['awaiting', answered, 'answer-not-heard'],
    ['awaiting', { ...answered, reply: null }, 'ended-there'],
    ['given up', answered, null],
  ] as const)('%s and %j mean %s', (mine, other, expected) => {
    expect(kinds(ours({ state: mine }), theirs(other))).toEqual(expected === null ? [] : [expected]);
  });

  it('of the payment platform agree while nothing is paid: it has no answer to give', () => {
    const asked = ours({ question: 'payment', owed: [owed()] });
    expect(kinds(asked, theirs({ state: 'answered', owed: [owed()] }))).toEqual([]);
    expect(kinds(asked, theirs({ state: 'unknown' }))).toEqual(['unknown-there']);
    expect(kinds(ours({ question: 'payment', state: 'given up', owed: [owed(100)] }), theirs())).toEqual([]);
    expect(kinds(asked, theirs({ state: 'answered', owed: [owed(100)] }))).toEqual(['payment-not-heard TB-1']);
  });
});

describe('what both have answered', () => {
  const mine = (more: Partial<Ours> = {}) => ours({ state: 'answered', reply: 'registered', value: 'CS 1', ...more });
  const other = (more: Partial<Theirs> = {}) => theirs({ state: 'answered', reply: 'registered', value: 'CS 1', ...more });

  it.each([
    ['agree on answer and number', {}, {}, []],
    ['differ in the answer', {}, { reply: 'returned-as-wrong', value: null }, ['answers-differ']],
    ['differ in the answer, and in all that follows from it', {}, { reply: 'notice', owed: [owed()] }, ['answers-differ']],
    ['differ in the number', {}, { value: 'CS 2' }, ['number-differs']],
    ['do not both speak of a number', {}, { value: null }, []],
  ] as const)('%s', (_what, one, two, expected) => {
    expect(kinds(mine(one), other(two))).toEqual(expected);
  });

  it.each([
    ['a notice that we do not know', [], [owed()], ['notice-not-heard TB-1']],
    ['a payment that we do not know', [owed(0)], [owed(100)], ['payment-not-heard TB-1']],
    ['a part that we do not know', [owed(30)], [owed(60)], ['payment-not-heard TB-1']],
    ['an exemption that we do not know', [owed(0)], [owed(0, { settled: true })], ['payment-not-heard TB-1']],
    ['what we know', [owed(60)], [owed(60)], []],
    ['less than we know: it was paid elsewhere', [owed(100)], [owed(0)], []],
    ['a part that both know, told without the notice', [owed(30)], [owed(30, { amount: 0 })], []],
    ['a payment of what is settled here', [owed(0, { settled: true })], [owed(100)], []],
    ['two notices, one of them unknown', [owed()], [owed(), owed(0, { reference: 'TB-2' })], ['notice-not-heard TB-2']],
  ] as const)('with %s', (_what, one, two, expected) => {
    expect(kinds(mine({ owed: one }), other({ owed: two }))).toEqual(expected);
  });
});

describe('the national portal', () => {
  it.each([
    [{ ours: { code: 4, since: 1 }, theirs: { code: 4, since: 2 } }, []],
    [{ ours: { code: 4, since: 1 }, theirs: { code: 9, since: 2 } }, ['status-differs']],
    [{ ours: { code: 4, since: 1 }, theirs: null }, ['unknown-there']],
  ])('%j gives %j', (told, expected) => {
    expect(compareTold(told).map(({ kind }) => kind)).toEqual(expected);
  });
});

describe('every difference', () => {
  it('has an act that would settle it, and words for both, in both languages', () => {
    for (const kind of DIFFERENCE_KINDS) {
      expect(Object.keys(DIFFERENCE_WORDS[kind])).toEqual(['vi', 'en']);
      expect(Object.keys(SETTLING_WORDS[SETTLED_BY[kind]])).toEqual(['vi', 'en']);
    }
  });

  it('says what we say and what they say, and since when', () => {
    const [found] = compare(ours(), theirs({ state: 'answered', reply: 'notice' }));
    expect(differenceSentence(found!, (at) => `[${at}]`)).toEqual({
      vi: 'ta: đang chờ trả lời từ [1]; họ: đã trả lời "notice" từ [2]',
      en: 'we: waiting for an answer since [1]; they: answered "notice" since [2]',
    });
    const [status] = compareTold({ ours: { code: 4, since: 1 }, theirs: { code: 9, since: null } });
    expect(differenceSentence(status!, String).en).toBe('we: in process since 1; they: processed');
  });
});
