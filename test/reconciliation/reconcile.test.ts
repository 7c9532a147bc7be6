/** Comparing with a partner: the real store and Redis, a simulated tax office over HTTP, dossiers driven by the engine. */
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { USUAL } from '../../connectors/policy.js';
import { WEEKDAYS } from '../../domain/calendar/office-day.js';
import { gateOf } from '../../notifications/gate.js';
import { receiveMessage } from '../../notifications/receive-message.js';
import { sendFor } from '../../reconciliation/orders.js';
import { carryOutOrders, compareDue, compareWith, type RoundDeps } from '../../reconciliation/rounds.js';
import type { Difference } from '../../store/differences-kept.js';
import { CALENDAR, DESK, TAX } from '../domain/engine/fixture.js';
import { post, until } from '../connectors/offices.js';
import { House } from '../notifications/house.js';

let house: House;
beforeEach(async () => void (house = await House.open()));
afterEach(() => house.close());

const POLICY = {
  ...USUAL,
  perMinute: null,
  poll: { after: 1, longest: 1000 },
  breaker: { failures: 100, firstProbe: 50, longestProbe: 100 },
};

function rounds(more: Partial<typeof POLICY> = {}): RoundDeps {
  const policy = { ...POLICY, ...more };
  const now = (): number => Date.now();
  const deps = { store: house.store, calendar: async () => CALENDAR, now };
  return { ...house.road(), store: house.store, publicUrl: '', policyOf: () => policy, gateOf: (name) => gateOf(name, policy, deps), now };
}

const compared = async (more: Partial<typeof POLICY> = {}) => {
  // an answer must be a moment old to be one that was not heard
  await new Promise((resolve) => setTimeout(resolve, 20));
  return compareWith(rounds(more), 'tax');
};
const open = async (): Promise<readonly Difference[]> =>
  (await house.store.differences.list({ states: ['open', 'ordered'] }, { limit: 50 })).items;
const kinds = async () => (await open()).map(({ kind, dossierId }) => `${kind} ${dossierId}`);
const theOne = async (): Promise<Difference> => {
  const found = await open();
  expect(found).toHaveLength(1);
  return found[0]!;
};
const order = async (difference: Difference) => {
  expect(await sendFor(house.store, difference)).toBe(true);
  expect(await house.store.differences.order(difference.id, { what: 'ordered', at: Date.now(), by: 'desk-1' })).toBe(true);
};
const events = async (id: string) =>
  (await house.store.differences.get(id))!.events.map((event) => ('how' in event ? `${event.what} ${event.how}` : event.what));
const stateThere = async (messageId: string) => (await house.road().connectors.tax.status(messageId))?.state;
const facts = async (id: string) => (await house.store.facts.of(id)).map(({ type }) => type);

/** Referred, and on the tax office's desk; it answers when told to. */
async function referred(): Promise<{ id: string; row: string }> {
  await post(`${house.tax.url}/control`, { hold: true });
  const id = await house.refer();
  const relay = house.relay();
  const row = house.rowId(id);
  await until('it to be there', async () => (await house.store.referrals.get(row)) !== null);
  await relay.stop();
  return { id, row };
}
/** The office answers; its callback is not heard. */
const answers = (row: string, reply?: string) =>
  post(`${house.tax.url}/referrals/${encodeURIComponent(row)}/answer`, reply ? { reply } : {});

describe('where both sides agree', () => {
  it('nothing is found, nothing kept of it but that it was compared, and no dossier hears of it', async () => {
    const { id } = await referred();
    const before = (await house.store.dossiers.get(id))!.view!.factNo;
    expect(await compared()).toMatchObject({ compared: 1, found: 0, settled: 0, stopped: null });
    expect([await open(), house.performed, (await house.store.dossiers.get(id))!.view!.factNo]).toEqual([[], [], before]);
  });

  it('an answer that has just been given is still on its way and no difference', async () => {
    const { row } = await referred();
    await answers(row);
    expect(await compared({ poll: { after: 60_000, longest: 60_000 } })).toMatchObject({ found: 0 });
  });
});

describe('an answer that never came here', () => {
  it('is found once however often it is compared, with what we say and what they say', async () => {
    const { id, row } = await referred();
    await answers(row);
    expect(await compared()).toMatchObject({ found: 1 });
    expect(await compared()).toMatchObject({ found: 0 });
    const found = await theOne();
    expect(found).toMatchObject({
      ...{ kind: 'answer-not-heard', dossierId: id, run: 'refer-tax#1', agency: 'tax-2', connector: 'tax', state: 'open' },
      ours: { state: 'awaiting' },
      theirs: { state: 'answered', value: 'notice', at: expect.any(Number) },
      act: { type: 'reply', run: 'refer-tax#1', reply: 'notice', obligations: [{ amount: 2500 }] },
    });
    expect(await events(found.id)).toEqual(['found']);
  });

  it('is fetched when an officer orders it, once, and is settled in his name', async () => {
    const { id, row } = await referred();
    await answers(row);
    await compared();
    const found = await theOne();
    await order(found);
    await carryOutOrders(rounds());
    await carryOutOrders(rounds());
    expect((await facts(id)).filter((type) => type === 'handoffReplied')).toHaveLength(1);
    expect(await house.store.differences.get(found.id)).toMatchObject({ state: 'settled' });
    expect((await house.store.differences.get(found.id))!.events.at(-1)).toMatchObject({ what: 'settled', how: 'gone', by: 'desk-1' });
  });

  it('is settled by itself when it came after all', async () => {
    const { row } = await referred();
    await answers(row);
    await compared();
    const { id } = await theOne();
    const status = await house.road().connectors.tax.status(row);
    for (const answer of status!.answers) await receiveMessage(house.door(), 'tax', answer);
    expect(await compared()).toMatchObject({ settled: 1 });
    expect(await events(id)).toEqual(['found', 'settled gone']);
  });
});

describe('a referral that they do not know', () => {
  it('is found and sent again under its id', async () => {
    const { id, row } = await referred();
    await house.forgetTaxOffice({ hold: true });
    await compared();
    expect(await kinds()).toEqual([`unknown-there ${id}`]);
    await order(await theOne());
    house.relay();
    await until('it to be there again', async () => (await stateThere(row)) === 'waiting');
    expect(await compared()).toMatchObject({ settled: 1 });
    expect(await open()).toEqual([]);
    await house.forgetTaxOffice({ hold: true });
    await compared();
    expect(await events((await theOne()).id)).toEqual(['found', 'ordered', 'settled gone', 'found']);
  });
});

describe('what they still work on and we have ended', () => {
  it('is found, and they are told that it is no longer asked', async () => {
    const { id, row } = await referred();
    await house.perform(id, DESK, { type: 'withdraw', note: 'n'.repeat(64) }, randomUUID());
    await compared();
    expect(await kinds()).toEqual([`open-there ${id}`]);
    expect((await theOne()).ours.state).toBe('given up');
    // the cancellation that the engine asked for is lost: only that of the difference is sent
    for (const each of await house.store.outbox.waiting(100)) await house.store.outbox.mark(each.id, 'done');
    await order(await theOne());
    house.relay();
    await until('them to stop', async () => (await stateThere(row)) === 'cancelled');
    expect(await compared()).toMatchObject({ settled: 1 });
  });

  it('and what they ended and we still wait for, are not the same', async () => {
    const { id, row } = await referred();
    await house.road().connectors.tax.cancel({ id: randomUUID(), dossierId: id, run: 'refer-tax#1' });
    expect(await stateThere(row)).toBe('cancelled');
    await compared();
    expect(await kinds()).toEqual([`ended-there ${id}`]);
  });
});

describe('what both have answered', () => {
  it('otherwise: nobody but an officer can say what is right', async () => {
    const { id, row } = await referred();
    await house.perform(id, TAX, { type: 'reply', run: 'refer-tax#1', reply: 'no-obligation' }, randomUUID());
    await answers(row, 'notice');
    await compared();
    expect(await theOne()).toMatchObject({
      kind: 'answers-differ',
      dossierId: id,
      ours: { value: 'no-obligation' },
      theirs: { value: 'notice' },
    });
  });

  it('alike, and was paid there: the payment is found and taken', async () => {
    const { id, row } = await referred();
    await answers(row);
    const status = await house.road().connectors.tax.status(row);
    for (const answer of status!.answers) await receiveMessage(house.door(), 'tax', answer);
    const [reference] = Object.keys((await house.store.dossiers.get(id))!.view!.obligations);
    await post(`${house.tax.url}/payments/${encodeURIComponent(reference!)}`, {});
    await compared();
    const found = await theOne();
    expect(found).toMatchObject({ kind: 'payment-not-heard', about: reference, act: { type: 'pay', reference, amount: 2500 } });
    await order(found);
    await carryOutOrders(rounds());
    expect((await house.store.dossiers.get(id))!.view!.obligations[reference!]!.left).toBe(0);
    expect(await open()).toEqual([]);
  });
});

describe('what is dead here', () => {
  it('on its way out is found without asking, and goes when an officer orders it', async () => {
    const id = await house.refer();
    await house.store.outbox.mark(house.rowId(id), 'dead', 'refused');
    await compared();
    expect(await kinds()).toEqual([`not-sent ${id}`]);
    await order(await theOne());
    house.relay();
    await until('it to be sent', async () => (await house.sent(id))?.state === 'done');
    expect(await compared()).toMatchObject({ settled: 1 });
  });

  it('on its way in is found as what the dossier did not take', async () => {
    const { id, row } = await referred();
    await answers(row);
    const status = await house.road().connectors.tax.status(row);
    const [notice] = status!.answers;
    await receiveMessage(house.door(), 'tax', { ...notice!, id: 'one-that-does-not-fit', body: { HoSoId: 1 } });
    await compared();
    expect((await kinds()).sort()).toEqual([`answer-not-heard ${id}`, `message-refused ${id}`]);
  });
});

describe('a pass', () => {
  it('outside the hours of the partner asks nothing and says so', async () => {
    const { row } = await referred();
    await answers(row);
    const today = (new Date(Date.now() + 7 * 3_600_000).getUTCDay() + 6) % 7;
    const window = [{ from: '00:00', to: '24:00' }] as const;
    const others = Object.fromEntries(WEEKDAYS.filter((_, index) => index !== today).map((day) => [day, window]));
    const hours = { week: others, holidays: 'open' } as const;
    expect(await compared({ hours })).toMatchObject({ compared: 0, stopped: 'hours' });
    expect(await open()).toEqual([]);
  });

  it('stops when the partner does not answer, and takes nothing back', async () => {
    const { row } = await referred();
    await answers(row);
    await compared();
    await post(`${house.tax.url}/control`, { down: true });
    expect(await compared()).toMatchObject({ stopped: 'away', settled: 0 });
    expect(await open()).toHaveLength(1);
  });

  it('is made once in its time, by one of those who want to', async () => {
    await referred();
    const many = await Promise.all([1, 2, 3, 4].map(() => compareDue(rounds(), 3_600_000)));
    expect(many.flat()).toMatchObject([{ connector: 'tax', compared: 1 }]);
    expect(await compareDue(rounds(), 3_600_000)).toEqual([]);
    expect(await house.store.reconciliations.all()).toMatchObject([{ connector: 'tax', compared: 1, finishedAt: expect.any(Number) }]);
  });
});
