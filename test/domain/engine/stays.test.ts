/** A line for each agency: what the receipt prints and the control slip tells. */
import { describe, expect, it } from '@jest/globals';
import { timesOf } from '../../../domain/engine/leg-times.js';
import { staysOf } from '../../../domain/engine/stays.js';
import { appraising, at, CALENDAR, Case, civil, DESK, LAND_1, LAND_2, RECEIVE, received, TAX } from './fixture.js';

const HOUR = 3_600_000;

function stays(dossier: Case, when: string) {
  const { legs, ahead } = timesOf(dossier.world, dossier.facts, at(when));
  return staysOf(CALENDAR, legs, ahead);
}

describe('the stays of a dossier just received', () => {
  it('are one for each agency in turn, and for the applicant, each with its date', () => {
    expect(
      stays(received(), '2026-02-10T09:12').map(({ agency, legs, dueAt }) => [agency, legs.map(({ step }) => step).join(), civil(dueAt)]),
    ).toEqual([
      ['an-phu', 'receive', '2026-02-10T15:12'],
      ['branch-2', 'appraise', '2026-02-23T17:30'],
      ['tax-2', 'refer-tax', '2026-03-02T17:30'],
      [null, 'pay-tax', '2026-04-01T17:30'],
      ['branch-2', 'register', '2026-04-06T17:30'],
      ['an-phu', 'deliver', null],
    ]);
  });
});

describe('a stay', () => {
  it('says who handed over, when it was received and taken up, and how it kept its time', () => {
    const dossier = appraising().do('2026-02-10T14:30', LAND_1, { type: 'claim', run: 'appraise#1' });
    dossier.wait('2026-02-24T09:30').do('2026-02-24T09:30', LAND_1, { type: 'complete', run: 'appraise#1', outcome: 'eligible' });
    expect(stays(dossier, '2026-02-24T09:30').slice(0, 3)).toMatchObject([
      { agency: 'an-phu', sender: null, over: true, timeliness: 'on time' },
      {
        agency: 'branch-2',
        sender: 'an-phu',
        sentAt: at('2026-02-10T10:00'),
        receivedAt: at('2026-02-10T10:00'),
        acceptedAt: at('2026-02-10T14:30'),
        used: 39.5 * HOUR,
        allowed: 37.5 * HOUR,
        timeliness: 'late',
      },
      { agency: 'tax-2', receivedAt: null, over: false, timeliness: null },
    ]);
  });

  it('takes the legs of one agency together: what one has lost another may make good', () => {
    const gift = new Case().do('2026-02-10T09:12', DESK, { ...RECEIVE, choices: { gift: true } });
    gift.do('2026-02-10T10:00', DESK, { type: 'complete', run: 'receive#1' }).wait('2026-02-24T09:30');
    gift.do('2026-02-24T09:30', LAND_1, { type: 'complete', run: 'appraise#1', outcome: 'eligible' });
    const [, land] = stays(gift, '2026-02-24T09:30');
    expect(land!.legs.map(({ step, timeliness }) => [step, timeliness])).toEqual([
      ['appraise', 'late'],
      ['register', null],
    ]);
    expect(land).toMatchObject({ agency: 'branch-2', over: false, timeliness: null });
    gift.do('2026-02-25T09:30', LAND_2, { type: 'complete', run: 'register#1', results: { deed: 'file-1' } });
    expect(stays(gift, '2026-02-25T09:30')[1]).toMatchObject({ over: true, timeliness: 'early' });
  });

  it('of the applicant, who is waited for, is a stay of its own', () => {
    const dossier = appraising().do('2026-02-10T11:00', LAND_1, { type: 'complete', run: 'appraise#1', outcome: 'eligible' });
    const obligations = [{ reference: 'r', amount: 5 }];
    dossier.do('2026-02-11T11:00', TAX, { type: 'reply', run: 'refer-tax#1', reply: 'notice', obligations });
    expect(stays(dossier, '2026-02-11T11:00').map(({ agency }) => agency)).toEqual([
      'an-phu',
      'branch-2',
      'tax-2',
      null,
      'branch-2',
      'an-phu',
    ]);
  });
});
