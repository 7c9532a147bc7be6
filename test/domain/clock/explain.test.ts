import { describe, expect, it } from '@jest/globals';
import { computeDue } from '../../../domain/clock/due.js';
import { explainLedger } from '../../../domain/clock/explain.js';
import type { TermRun } from '../../../domain/clock/term.js';
import { VN, at } from './calendar-vn.js';

const SUPPLEMENT: TermRun = {
  term: { length: 2, unit: 'working days', basis: 'NĐ 118/2025, Điều 18' },
  start: at('2026-03-02T09:00'),
  suspensions: [{ from: at('2026-03-03T09:00'), to: at('2026-03-05T09:00'), policy: 'restart', cause: 'supplement' }],
};

describe('a ledger in words', () => {
  it('is Vietnamese with dates as people write them', () => {
    expect(explainLedger(VN, computeDue(VN, SUPPLEMENT), 'vi')).toEqual([
      'Thời hạn 2 ngày làm việc (NĐ 118/2025, Điều 18).',
      'Hồ sơ đến lúc 02/03/2026 09:00.',
      'Ngày 02/03/2026 là ngày bắt đầu, không tính (Bộ luật Dân sự 2015, Điều 147).',
      'Tạm dừng từ 03/03/2026 09:00 (supplement).',
      'Tính lại từ đầu từ 05/03/2026 09:00 (supplement).',
      'Ngày 05/03/2026 là ngày bắt đầu, không tính (Bộ luật Dân sự 2015, Điều 147).',
      '06/03/2026: tính, đã được 1 ngày làm việc.',
      '07/03/2026: ngày nghỉ, không tính.',
      '08/03/2026: ngày nghỉ, không tính.',
      '09/03/2026: tính, đã được 2 ngày làm việc.',
      'Hạn 09/03/2026 17:30.',
    ]);
  });

  it('says in English what is left while the clock stands still, minutes included', () => {
    const run: TermRun = {
      term: { length: 4, unit: 'working hours' },
      start: at('2026-03-02T09:00'),
      suspensions: [{ from: at('2026-03-02T10:10'), to: null, policy: 'pause' }],
    };
    expect(explainLedger(VN, computeDue(VN, run), 'en').slice(-2)).toEqual([
      '1 working h 10 min used up by then.',
      'Suspended, no due date; 2 working h 50 min left.',
    ]);
  });

  it('has a sentence for a pause of months, a projection and a last day off', () => {
    const run: TermRun = {
      term: { length: 1, unit: 'months' },
      start: at('2026-12-01T09:00'),
      suspensions: [{ from: at('2026-12-02T09:00'), to: at('2026-12-04T09:00'), policy: 'pause' }],
    };
    expect(explainLedger(VN, computeDue(VN, run), 'en')).toEqual(
      expect.arrayContaining([
        'Resumed at 04/12/2026 09:00, due day moved by 2 days.',
        'The last day is a day off: moved to the next working day, 04/01/2027 (Civil Code 2015, art. 148).',
        '04/01/2027 is provisional: the calendar up to it is not official yet.',
        'Due at 04/01/2027 17:30.',
      ]),
    );
  });
});
