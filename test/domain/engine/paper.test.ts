/** Papers are in one place at a time. */
import { describe, expect, it } from '@jest/globals';
import type { Fact } from '../../../domain/engine/fact.js';
import { Case, DESK, LAND_1, LAND_2, RECEIVE, TAX } from './fixture.js';

type Sent = Extract<Fact, { type: 'handoverSent' }>;

const crossings = ({ facts }: Case): string[] =>
  facts
    .filter((fact): fact is Sent => fact.type === 'handoverSent')
    .map(({ run, from, to, medium }) => `${run}: ${from} → ${to}, ${medium}`);

const referred = (medium: 'electronic' | 'paper'): Case =>
  new Case()
    .do('2026-02-10T09:00', DESK, { ...RECEIVE, medium })
    .do('2026-02-10T10:00', DESK, { type: 'complete', run: 'receive#1' })
    .do('2026-02-11T10:00', LAND_1, { type: 'complete', run: 'appraise#1', outcome: 'eligible' })
    .do('2026-02-12T10:00', TAX, { type: 'reply', run: 'refer-tax#1', reply: 'no-obligation' })
    .do('2026-02-13T10:00', LAND_2, { type: 'complete', run: 'register#1', results: { deed: 'file-deed' } });

describe('a dossier on paper', () => {
  it('stays where it is while another system is asked by wire', () => {
    expect(crossings(referred('paper'))).toEqual([
      'appraise#1: an-phu → branch-2, paper',
      'refer-tax#1: branch-2 → tax-2, connector',
      'deliver#1: branch-2 → an-phu, paper',
    ]);
  });
});

describe('an electronic dossier', () => {
  it('comes back from the other system', () => {
    expect(crossings(referred('electronic'))).toContain('register#1: tax-2 → branch-2, electronic');
  });
});
