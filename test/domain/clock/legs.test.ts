import { describe, expect, it } from '@jest/globals';
import { compositeDue, dueOfLegs } from '../../../domain/clock/legs.js';
import type { Leg } from '../../../domain/procedure/plan.js';
import { VN, at, civil } from './calendar-vn.js';

const leg = (step: string, length: number, unit: 'working hours' | 'working days'): Leg => ({ step, term: { length, unit } });
const HALF_DAY_THEN_FOUR_DAYS = [leg('receive', 4, 'working hours'), leg('appraise', 4, 'working days')];
// 10 February 2026 is the Tuesday before Tet (16-20 February off)
const RECEIVED = at('2026-02-10T09:12');

describe('legs one after the other', () => {
  it('add up: the second begins at the due instant of the first', () => {
    const ledger = dueOfLegs(VN, { legs: HALF_DAY_THEN_FOUR_DAYS, start: RECEIVED });
    expect(civil(ledger.dueAt)).toBe('2026-02-23T17:30');
    const dues = ledger.lines.filter((line) => line.rule === 'due');
    expect(dues.map((line) => [line.note, civil(line.at ?? null)])).toEqual([
      ['receive', '2026-02-10T15:12'],
      [undefined, '2026-02-23T17:30'],
    ]);
    expect(ledger.lines.at(-1)).toMatchObject({ rule: 'due', date: '2026-02-23' });
  });

  it('apply the cut-off to what the applicant brings, not to what one office hands to the next', () => {
    const cutOff = { at: '15:00', effect: 'count' } as const;
    expect(civil(dueOfLegs(VN, { legs: HALF_DAY_THEN_FOUR_DAYS, start: RECEIVED, cutOff }).dueAt)).toBe('2026-02-23T17:30');
    // after 15:00 the first leg begins on Wednesday morning and ends at 11:30
    expect(civil(dueOfLegs(VN, { legs: HALF_DAY_THEN_FOUR_DAYS, start: at('2026-02-10T15:01'), cutOff }).dueAt)).toBe('2026-02-24T17:30');
  });

  it('move later legs when a pause holds an earlier one', () => {
    const suspensions = [{ from: at('2026-02-10T10:12'), to: at('2026-02-11T07:30'), policy: 'pause' as const }];
    // one hour used on Tuesday, three left on Wednesday until 10:30; four days after the 11th
    expect(civil(dueOfLegs(VN, { legs: HALF_DAY_THEN_FOUR_DAYS, start: RECEIVED, suspensions }).dueAt)).toBe('2026-02-24T17:30');
  });

  it('give a pause that begins in the second leg to the second leg', () => {
    const suspensions = [{ from: at('2026-02-12T08:00'), to: at('2026-02-24T09:00'), policy: 'pause' as const }];
    // Wednesday 11th is used; three left after Tuesday 24th
    expect(civil(dueOfLegs(VN, { legs: HALF_DAY_THEN_FOUR_DAYS, start: RECEIVED, suspensions }).dueAt)).toBe('2026-02-27T17:30');
  });

  it('begin the whole chain again when a supplement restarts the term, even in the second leg', () => {
    const suspensions = [{ from: at('2026-02-12T08:00'), to: at('2026-02-24T09:12'), policy: 'restart' as const, cause: 'supplement' }];
    const again = dueOfLegs(VN, { legs: HALF_DAY_THEN_FOUR_DAYS, start: RECEIVED, suspensions });
    expect(again.dueAt).toBe(dueOfLegs(VN, { legs: HALF_DAY_THEN_FOUR_DAYS, start: at('2026-02-24T09:12') }).dueAt);
    expect(again.lines.filter((line) => line.rule === 'restarted')).toMatchObject([{ note: 'supplement', date: '2026-02-24' }]);
  });

  it('are due at no instant while one of them is suspended', () => {
    const open = { from: at('2026-02-12T08:00'), to: null, policy: 'pause' as const };
    const ledger = dueOfLegs(VN, { legs: HALF_DAY_THEN_FOUR_DAYS, start: RECEIVED, suspensions: [open] });
    expect(ledger).toMatchObject({ dueAt: null, left: 3 });
    expect(
      dueOfLegs(VN, { legs: HALF_DAY_THEN_FOUR_DAYS, start: RECEIVED, suspensions: [{ ...open, policy: 'restart' }] }).dueAt,
    ).toBeNull();
  });

  it('stay breached: a suspension after the due instant moves nothing, a restart neither', () => {
    const suspensions = [{ from: at('2026-02-24T08:00'), to: at('2026-03-24T08:00'), policy: 'restart' as const }];
    expect(civil(dueOfLegs(VN, { legs: HALF_DAY_THEN_FOUR_DAYS, start: RECEIVED, suspensions }).dueAt)).toBe('2026-02-23T17:30');
  });

  it('are followed by an extension in its own unit', () => {
    const ledger = dueOfLegs(VN, { legs: HALF_DAY_THEN_FOUR_DAYS, start: RECEIVED, extension: 3, extensionUnit: 'working days' });
    expect(civil(ledger.dueAt)).toBe('2026-02-26T17:30');
    expect(ledger.lines.filter((line) => line.rule === 'extended')).toEqual([
      { rule: 'extended', date: '2026-02-23', count: 3, unit: 'working days' },
    ]);
  });
});

describe('legs side by side', () => {
  const consult: Leg = {
    parallel: [[leg('fire', 2, 'working days')], [leg('environment', 1, 'working days'), leg('health', 2, 'working days')]],
  };

  it('take the longest', () => {
    expect(civil(dueOfLegs(VN, { legs: [consult], start: RECEIVED }).dueAt)).toBe('2026-02-13T17:30');
  });

  it('leave a branch alone that was over before the suspension', () => {
    const suspensions = [{ from: at('2026-02-13T08:00'), to: at('2026-02-23T09:00'), policy: 'pause' as const }];
    const ledger = dueOfLegs(VN, { legs: [consult, leg('decide', 1, 'working days')], start: RECEIVED, suspensions });
    // the second branch has two days used of three, one left after Monday 23rd; the decision takes the 25th
    expect(civil(ledger.dueAt)).toBe('2026-02-25T17:30');
  });
});

describe('the total promised on a receipt', () => {
  const legs = { legs: HALF_DAY_THEN_FOUR_DAYS, start: RECEIVED };

  it('is never less than the legs need', () => {
    expect(civil(compositeDue(VN, { term: { length: 2, unit: 'working days' }, start: RECEIVED }, legs).dueAt)).toBe('2026-02-23T17:30');
  });

  it('is the term of the procedure when that is longer', () => {
    expect(civil(compositeDue(VN, { term: { length: 10, unit: 'working days' }, start: RECEIVED }, legs).dueAt)).toBe('2026-03-03T17:30');
  });
});
