import { describe, expect, it } from '@jest/globals';
import { opensAt, parseHours } from '../../connectors/hours.js';
import { policyOf } from '../../connectors/partner-policy.js';
import { USUAL } from '../../connectors/policy.js';
import { at, CALENDAR } from '../domain/engine/fixture.js';

const OFFICE = parseHours('mon-fri 07:30-11:30 13:30-17:30; sat 07:30-11:30')!;

describe('a partner that takes messages in office hours', () => {
  it.each([
    ['in the morning: at once', '2026-03-04T09:00', '2026-03-04T09:00'],
    ['at the very opening: at once', '2026-03-04T07:30', '2026-03-04T07:30'],
    ['at noon: when it opens again', '2026-03-04T12:00', '2026-03-04T13:30'],
    ['at the very end of the day: the next morning', '2026-03-04T17:30', '2026-03-05T07:30'],
    ['on Friday night: on Saturday', '2026-03-06T20:00', '2026-03-07T07:30'],
    ['on Saturday afternoon: on Monday', '2026-03-07T12:00', '2026-03-09T07:30'],
    ['before Tết: after it', '2026-02-14T12:00', '2026-02-21T07:30'],
  ])('%s', (_when, from, opens) => {
    expect(opensAt(OFFICE, CALENDAR, at(from))).toBe(at(opens));
  });

  it('is open on holidays when it says so, and when no days off are known', () => {
    const all = parseHours('mon-sun 08:00-17:00; holidays')!;
    expect(opensAt(all, CALENDAR, at('2026-02-17T06:00'))).toBe(at('2026-02-17T08:00'));
    expect(opensAt(OFFICE, null, at('2026-02-17T06:00'))).toBe(at('2026-02-17T07:30'));
  });

  it('that is always open is asked at once', () => {
    expect(parseHours('always')).toBeNull();
    expect(opensAt(null, CALENDAR, at('2026-02-17T02:00'))).toBe(at('2026-02-17T02:00'));
  });

  it.each([
    ['nights', '"nights" is no hours of days; expected always, or for example mon-fri'],
    ['fri-mon 08:00-12:00', '"fri-mon 08:00-12:00" is no hours of days'],
    ['mon-fri', '"mon-fri" is no hours of days'],
    ['mon-fri 12:00-08:00', '"12:00-08:00" is no window of a day; expected for example 07:30-11:30'],
    ['mon-fri 8-12', '"8" is no time of day'],
  ])('cannot be given hours like %s', (text, sentence) => expect(() => parseHours(text)).toThrow(sentence));
});

describe('the policy of a partner', () => {
  it('is the row of the table, but for what the environment says of it or of all', () => {
    const env = {
      MOTCUA_CONNECTOR_PER_MINUTE: '60',
      MOTCUA_TAX_PER_MINUTE: '30',
      MOTCUA_TAX_HOURS: 'sat 07:30-11:30',
      MOTCUA_TAX_ATTEMPTS: '7',
    };
    const windows = [{ from: '07:30', to: '11:30' }];
    expect(policyOf(env, 'tax')).toEqual({
      ...USUAL,
      perMinute: 30,
      hours: { week: { saturday: windows }, holidays: 'closed' },
      retry: { ...USUAL.retry, attempts: 7 },
    });
    expect(policyOf(env, 'land-registry')).toEqual({ ...USUAL, perMinute: 60 });
  });

  it.each([
    [{ MOTCUA_TAX_ATTEMPTS: 'many' }, 'MOTCUA_TAX_ATTEMPTS is many; expected a whole number from 1 on'],
    [{ MOTCUA_CONNECTOR_HOURS: 'x' }, 'MOTCUA_CONNECTOR_HOURS: "x" is no hours of days'],
  ])('cannot be %j', (env, sentence) => expect(() => policyOf(env, 'tax')).toThrow(sentence));
});
