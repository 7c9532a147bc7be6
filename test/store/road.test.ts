/** What the store keeps of the road: referrals that await an answer, and the messages of both directions. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { RoadMessage, SentReferral } from '../../store/road.js';
import type { Store } from '../../store/store.js';
import { openTestStore, type TestStore } from './test-store.js';

let test: TestStore;
let store: Store;
beforeAll(async () => {
  test = await openTestStore();
  store = test.store;
});
afterAll(() => test.close());

const FORGET = Date.parse('2030-01-01T00:00:00Z');

describe('a sent referral', () => {
  const referral = (more: Partial<SentReferral> = {}) => ({
    ...{ id: randomUUID(), row: 'r', connector: 'tax', dossierId: 'd', run: 'refer#1', sentAt: 100, nextPollAt: 1000 },
    ...more,
  });
  const due = async (at: number) => (await store.referrals.takeDue(at, at + 500, 100)).map(({ id }) => id);

  it('is due when its time has come, once, and again when nobody has said that it was asked about', async () => {
    const sent = referral();
    await store.referrals.sent(sent);
    expect([await due(999), await due(1000), await due(1499), await due(1500)]).toEqual([[], [sent.id], [], [sent.id]]);
    await store.referrals.polled(sent.id, 1, 9000);
    expect([await due(8999), await due(9000)]).toEqual([[], [sent.id]]);
    await store.referrals.settle(sent.id, 200, FORGET);
  });

  it('that is sent again keeps when it was first sent, and what is settled stays settled', async () => {
    const sent = referral({ nextPollAt: 20_000 });
    await store.referrals.sent(sent);
    await store.referrals.settle(sent.id, 200, FORGET);
    await store.referrals.sent({ ...sent, sentAt: 999, nextPollAt: 1 });
    expect([await store.referrals.get(sent.id), await due(30_000)]).toMatchObject([{ sentAt: 100, state: 'settled' }, []]);
  });
});

describe('a message', () => {
  const message = (more: Partial<RoadMessage> = {}) => ({
    ...({
      id: randomUUID(),
      direction: 'in',
      connector: 'tax',
      messageId: 'm-1',
      message: 'notice',
      dossierId: randomUUID(),
      number: 'H56',
    } as const),
    ...({ run: 'refer#1', centre: 'xa-1', at: 100, state: 'done', body: { SoTien: 5 }, hash: 'h' } as const),
    ...more,
  });
  const put = (one: ReturnType<typeof message>, tried = false) => store.messages.put(one, { tried, forget: FORGET });

  it('that has had its effect stays so, whoever comes late', async () => {
    const one = message({ facts: 3 });
    await put(one);
    await put({ ...one, state: 'dead', reason: { code: 'NO_SUCH_RUN' } }, true);
    expect(await store.messages.get(one.id)).toEqual({ ...one, attempts: 0 });
  });

  it('is kept in full only while it may be tried again', async () => {
    const one = message({ state: 'early', reason: { code: 'OBLIGATION_UNKNOWN' }, envelope: { body: { HoTen: 'A' } }, nextTryAt: 500 });
    await put(one, true);
    await put(one, true);
    expect(await store.messages.get(one.id)).toMatchObject({ attempts: 2, envelope: { body: { HoTen: 'A' } } });
    const { reason: _reason, envelope: _envelope, nextTryAt: _next, ...settled } = one;
    await put({ ...settled, state: 'done' });
    const kept = await store.messages.get(one.id);
    expect([kept?.state, kept?.envelope, kept?.reason, kept?.at]).toEqual(['done', undefined, undefined, 100]);
  });

  it('is forgotten some time after it needs nobody any more, and not before', async () => {
    const [settled, dead] = [message(), message({ state: 'dead' })];
    await Promise.all([put(settled), put(dead)]);
    const expiry = async (id: string) =>
      (await test.raw.collection<{ _id: string; expireAt?: Date }>('messages').findOne({ _id: id }))?.expireAt;
    expect([await expiry(settled.id), await expiry(dead.id)]).toEqual([new Date(FORGET), undefined]);
    await store.messages.giveUp(dead.id, { by: 'desk-1', at: 200, why: 'x' }, FORGET);
    expect(await expiry(dead.id)).toEqual(new Date(FORGET));
  });

  it('is written once though many write it at once', async () => {
    const one = message();
    await Promise.all(Array.from({ length: 30 }, () => put(one)));
    expect((await store.messages.of(one.dossierId!, { limit: 10 })).items).toEqual([{ ...one, attempts: 0 }]);
  });
});

describe('dead messages', () => {
  it('are listed newest first, by centre, connector and direction, page by page', async () => {
    const centre = randomUUID();
    const connectors = ['tax', 'land-registry'];
    const ids = await Promise.all(
      Array.from({ length: 6 }, async (_, index) => {
        const id = `letter-${index}-${centre}`;
        const direction = index < 3 ? 'in' : 'out';
        await store.messages.put(
          {
            ...({
              id,
              direction,
              connector: connectors[index % 2]!,
              messageId: id,
              message: 'notice',
              dossierId: null,
              number: null,
              run: null,
            } as const),
            ...{ centre, at: 1000 + index, state: 'dead', body: {}, hash: 'h' },
          },
          { tried: true, forget: FORGET },
        );
        return id;
      }),
    );
    const list = async (query: object, cursor?: string) =>
      store.messages.dead({ centres: [centre], ...query }, { limit: 4, ...(cursor && { cursor }) });
    const first = await list({});
    expect(first.items.map(({ id }) => id)).toEqual([...ids].reverse().slice(0, 4));
    expect((await list({}, first.next!)).items.map(({ id }) => id)).toEqual([ids[1], ids[0]]);
    expect((await list({ connector: 'tax', direction: 'in' })).items.map(({ id }) => id)).toEqual([ids[2], ids[0]]);
    expect((await store.messages.dead({ centres: ['elsewhere'] }, { limit: 4 })).items).toEqual([]);

    expect([await store.messages.resend(ids[0]!), await store.messages.resend(ids[0]!)]).toEqual([true, false]);
    expect(await store.messages.giveUp(ids[0]!, { by: 'x', at: 1, why: 'x' }, FORGET)).toBe(false);
  });

  it('are corrected once per key, and only while they are dead', async () => {
    const id = randomUUID();
    const dead = {
      id,
      direction: 'in',
      connector: 'tax',
      messageId: id,
      message: 'notice',
      dossierId: null,
      number: null,
      run: null,
      centre: null,
    } as const;
    await store.messages.put({ ...dead, at: 1, state: 'dead', body: {}, hash: 'h' }, { tried: true, forget: FORGET });
    const correction = { key: 'desk-1/k1', by: 'desk-1', at: 5, why: 'nhầm số', fields: { SoTien: 5 } };
    expect([await store.messages.correct(id, correction), await store.messages.correct(id, correction)]).toEqual([true, true]);
    expect((await store.messages.get(id))?.corrections).toEqual([correction]);
    await store.messages.resend(id);
    expect(await store.messages.correct(id, { ...correction, key: 'desk-1/k2' })).toBe(false);
  });
});
