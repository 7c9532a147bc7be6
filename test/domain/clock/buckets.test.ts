import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { bucketsOf, type HeldFrom, timeParts } from '../../../domain/clock/buckets.js';
import type { Holder } from '../../../domain/engine/state.js';
import { HOUR, MINUTE } from '../../../domain/time/instant.js';
import { VN, at } from './calendar-vn.js';
import { instants } from './arbitrary-runs.js';

const timeBuckets = (calendar: typeof VN, held: HeldFrom[], until: number) => bucketsOf(timeParts(calendar, held, until));

const DESK: Holder = { kind: 'agency', agency: 'ward' };
const OFFICER: Holder = { kind: 'agency', agency: 'ward', officer: 'o1' };

describe('whose time it was', () => {
  it('gives an agency its office hours only, queue and officer apart, and the rest to the closed office', () => {
    const holders = [
      { at: at('2026-03-02T10:30'), holder: DESK },
      { at: at('2026-03-02T14:30'), holder: OFFICER },
      { at: at('2026-03-03T08:30'), holder: { kind: 'applicant' } as const },
      { at: at('2026-03-07T08:30'), holder: { kind: 'outside', agency: 'tax' } as const },
    ];
    expect(timeBuckets(VN, holders, at('2026-03-07T09:30'))).toEqual([
      { ...DESK, ms: 2 * HOUR },
      { kind: 'closed', ms: 2 * HOUR + 14 * HOUR },
      { ...OFFICER, ms: 4 * HOUR },
      { kind: 'applicant', ms: 96 * HOUR },
      { kind: 'outside', agency: 'tax', ms: HOUR },
    ]);
  });

  it('adds up to the elapsed time, whoever held it and whenever', () => {
    const holder: fc.Arbitrary<Holder> = fc.oneof(
      fc.record({ kind: fc.constant('agency' as const), agency: fc.constantFrom('a', 'b'), officer: fc.constantFrom('x', 'y') }),
      fc.record({ kind: fc.constant('agency' as const), agency: fc.constantFrom('a', 'b') }),
      fc.record({ kind: fc.constant('outside' as const), agency: fc.constantFrom('a', 'b') }),
      fc.constantFrom({ kind: 'applicant' as const }, { kind: 'nobody' as const }),
    );
    const spells = fc.array(fc.tuple(fc.nat(10_000), holder), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(instants, spells, fc.nat(5_000), (start, parts, tail) => {
        let now = start;
        const holders = parts.map(([minutes, each], index) => ({ at: (now += index === 0 ? 0 : minutes * MINUTE), holder: each }));
        const until = now + tail * MINUTE - 30 * MINUTE;
        const sum = timeBuckets(VN, holders, until).reduce((total, each) => total + each.ms, 0);
        expect(sum).toBe(Math.max(0, until - start));
      }),
    );
  });

  it('has one bucket for each holder and none that is empty', () => {
    const holders = [DESK, OFFICER, DESK, OFFICER].map((each, index) => ({ at: at('2026-03-02T08:00') + index * HOUR, holder: each }));
    expect(timeBuckets(VN, holders, at('2026-03-02T12:00') - HOUR).map((each) => each.ms)).toEqual([2 * HOUR, HOUR]);
  });

  it('is of the agency that sent it while it is on its way, and of each run of a step by itself', () => {
    const held = [
      { at: at('2026-03-02T10:30'), holder: DESK, run: 'a#1' },
      { at: at('2026-03-02T11:00'), holder: DESK, run: 'b#1', onItsWay: true },
      { at: at('2026-03-02T14:00'), holder: OFFICER, run: 'b#1' },
    ];
    expect(timeParts(VN, held, at('2026-03-02T15:00'))).toEqual([
      { ...DESK, run: 'a#1', ms: 30 * MINUTE },
      { kind: 'on its way', agency: 'ward', run: 'b#1', ms: HOUR },
      { kind: 'closed', agency: 'ward', run: 'b#1', ms: 2 * HOUR },
      { ...OFFICER, run: 'b#1', ms: HOUR },
    ]);
  });

  it('refuses holders out of order', () => {
    expect(() =>
      timeBuckets(
        VN,
        [
          { at: 2, holder: DESK },
          { at: 1, holder: DESK },
        ],
        3,
      ),
    ).toThrow(/expected the order of time/);
  });
});
