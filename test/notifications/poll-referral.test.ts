/** Callbacks do not come here (the house hears them and does nothing): what the partner has said is learned by asking. */
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { post, until } from '../connectors/offices.js';
import { House } from './house.js';

let house: House;
beforeEach(async () => void (house = await House.open()));
afterEach(() => house.close());

const IMPATIENT = { policy: { poll: { after: 100, longest: 400 } } };
const control = (mood: object) => post(`${house.tax.url}/control`, mood);
const factTypes = async (id: string) => (await house.store.facts.of(id)).map(({ type }) => type);
const has = async (id: string, type: string) => (await factTypes(id)).includes(type as never);
const referralOf = (id: string) => house.store.referrals.get(house.rowId(id));

describe('a partner whose callback does not come', () => {
  it('is asked, also for the payment that follows its notice; afterwards nothing is awaited and it is left in peace', async () => {
    const id = await house.refer();
    house.relay(IMPATIENT);
    await until('the notice', () => has(id, 'obligationStated'));
    expect(await referralOf(id)).toMatchObject({ state: 'open', connector: 'tax', run: 'refer-tax#1' });
    await post(`${house.tax.url}/payments/TBT-H56-260210-${id}-1`, {});
    await until('the payment', () => has(id, 'obligationPaid'));
    await until('it to be settled', async () => (await referralOf(id))?.state === 'settled');
    expect((await house.store.messages.of(id, { limit: 10 })).items.map(({ message, state }) => [message, state])).toEqual([
      ['land-tax-referral', 'done'],
      ['notice', 'done'],
      ['payment', 'done'],
    ]);
  });

  it('and that has nothing new to say costs the dossier nothing, and is asked less and less often', async () => {
    await control({ hold: true });
    const id = await house.refer();
    house.relay(IMPATIENT);
    const gaps: number[] = [];
    for (let polls = 1; polls <= 4; polls += 1) {
      await until(`poll ${polls}`, async () => ((await referralOf(id))?.polls ?? 0) >= polls);
      gaps.push((await referralOf(id))!.nextPollAt - Date.now());
    }
    expect(gaps[0]!).toBeLessThanOrEqual(200);
    expect(gaps[3]!).toBeGreaterThan(150);
    expect(house.performed).toEqual([]);
    await control({ hold: false });
    await until('the notice', () => has(id, 'obligationStated'));
    await until('it to be asked often again', async () => (await referralOf(id))!.polls < 4);
  });

  it('is not asked when the dossier no longer waits: the officer entered the answer', async () => {
    await control({ hold: true });
    const id = await house.refer();
    house.relay(IMPATIENT);
    await until('it to be sent', async () => (await referralOf(id)) !== null);
    await house.perform(id, { kind: 'system', id: 'tax' }, { type: 'reply', run: 'refer-tax#1', reply: 'no-obligation' }, 'by hand');
    await until('it to be settled', async () => (await referralOf(id))?.state === 'settled');
  });

  it('and that is down is not worn out: it counts as away, and is asked when it is back', async () => {
    const id = await house.refer();
    house.relay({ policy: { ...IMPATIENT.policy, breaker: { failures: 2, firstProbe: 200, longestProbe: 400 } } });
    await until('it to be sent', async () => (await referralOf(id)) !== null);
    await control({ down: true });
    await until('it to be known', async () => (await house.store.partners.get('tax'))?.state === 'away');
    await control({ down: false });
    await until('the notice', () => has(id, 'obligationStated'));
    expect(await house.store.partners.get('tax')).toMatchObject({ state: 'reachable' });
  });

  it('and that has lost the referral gets it again, under its id', async () => {
    await control({ hold: true });
    const id = await house.refer();
    house.relay(IMPATIENT);
    await until('it to be sent', async () => (await house.received()).length === 1);
    await house.forgetTaxOffice();
    await until('the notice', () => has(id, 'obligationStated'));
    expect((await house.received()).map((each) => each.id)).toEqual([house.rowId(id)]);
  });
});

describe('a crossing', () => {
  it('is told to the dossier when the partner has acknowledged the referral', async () => {
    const id = await house.refer();
    house.relay();
    await until('the crossing', () => house.crossings.length > 0);
    expect(house.crossings).toEqual([`${house.rowId(id)} received`]);
  });
});
