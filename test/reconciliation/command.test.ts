/** `motcua reconcile` as an operator runs it: its own process, the real store and a simulated tax office. */
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { spawn } from 'node:child_process';
import { post, SECRET, until } from '../connectors/offices.js';
import { House } from '../notifications/house.js';

let house: House;
beforeEach(async () => void (house = await House.open()));
afterEach(() => house.close());

interface Ran {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

function reconcile(args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Ran> {
  const settings = {
    ...{ MOTCUA_TAX_URL: house.tax.url, MOTCUA_TAX_SECRET: SECRET, MOTCUA_CONNECTOR_POLL_AFTER_MS: '1' },
    ...{ MONGODB_URI: house.uri, MOTCUA_DATA: '/nowhere', NODE_OPTIONS: '' },
  };
  const child = spawn(process.execPath, ['--import', './scripts/typescript.mjs', 'cli/main.ts', 'reconcile', ...args], {
    env: { ...process.env, ...settings, ...env },
  });
  let [out, err] = ['', ''];
  child.stdout.on('data', (part: Buffer) => (out += part.toString()));
  child.stderr.on('data', (part: Buffer) => (err += part.toString()));
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, out, err })));
}

it('ends with 0 where both sides agree, and with 1 and each difference where they do not', async () => {
  await post(`${house.tax.url}/control`, { hold: true });
  const id = await house.refer();
  const relay = house.relay();
  const row = house.rowId(id);
  await until('it to be there', async () => (await house.store.referrals.get(row)) !== null);
  await relay.stop();
  const before = await reconcile(['--connector', 'tax', '--json']);
  expect({ code: before.code, ...JSON.parse(before.out) }).toMatchObject({
    code: 0,
    differences: [],
    passes: [{ connector: 'tax', compared: 1 }],
  });

  await post(`${house.tax.url}/referrals/${encodeURIComponent(row)}/answer`, {});
  const after = await reconcile(['--json']);
  expect({ code: after.code, ...JSON.parse(after.out) }).toMatchObject({
    code: 1,
    differences: [{ kind: 'answer-not-heard', dossierId: id }],
  });
  const { out } = await reconcile([]);
  expect(out).toContain('họ: đã trả lời "notice" từ ');
  expect(out).toContain('→ Lấy trả lời của họ về hồ sơ / take their answer');
  expect(out).toContain('tax: 1 compared, 0 new, 0 settled\n1 differences');
}, 60_000);

it('says which partners there are when it is asked for another, and that a pass did not come to its end', async () => {
  const wrong = await reconcile(['--connector', 'treasury']);
  expect(wrong.code).not.toBe(0);
  expect(wrong.err + wrong.out).toContain('expected one of tax');
  await house.refer();
  await house.store.referrals.sent({
    id: 'm',
    row: 'r',
    connector: 'tax',
    dossierId: 'd',
    run: 'x#1',
    sentAt: 1,
    nextPollAt: Date.now() + 3_600_000,
  });
  await post(`${house.tax.url}/control`, { down: true });
  const away = await reconcile([]);
  expect(away).toMatchObject({ code: 1, out: expect.stringContaining('họ không trả lời / they do not answer') });
}, 60_000);
