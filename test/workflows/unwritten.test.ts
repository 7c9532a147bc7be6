import { describe, expect, it } from '@jest/globals';
import type { Fact } from '../../domain/engine/fact.js';
import type { Recorded } from '../../workflows/messages.js';
import { forget, keep, lighten, madeBy, owes, since, unwrittenFrom } from '../../workflows/unwritten.js';

const fact = (no: number): Fact => ({ no, effectiveAt: 0, recordedAt: 0, type: 'dossierAccepted' });
const recorded = (...numbers: number[]): Recorded => ({
  facts: numbers.map(fact),
  commands: [{ key: `c${numbers[0]}`, type: 'notify', to: 'applicant', about: 'accepted' }],
});
const numbers = ({ facts }: Recorded): number[] => facts.map(({ no }) => no);

describe('what is not known to be written', () => {
  it('leaves the facts of acts to their callers and owes those of time, with all before them', () => {
    const unwritten = unwrittenFrom(undefined);
    keep(unwritten, recorded(1, 2), 'key-1');
    expect(owes(unwritten)).toBe(false);
    keep(unwritten, recorded(3));
    expect(owes(unwritten)).toBe(true);
    expect(numbers(since(unwritten, 0))).toEqual([1, 2, 3]);
    keep(unwritten, recorded(4), 'key-2');
    forget(unwritten, 3);
    expect(owes(unwritten)).toBe(false);
    expect(numbers(since(unwritten, 0))).toEqual([4]);
  });

  it('answers from any fact on, with the commands of those events', () => {
    const unwritten = unwrittenFrom(undefined);
    keep(unwritten, recorded(1, 2), 'key-1');
    keep(unwritten, recorded(3, 4), 'key-2');
    expect(numbers(since(unwritten, 4))).toEqual([4]);
    expect(since(unwritten, 4).commands.map(({ key }) => key)).toEqual(['c3']);
  });

  it('knows what a key made, as far as it is still there', () => {
    const unwritten = unwrittenFrom(undefined);
    keep(unwritten, recorded(1, 2), 'key-1');
    keep(unwritten, recorded(3), 'key-2');
    expect(numbers(madeBy(unwritten, 'key-1')!)).toEqual([1, 2]);
    expect(madeBy(unwritten, 'key-9')).toBeNull();
    forget(unwritten, 2);
    expect(madeBy(unwritten, 'key-1')).toEqual({ facts: [], commands: [] });
  });

  it('remembers the latest hundred keys', () => {
    const unwritten = unwrittenFrom(undefined);
    for (let no = 1; no <= 150; no++) keep(unwritten, recorded(no), `key-${no}`);
    expect(unwritten.recentKeys).toHaveLength(100);
    expect(madeBy(unwritten, 'key-50')).toBeNull();
    expect(madeBy(unwritten, 'key-51')).not.toBeNull();
  });

  it('is written by the workflow itself when nobody says that it is written and it becomes much', () => {
    const unwritten = unwrittenFrom(undefined);
    for (let no = 1; no <= 51; no++) {
      lighten(unwritten);
      expect(owes(unwritten)).toBe(false);
      keep(unwritten, recorded(no), `key-${no}`);
    }
    lighten(unwritten);
    expect(owes(unwritten)).toBe(true);
  });
});
