/** How messages leave: in the partner's hours, no faster than it takes them, and not while it is away. */
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { parseHours } from '../../connectors/hours.js';
import { WEEKDAYS } from '../../domain/calendar/office-day.js';
import { gateOf } from '../../notifications/gate.js';
import { at, CALENDAR } from '../domain/engine/fixture.js';
import { post, until } from '../connectors/offices.js';
import { House } from './house.js';

let house: House;
beforeEach(async () => void (house = await House.open()));
afterEach(() => house.close());

const stateOf = async (id: string) => (await house.sent(id))?.state;
const referMany = (count: number) => Promise.all(Array.from({ length: count }, () => house.refer()));
const allAre = async (ids: readonly string[], state: string) => (await Promise.all(ids.map(stateOf))).every((each) => each === state);
const breaker = { failures: 5, firstProbe: 100, longestProbe: 400 };
const patient = { attempts: 3, firstDelay: 20, longestDelay: 100 };

describe('outside the hours of the partner', () => {
  it('a referral waits and spends none of its tries; it goes when the partner is open', async () => {
    const id = await house.refer();
    const today = (new Date(Date.now() + 7 * 3_600_000).getUTCDay() + 6) % 7;
    const window = [{ from: '00:00', to: '24:00' }];
    const others = Object.fromEntries(WEEKDAYS.filter((_, index) => index !== today).map((day) => [day, window]));
    const closed = house.relay({ policy: { hours: { week: others, holidays: 'open' } } });
    await until('it to be queued', async () => (await stateOf(id)) === 'queued');
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect([await house.sent(id), await house.received()]).toMatchObject([{ state: 'queued', attempts: 0 }, []]);
    await closed.stop();
    await house.forgetRedis();
    house.relay({ policy: { hours: parseHours('mon-sun 00:00-24:00; holidays') }, sweepMs: 100 });
    await until('it to be done', async () => (await stateOf(id)) === 'done');
  });

  it('the gate says when it opens, by its own windows and the days off of the working calendar', async () => {
    const hours = parseHours('mon-fri 07:30-11:30 13:30-17:30');
    const gateAt = (time: string) =>
      gateOf('tax', { hours, breaker }, { store: house.store, calendar: async () => CALENDAR, now: () => at(time) }).enter();
    expect(await gateAt('2026-02-13T18:00')).toEqual({ closedUntil: at('2026-02-23T07:30'), why: 'hours' });
    expect(await gateAt('2026-02-23T07:30')).not.toHaveProperty('closedUntil');
  });
});

describe('a partner that is away', () => {
  it('is left alone after five failures in a row; nothing is given up, and all goes when it is back', async () => {
    const ids = await referMany(30);
    await post(`${house.tax.url}/control`, { down: true });
    house.relay({ policy: { breaker, retry: patient } });
    await until('it to be known', async () => (await house.store.partners.get('tax'))?.state === 'away');
    await new Promise((resolve) => setTimeout(resolve, 1500));
    const rows = await Promise.all(ids.map((id) => house.sent(id)));
    const tries = rows.map((row) => row?.attempts ?? 0).reduce((sum, each) => sum + each, 0);
    // eight are sent at once, so some more fail while the fifth does
    expect(tries).toBeLessThanOrEqual(breaker.failures + 7);
    expect(rows.map((row) => row?.state)).toEqual(ids.map(() => 'queued'));
    expect((await house.store.partners.get('tax'))!.probes).toBeGreaterThan(1);

    await post(`${house.tax.url}/control`, { down: false });
    await until('all to be done', () => allAre(ids, 'done'));
    expect(await house.store.partners.get('tax')).toMatchObject({ state: 'reachable', failures: 0 });
    expect((await house.received()).length).toBe(30);
  });

  it('is known to be away to a worker that starts later, whatever Redis has forgotten', async () => {
    const id = await house.refer();
    for (let time = 0; time < 5; time += 1)
      await house.store.partners.failed('tax', 'no answer', Date.now(), { after: 5, probeAt: Date.now() + 700 });
    house.relay({ policy: { breaker, retry: patient } });
    await new Promise((resolve) => setTimeout(resolve, 400));
    expect([await stateOf(id), await house.received()]).toEqual(['queued', []]);
    await until('the probe, and with it all', async () => (await stateOf(id)) === 'done');
  });

  it('is probed by one message at a time, though many workers want to', async () => {
    await Promise.all(Array.from({ length: 5 }, () => house.store.partners.failed('tax', 'no answer', 1000, { after: 5, probeAt: 2000 })));
    const claims = await Promise.all(Array.from({ length: 20 }, () => house.store.partners.probe('tax', 2000, 3000)));
    expect(claims.filter(Boolean).length).toBe(1);
  });
});

describe('a message that the partner refuses for good', () => {
  it('does not make the partner count as away', async () => {
    const ids = await Promise.all(Array.from({ length: 8 }, () => house.refer({ price: 'một tỷ' })));
    house.relay({ policy: { breaker, retry: patient } });
    await until('all to be dead', () => allAre(ids, 'dead'));
    expect(await house.store.partners.get('tax')).toBeNull();
  });
});

describe('a partner that takes so many messages a minute', () => {
  it('gets no more, spread over the minute', async () => {
    const ids = await referMany(25);
    const begun = Date.now();
    house.relay({ policy: { perMinute: 600 } });
    await until('all to be done', () => allAre(ids, 'done'));
    // ten a second: the last five go in the third second
    expect(Date.now() - begun).toBeGreaterThan(1900);
  });
});
