import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openOneStop, type OneStop } from './one-stop.js';

let centre: OneStop;
beforeAll(async () => void (centre = await openOneStop({ worker: false })), 120_000);
afterAll(() => centre?.close());

/** Sunday 1 March 2026, 08:00 in Viet Nam. */
const SUNDAY = Date.parse('2026-03-01T08:00:00+07:00');
const partners = async () => (await centre.as('land-1').get('/connectors')).body.items;

describe('outside systems', () => {
  it('are listed where they have an address, with when they open and whether they answer', async () => {
    (centre.deps as { now: () => number }).now = () => SUNDAY;
    const calm = { connector: 'tax', state: 'reachable', since: null, failures: 0, probeAt: null, lastError: null };
    expect(await partners()).toEqual([{ ...calm, opensAt: '2026-03-02T07:30:00+07:00' }]);

    const away = { after: 1, probeAt: SUNDAY + 60_000 };
    await centre.store.partners.failed('tax', 'tax answered 503', SUNDAY, away);
    expect(await partners()).toMatchObject([
      {
        state: 'away',
        since: '2026-03-01T08:00:00+07:00',
        failures: 1,
        probeAt: '2026-03-01T08:01:00+07:00',
        lastError: 'tax answered 503',
      },
    ]);
    await centre.store.partners.answered('tax', SUNDAY + 1000);
    expect(await partners()).toMatchObject([{ state: 'reachable', failures: 0, probeAt: null, lastError: null }]);
  });
});
