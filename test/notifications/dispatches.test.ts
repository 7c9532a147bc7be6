/** What others hear of because of what happened, though nobody asked for it: the national portal and the payment platform, each a real server. */
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { PermanentFailure } from '../../connectors/failure.js';
import { MASK } from '../../connectors/mask.js';
import { USUAL } from '../../connectors/policy.js';
import { createPortal } from '../../connectors/national-portal/client.js';
import { start as startPortal } from '../../connectors/national-portal/simulator/server.js';
import type { Simulator } from '../../connectors/simulator/start.js';
import { start as startTreasury } from '../../connectors/treasury/simulator/server.js';
import { isAwaited } from '../../notifications/awaited.js';
import { dispatchesFor } from '../../notifications/dispatches.js';
import { receiveMessage } from '../../notifications/receive-message.js';
import { contentHash } from '../../store/hash.js';
import { post, SECRET, until } from '../connectors/offices.js';
import { clientOf } from '../connectors/samples.js';
import { DESK } from '../domain/engine/fixture.js';
import { House } from './house.js';

let house: House;
let portal: Simulator;
let treasury: Simulator;
beforeEach(async () => {
  house = await House.open(dispatchesFor({ portal: true, treasury: true, land: false, mail: false }));
  portal = await startPortal({ secrets: [SECRET], publicUrl: house.motcua.url });
  treasury = await startTreasury({ secrets: [SECRET], publicUrl: house.motcua.url, mood: { delayMs: 0 } });
  house.dispatches = {
    portal: { store: house.store, portal: createPortal({ baseUrl: portal.url, secrets: [SECRET] }), publicUrl: 'https://mot-cua.example' },
    payments: { ...house.door(), store: house.store, policyOf: () => USUAL, connectors: { treasury: clientOf('treasury', treasury.url) } },
  };
});
afterEach(async () => {
  await house.close();
  await Promise.all([portal.stop(), treasury.stop()]);
});

interface Shown {
  readonly statuses: readonly string[];
  readonly record: Readonly<Record<string, unknown>>;
  readonly progress: readonly Readonly<Record<string, unknown>>[];
}
const atPortal = async (id: string): Promise<Shown | undefined> =>
  ((await (await fetch(`${portal.url}/dossiers?MaHoSo=H56-260210-${id}`)).json()) as Shown[])[0];
const told = (id: string, status: string) => until(`status ${status}`, async () => (await atPortal(id))?.statuses.at(-1) === status);
const statesAt = async (connector: string, id: string) =>
  (await house.store.messages.of(id, { limit: 50 })).items.flatMap((each) => (each.connector === connector ? [each.state] : []));
const quiet = () => until('all rows to be done', async () => (await house.store.outbox.waiting(50)).length === 0);

const HURRIED = {
  policy: { retry: { attempts: 100, firstDelay: 50, longestDelay: 100 }, breaker: { failures: 5, firstProbe: 100, longestProbe: 200 } },
};

describe('the national portal', () => {
  it('is told each national status in its order, with the steps that led there', async () => {
    const id = await house.refer();
    house.relay();
    await told(id, '4');
    await until('both steps', async () => (await atPortal(id))!.progress.length === 2);
    const { statuses, record, progress } = (await atPortal(id))!;
    expect([statuses[0], [...new Set(statuses)]]).toEqual(['2', ['2', '4']]);
    expect(record).toMatchObject({ KenhThucHien: '1', NgayTiepNhan: '20260210080000', NgayNopHoSo: '20260210080000' });
    expect(progress).toMatchObject([
      { NoiDungXuLy: 'receive', ThoiDiemXuLy: '20260210090000', NgayBatDau: '20260210080000' },
      { NoiDungXuLy: 'appraise', ThoiDiemXuLy: '20260211100000', NguoiXuLy: 'land-1' },
    ]);
  });

  it('is told what the archive keeps: each record once, masked but for what is nobody’s', async () => {
    const id = await house.refer();
    house.relay();
    await told(id, '4');
    const kept = async () =>
      (await house.store.messages.of(id, { limit: 50 })).items.filter(({ connector }) => connector === 'national-portal');
    await until('all to be kept', async () => (await kept()).length === (await atPortal(id))!.statuses.length);
    expect((await kept()).map(({ message, state, body }) => [message, state, body['TrangThaiHoSo']])).toEqual(
      (await atPortal(id))!.statuses.map((status) => ['sync portal', 'done', status]),
    );
    const { record } = (await atPortal(id))!;
    const last = (await kept()).at(-1)!;
    expect(last.body).toMatchObject({ MaHoSo: record['MaHoSo'], NgayTiepNhan: '20260210080000', ChuHoSo: MASK });
    expect(Object.keys(last.body)).toEqual(Object.keys(record));
    expect(last.hash).toBe(contentHash(record));
  });

  it('that refuses a record leaves a dead letter that shows what was to be told', async () => {
    const id = await house.refer();
    const row = (await house.store.outbox.waiting(50)).find(({ command }) => command.type === 'sync portal')!;
    await house.hands().giveUp(row, new PermanentFailure('national-portal answered 101', 'PARTNER_REFUSES'));
    expect((await house.store.messages.of(id, { limit: 50 })).items).toMatchObject([
      { connector: 'national-portal', state: 'dead', reason: { code: 'PARTNER_REFUSES' }, body: { TrangThaiHoSo: '4', ChuHoSo: MASK } },
    ]);
  });

  it('hears of a withdrawal under its own code, then that the dossier is stopped', async () => {
    const id = await house.refer();
    const note = await house.store.notes.put({ text: 'Người nộp đổi ý' });
    await house.perform(id, DESK, { type: 'withdraw', note }, 'withdraw');
    house.relay();
    await told(id, '8');
    expect((await atPortal(id))!.statuses.slice(-2)).toEqual(['7', '8']);
    expect((await atPortal(id))!.record).toMatchObject({ GhiChu: 'Người nộp đổi ý' });
  });

  it('gets what happened while it was down, in order and once, from two relays', async () => {
    await post(`${portal.url}/control`, { down: true });
    const id = await house.refer();
    house.relay({ policy: { retry: { attempts: 100, firstDelay: 50, longestDelay: 100 } } });
    house.relay({ policy: { retry: { attempts: 100, firstDelay: 50, longestDelay: 100 } } });
    await house.perform(id, { kind: 'system', id: 'tax' }, { type: 'reply', run: 'refer-tax#1', reply: 'no-obligation' }, 'no-obligation');
    await new Promise((resolve) => setTimeout(resolve, 200));
    await post(`${portal.url}/control`, { down: false });
    await quiet();
    await until('the last step', async () => (await atPortal(id))?.progress.length === 3);
    expect(new Set((await atPortal(id))!.statuses)).toEqual(new Set(['2', '4']));
    expect((await atPortal(id))!.progress.map(({ NoiDungXuLy }) => NoiDungXuLy)).toEqual(['receive', 'appraise', 'refer-tax']);
  });

  it('that got at last what was tried in vain has nothing waiting for it any more', async () => {
    await post(`${portal.url}/control`, { down: true });
    const id = await house.refer();
    house.relay(HURRIED);
    await until('a try in vain', async () => (await statesAt('national-portal', id)).includes('waiting'));
    await post(`${portal.url}/control`, { down: false });
    await until('all to be told', async () => (await statesAt('national-portal', id)).every((state) => state === 'done'));
  });
});

describe('the payment platform', () => {
  const owing = async (): Promise<{ id: string; reference: string }> => {
    const id = await house.refer();
    const reference = `TBT-${id}`;
    const obligation = { reference, amount: 2500 };
    await house.perform(
      id,
      { kind: 'system', id: 'tax' },
      { type: 'reply', run: 'refer-tax#1', reply: 'notice', obligations: [obligation] },
      'notice',
    );
    house.relay();
    await until('the order', () => house.motcua.raw.some((raw) => raw.includes('"order"')));
    return { id, reference };
  };
  /** As the API does with a callback. */
  const hear = async (index = -1) => {
    const message: unknown = JSON.parse(house.motcua.raw.at(index)!);
    return receiveMessage(house.door(), 'treasury', message);
  };

  it('is asked for a page to pay at as soon as an amount is stated; the page is kept beside the application', async () => {
    const { id, reference } = await owing();
    expect((await hear()).state).toBe('done');
    const { answers } = (await house.store.dossiers.get(id))!;
    expect(Object.values(answers!)).toEqual([{ payAt: `${house.motcua.url}/pay/${reference}` }]);
  });

  it('is asked again, by poll, until nothing is left to be paid', async () => {
    const { id, reference } = await owing();
    const [order] = (await (await fetch(`${treasury.url}/referrals`)).json()) as [{ id: string }];
    // its answer may be here before what was sent is noted
    await until('the order to be noted', async () => (await house.store.referrals.get(order.id)) !== null);
    expect(await house.store.referrals.get(order.id)).toMatchObject({ connector: 'treasury', state: 'open' });
    const { facts } = house.cases.get(id)!;
    const { run } = (await house.store.referrals.get(order.id))!;
    expect(isAwaited(facts, run)).toBe(true);
    await house.perform(id, DESK, { type: 'pay', reference, amount: 2500 }, 'pay');
    expect(isAwaited(house.cases.get(id)!.facts, run)).toBe(false);
  });

  it('is not asked about an amount that is paid already when its turn comes', async () => {
    const id = await house.refer();
    const obligation = { reference: `TBT-${id}`, amount: 2500 };
    await house.perform(
      id,
      { kind: 'system', id: 'tax' },
      { type: 'reply', run: 'refer-tax#1', reply: 'notice', obligations: [obligation] },
      'notice',
    );
    await house.perform(id, DESK, { type: 'pay', reference: obligation.reference, amount: 2500 }, 'pay');
    house.relay();
    await quiet();
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(await (await fetch(`${treasury.url}/referrals`)).json()).toEqual([]);
  });

  it('that was away until the amount was paid is not asked any more, and its message no longer waits', async () => {
    await post(`${treasury.url}/control`, { down: true });
    const id = await house.refer();
    const obligations = [{ reference: `TBT-${id}`, amount: 2500 }];
    await house.perform(id, { kind: 'system', id: 'tax' }, { type: 'reply', run: 'refer-tax#1', reply: 'notice', obligations }, 'notice');
    house.relay(HURRIED);
    await until('a try in vain', async () => (await statesAt('treasury', id)).includes('waiting'));
    const { items } = await house.store.messages.of(id, { limit: 50 });
    expect(items.find(({ connector }) => connector === 'treasury')).toMatchObject({
      message: 'payment-request',
      body: { MaThamChieu: `TBT-${id}`, HoTenNguoiNop: MASK },
    });
    await house.perform(id, DESK, { type: 'pay', reference: `TBT-${id}`, amount: 2500 }, 'pay');
    // still away: an order under way as the amount is paid would else reach it
    await until('nobody to wait', async () => (await statesAt('treasury', id)).every((state) => state === 'moot'));
    await post(`${treasury.url}/control`, { down: false });
    await quiet();
    expect(await (await fetch(`${treasury.url}/referrals`)).json()).toEqual([]);
  });

  it('that confirms one transaction under two message ids has paid once', async () => {
    const { id, reference } = await owing();
    await post(`${treasury.url}/payments/${reference}`, { amount: 1000 });
    await until('the first', () => house.motcua.raw.length === 2);
    await post(`${treasury.url}/payments/${reference}`, { amount: 1000, transaction: 'GD00000001' });
    await until('the second', () => house.motcua.raw.length === 3);
    expect([(await hear(-2)).state, (await hear(-1)).state]).toEqual(['done', 'done']);
    expect(house.performed.filter((key) => key.startsWith('treasury/'))).toEqual(['treasury/GD00000001', 'treasury/GD00000001']);
    expect((await house.store.dossiers.get(id))!.view!.obligations[reference]).toMatchObject({ amount: 2500, left: 1500 });
  });

  it('that was paid too much leaves a dead letter: an officer refunds it by hand', async () => {
    const { id, reference } = await owing();
    await post(`${treasury.url}/payments/${reference}`, {});
    await until('the first', () => house.motcua.raw.length === 2);
    await post(`${treasury.url}/payments/${reference}`, {});
    await until('the second', () => house.motcua.raw.length === 3);
    expect([(await hear(-2)).state, await hear(-1)]).toMatchObject(['done', { state: 'dead', reason: { code: 'NOT_ALLOWED_NOW' } }]);
    expect((await house.store.notices.of(id)).map(({ about }) => about)).toContain('message refused');
  });

  it('is asked for a new order, under a new reference, when one failed, however often it says so; that is paid, and its receipt asked for', async () => {
    const { id, reference } = await owing();
    await hear();
    const messages = (kind: string) => house.motcua.raw.filter((raw) => raw.includes(`"message":"${kind}"`));
    for (const transaction of ['GD-1', 'GD-2']) await post(`${treasury.url}/payments/${reference}`, { state: 'failed', transaction });
    await until('both failures', () => messages('failed').length === 2);
    for (const raw of messages('failed')) await receiveMessage(house.door(), 'treasury', JSON.parse(raw));
    expect(Object.values((await house.store.dossiers.get(id))!.answers!)).toEqual([{ payAt: null }]);
    const told = (await house.store.notices.of(id)).filter(({ about }) => about === 'payment failed');
    const [run] = Object.keys((await house.store.dossiers.get(id))!.answers!);
    expect(told.map((notice) => [notice.to, notice.run])).toEqual([
      ['centre', run],
      ['centre', run],
    ]);
    await until('the new order', () => messages('order').length === 2);
    const orders = (await (await fetch(`${treasury.url}/referrals`)).json()) as { referral: { body: { MaThamChieu: string } } }[];
    expect(orders.map(({ referral }) => referral.body.MaThamChieu)).toEqual([reference, `${reference}~2`]);
    await receiveMessage(house.door(), 'treasury', JSON.parse(messages('order')[1]!));
    const page = `${house.motcua.url}/pay/${encodeURIComponent(`${reference}~2`)}`;
    expect(Object.values((await house.store.dossiers.get(id))!.answers!)).toEqual([{ payAt: page }]);

    await post(`${treasury.url}/payments/${reference}~2`, {});
    await until('the payment', () => messages('paid').length === 1);
    await receiveMessage(house.door(), 'treasury', JSON.parse(messages('paid')[0]!));
    expect((await house.store.dossiers.get(id))!.view!.obligations[reference]).toMatchObject({ amount: 2500, left: 0 });
    await until('the receipt', () => messages('bill').length === 1);
    expect(messages('bill')[0]).toContain(`"MaThamChieu":"${reference}~2"`);
    // the first order is paid after all: nobody owes it
    await post(`${treasury.url}/payments/${reference}`, {});
    await until('the second payment', () => messages('paid').length === 2);
    expect(await receiveMessage(house.door(), 'treasury', JSON.parse(messages('paid')[1]!))).toMatchObject({ state: 'dead' });
    expect((await house.store.dossiers.get(id))!.view!.obligations[reference]).toMatchObject({ left: 0 });
  });

  it('that says a payment is pending is asked again until it is decided', async () => {
    const { id, reference } = await owing();
    await hear();
    await post(`${treasury.url}/payments/${reference}`, { state: 'pending', transaction: 'GD-1' });
    await until('the pending one', () => house.motcua.raw.length === 2);
    expect(await hear()).toMatchObject({ state: 'done', facts: 0 });
    const [order] = (await (await fetch(`${treasury.url}/referrals`)).json()) as [{ id: string }];
    expect(await house.store.referrals.get(order.id)).toMatchObject({ state: 'open' });
    await post(`${treasury.url}/payments/${reference}`, { transaction: 'GD-1' });
    await until('the payment', () => house.motcua.raw.length === 3);
    expect(await hear()).toMatchObject({ state: 'done' });
    expect((await house.store.dossiers.get(id))!.view!.obligations[reference]).toMatchObject({ left: 0 });
  });

  it('is asked for the receipt of what was paid there', async () => {
    const { id, reference } = await owing();
    await post(`${treasury.url}/payments/${reference}`, {});
    await until('the payment', () => house.motcua.raw.length === 2);
    await hear();
    await until('the receipt', () => house.motcua.raw.length === 3);
    await hear();
    expect(Object.values((await house.store.dossiers.get(id))!.answers!)).toMatchObject([
      { receipt: `${house.motcua.url}/receipt/${reference}` },
    ]);
  });

  it('that took a payment has the portal told of it', async () => {
    const { id, reference } = await owing();
    await until('the portal to know it', async () => (await atPortal(id))?.record['DuocThanhToanTrucTuyen'] === '0');
    await post(`${treasury.url}/payments/${reference}`, {});
    await until('the payment', () => house.motcua.raw.length === 2);
    await hear();
    await until('the portal to hear of it', async () => (await atPortal(id))?.record['DuocThanhToanTrucTuyen'] === '2');
  });
});
