import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { delayAfter } from '../../notifications/retry.js';
import { ensureServices } from '../../services/ensure-services.js';
import { actOf, post, until } from '../connectors/offices.js';
import { House } from './house.js';

let house: House;
beforeEach(async () => void (house = await House.open()));
afterEach(() => house.close());

const stateOf = async (id: string) => (await house.sent(id))?.state;

describe('a referral', () => {
  it('reaches the tax office with the fields its step lists and nothing else of the application', async () => {
    const id = await house.refer({ price: 100_000, kinship: false, transferor: 'Trần Thị B', phone: '0900000000' });
    house.relay();
    await until('the row to be done', async () => (await stateOf(id)) === 'done');
    const [sent] = await house.received();
    expect(sent?.referral.body).toMatchObject({
      HoSoId: `H56-260210-${id}`,
      MaThuTuc: '9.000001',
      GiaChuyenNhuong: 100_000,
      MienGiam: false,
      ThongTinNguoiNop: { HoTenChu: 'Trần Thị B' },
    });
    expect(Object.keys(sent!.referral.body).sort()).toEqual([
      ...['DanhSachGiayToDinhKem', 'GiaChuyenNhuong', 'HoSoId', 'MaThuTuc', 'MienGiam', 'NgayChuyen'],
      ...['NghiaVuDeNghi', 'NoiChuyen', 'SoPhieuChuyen', 'ThongTinNguoiNop'],
    ]);
    expect(JSON.stringify(sent)).not.toContain('0900000000');
  });

  it('is answered, and the answer is an act that the dossier takes', async () => {
    const id = await house.refer();
    house.relay();
    await until('the notice', () => house.motcua.heard.length > 0);
    const heard = house.motcua.heard[0]!;
    await house.perform(heard.dossierId, { kind: 'system', id: 'tax' }, actOf(heard), heard.messageId);
    expect((await house.store.dossiers.get(id))?.view).toMatchObject({
      status: 'waiting for payment',
      obligations: { [`TBT-H56-260210-${id}-1`]: { amount: 2500, left: 2500 } },
    });
  });

  it('is one referral though the job ran twice at once and the relay twice beside', async () => {
    const id = await house.refer();
    const row = (await house.sent(id))!;
    const { runCommand } = house.hands();
    await Promise.all([runCommand(row), runCommand(row)]);
    house.relay();
    house.relay();
    await until('the row to be done', async () => (await stateOf(id)) === 'done');
    expect((await house.received()).length).toBe(1);
  });

  it('whose row is done is not sent again by a job that comes late', async () => {
    const id = await house.refer();
    await house.store.outbox.mark(house.rowId(id), 'done');
    await house.store.outbox.mark(house.rowId(id), 'queued');
    await house.store.outbox.queue([house.rowId(id)]);
    house.relay();
    await until('the others to be done', async () => (await house.store.outbox.waiting(10)).length === 0);
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect([await stateOf(id), await house.received()]).toEqual(['done', []]);
  });

  it('that was answered by hand before its turn came is not sent', async () => {
    const id = await house.refer();
    await house.perform(id, { kind: 'system', id: 'tax' }, { type: 'reply', run: 'refer-tax#1', reply: 'no-obligation' }, 'by hand');
    house.relay();
    await until('the row to be done', async () => (await stateOf(id)) === 'done');
    expect(await house.received()).toEqual([]);
  });
});

describe('a partner that is away', () => {
  it('gets the referral when it is back, before the next try would be due', async () => {
    const id = await house.refer();
    const other = await house.refer();
    await post(`${house.tax.url}/control`, { down: true });
    house.relay({ policy: { retry: { attempts: 50, firstDelay: 300, longestDelay: 600_000 } } });
    await until(
      'the first failures',
      async () => ((await house.sent(id))?.attempts ?? 0) > 2 && ((await house.sent(other))?.attempts ?? 0) > 2,
    );
    await post(`${house.tax.url}/control`, { down: false });
    await until('both rows to be done', async () => (await stateOf(id)) === 'done' && (await stateOf(other)) === 'done');
    expect((await house.received()).length).toBe(2);
  });

  it('makes a dead row after the last try, with the reason, and the centre is told; sent again it arrives', async () => {
    const id = await house.refer();
    await post(`${house.tax.url}/control`, { down: true });
    house.relay();
    await until('the row to be dead', async () => (await stateOf(id)) === 'dead');
    const { items } = await house.store.outbox.dead({ limit: 10 });
    expect(items.map(({ id: row, attempts, lastError }) => [row, attempts, lastError])).toEqual([
      [house.rowId(id), 3, 'tax answered 503: {"message":"tax is down"}'],
    ]);
    expect((await house.store.notices.of(id)).map(({ about }) => about)).toContain('handoff failed');

    await post(`${house.tax.url}/control`, { down: false });
    expect([await house.store.outbox.revive(house.rowId(id), 'waiting'), await house.store.outbox.revive('unknown', 'waiting')]).toEqual([
      true,
      false,
    ]);
    await until('the row to be done', async () => (await stateOf(id)) === 'done');
    expect(await house.store.outbox.revive(house.rowId(id), 'waiting')).toBe(false);
  });

  it('does not hold up notices to others', async () => {
    await post(`${house.tax.url}/control`, { down: true });
    const ids = await Promise.all(Array.from({ length: 30 }, () => house.refer()));
    house.relay({ policy: { retry: { attempts: 50, firstDelay: 60_000, longestDelay: 60_000 } } });
    await until('a receipt for each', async () =>
      (await Promise.all(ids.map((id) => house.store.notices.of(id)))).every((notices) => notices.some(({ about }) => about === 'receipt')),
    );
    expect(await Promise.all(ids.map(stateOf))).toEqual(ids.map(() => 'queued'));
  });

  it('is not bothered with what it could never take: such a row is dead at once, with what was expected', async () => {
    const id = await house.refer({ price: 'một tỷ' });
    house.relay();
    await until('the row to be dead', async () => (await stateOf(id)) === 'dead');
    expect(await house.sent(id)).toMatchObject({
      attempts: 1,
      lastError: 'message land-tax-referral to tax: GiaChuyenNhuong is text of 6 characters; expected a value of type integer',
    });
  });
});

describe('Redis', () => {
  it('emptied between queueing and doing loses nothing', async () => {
    const id = await house.refer();
    await post(`${house.tax.url}/control`, { down: true });
    house.relay({ policy: { retry: { attempts: 50, firstDelay: 600_000, longestDelay: 600_000 } }, sweepMs: 200 });
    await until('the first failure', async () => ((await house.sent(id))?.attempts ?? 0) > 0);
    await house.forgetRedis();
    await post(`${house.tax.url}/control`, { down: false });
    await until('the row to be done', async () => (await stateOf(id)) === 'done');
    expect((await house.received()).length).toBe(1);
  });

  it('that is away when the relay starts is waited for, and the relay can be stopped meanwhile', async () => {
    const id = await house.refer();
    const trouble: string[] = [];
    const relay = house.relay({ redisUrl: 'redis://127.0.0.1:9', onError: (error) => trouble.push(error.message) });
    await until('trouble', () => trouble.length > 0);
    await relay.stop();
    house.relay();
    await until('the row to be done', async () => (await stateOf(id)) === 'done');
  });
});

describe('Redis killed in the middle of forty referrals and started again', () => {
  it('each is sent, and none twice', async () => {
    const { TEMPORAL_ADDRESS, MONGODB_URI } = process.env;
    const services = await ensureServices({
      dataFolder: mkdtempSync(join(tmpdir(), 'motcua-redis-')),
      isolated: true,
      env: { ...process.env, TEMPORAL_ADDRESS, MONGODB_URI, REDIS_URL: '' },
    });
    try {
      const ids = await Promise.all(Array.from({ length: 40 }, () => house.refer()));
      const relay = house.relay({ redisUrl: services.redisUrl, sweepMs: 500 });
      await until('the first to be done', async () => (await house.received()).length > 0);
      await services.service.redis.kill();
      await new Promise((resolve) => setTimeout(resolve, 300));
      await services.service.redis.restart();
      await until('all to be done', async () => (await Promise.all(ids.map(stateOf))).every((state) => state === 'done'), 40_000);
      expect(new Set((await house.received()).map(({ referral }) => referral.reference)).size).toBe(40);
      expect((await house.received()).length).toBe(40);
      await relay.stop();
    } finally {
      await services.stop();
    }
  });
});

describe('the pause before the next try', () => {
  const retry = { attempts: 10, firstDelay: 1000, longestDelay: 60_000 };
  it.each([
    [1, 0, 500],
    [1, 0.999, 1000],
    [3, 0.999, 3998],
    [7, 0, 30_000],
    [5000, 0, 30_000],
  ])('after try %d with chance %d is %d ms', (made, random, expected) => expect(delayAfter(made, retry, random)).toBe(expected));
});
