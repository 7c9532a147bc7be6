import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Referral } from '../../connectors/contract.js';
import { type ClientConfig, createClient } from '../../connectors/client.js';
import { LAND_REGISTRY } from '../../connectors/land-registry/mapping.js';
import { start as startLandRegistrySimulator } from '../../connectors/land-registry/simulator/server.js';
import type { Simulator, SimulatorOptions } from '../../connectors/simulator/start.js';
import { TAX } from '../../connectors/tax/mapping.js';
import { start as startTaxSimulator } from '../../connectors/tax/simulator/server.js';
import { ABOUT, actOf, listen, type Listener, post, SECRET, until } from './offices.js';

const createTaxConnector = (config: ClientConfig) => createClient(TAX, config);
const createLandRegistryConnector = (config: ClientConfig) => createClient(LAND_REGISTRY, config);

let motcua: Listener;
const running: Simulator[] = [];

beforeEach(async () => void (motcua = await listen()));
afterEach(async () => {
  await Promise.all(running.splice(0).map((simulator) => simulator.stop()));
  await motcua.close();
});

async function open(start: (options: SimulatorOptions) => Promise<Simulator>, more: Partial<SimulatorOptions> = {}): Promise<Simulator> {
  const simulator = await start({ secrets: [SECRET], publicUrl: motcua.url, mood: { delayMs: 5 }, ...more });
  running.push(simulator);
  return simulator;
}

const referral = (fields: object, more: Partial<Referral> = {}): Referral => ({
  id: 'd-1-send-refer-tax#1',
  connector: 'tax',
  message: 'land-tax-referral',
  dossierId: 'd-1',
  run: 'refer-tax#1',
  number: 'H99.12-260212-0001',
  procedure: '1.013831',
  agency: 'tax-office',
  about: ABOUT,
  fields: { ...fields },
  ...more,
});

const heardActs = () => motcua.heard.map(actOf);

describe('the tax office', () => {
  it('answers a referral with a notice of 2.5 % of the price', async () => {
    const tax = createTaxConnector({ baseUrl: (await open(startTaxSimulator)).url, secrets: [SECRET] });
    expect(await tax.send(referral({ parcel: '12-45', price: 1_500_000_000 }))).toEqual({ id: 'd-1-send-refer-tax#1', state: 'received' });
    await until('the notice', () => motcua.heard.length > 0);
    expect(heardActs()).toEqual([
      {
        type: 'reply',
        run: 'refer-tax#1',
        reply: 'notice',
        obligations: [{ reference: 'TBT-H99.12-260212-0001-1', amount: 37_500_000, item: 'Thuế thu nhập cá nhân; Lệ phí trước bạ' }],
      },
    ]);
  });

  it('answers once though the referral came three times', async () => {
    const tax = createTaxConnector({ baseUrl: (await open(startTaxSimulator)).url, secrets: [SECRET] });
    const states = [];
    for (let time = 0; time < 3; time += 1) states.push((await tax.send(referral({ price: 100_000 }))).state);
    await until('the notice', () => motcua.heard.length > 0);
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect([states, motcua.heard.length]).toEqual([['received', 'known', 'known'], 1]);
  });

  it('finds nothing to pay when the applicant is exempt', async () => {
    const tax = createTaxConnector({ baseUrl: (await open(startTaxSimulator)).url, secrets: [SECRET] });
    await tax.send(referral({ price: 1_500_000_000, exempt: true }));
    await until('the answer', () => motcua.heard.length > 0);
    expect(heardActs()).toEqual([{ type: 'reply', run: 'refer-tax#1', reply: 'no-obligation' }]);
  });

  it('returns a price ending in 666 as wrong, and takes it the second time', async () => {
    const tax = createTaxConnector({ baseUrl: (await open(startTaxSimulator)).url, secrets: [SECRET] });
    await tax.send(referral({ price: 1_000_666 }));
    await until('the first answer', () => motcua.heard.length === 1);
    await tax.send(referral({ price: 1_000_666 }, { id: 'd-1-send-refer-tax#2', run: 'refer-tax#2' }));
    await until('the second answer', () => motcua.heard.length === 2);
    expect(heardActs().map((act) => 'reply' in act && act.reply)).toEqual(['returned-as-wrong', 'notice']);
  });

  it('confirms what the treasury received, in parts, and takes no more than is owed', async () => {
    const { url } = await open(startTaxSimulator);
    await createTaxConnector({ baseUrl: url, secrets: [SECRET] }).send(referral({ price: 100_000 }));
    await until('the notice', () => motcua.heard.length === 1);
    const pay = (amount?: number) => post(`${url}/payments/TBT-H99.12-260212-0001-1`, amount === undefined ? {} : { amount });
    expect((await pay(1000)).body).toEqual({ reference: 'TBT-H99.12-260212-0001-1', amount: 1000, left: 1500 });
    expect(await pay(2000)).toMatchObject({
      status: 422,
      body: { message: 'payment: amount is 2000; expected a whole number of đồng from 1 to 1500' },
    });
    expect((await pay()).body).toMatchObject({ amount: 1500, left: 0 });
    await until('both confirmations', () => motcua.heard.length === 3);
    const amounts = heardActs().flatMap((act) => (act.type === 'pay' ? [act.amount] : []));
    expect(amounts.sort((one, other) => one - other)).toEqual([1000, 1500]);
  });

  it('holds its answers until one is given by hand', async () => {
    const { url } = await open(startTaxSimulator);
    await post(`${url}/control`, { hold: true });
    await createTaxConnector({ baseUrl: url, secrets: [SECRET] }).send(referral({ price: 100_000 }));
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(motcua.heard).toEqual([]);
    expect(
      (
        await post(`${url}/referrals/${encodeURIComponent('d-1-send-refer-tax#1')}/answer`, {
          reply: 'notice',
          'DanhSachThongBaoThue.0.SoTien': 777,
        })
      ).status,
    ).toBe(202);
    await until('the notice', () => motcua.heard.length > 0);
    expect(heardActs()[0]).toMatchObject({ obligations: [{ amount: 777 }] });
  });

  it('holds the answers about one dossier and goes on answering about the others', async () => {
    const { url } = await open(startTaxSimulator);
    const tax = createTaxConnector({ baseUrl: url, secrets: [SECRET] });
    expect((await fetch(`${url}/dossiers/d-1/hold`, { method: 'POST' })).status).toBe(204);
    await tax.send(referral({ price: 100_000 }));
    await tax.send(referral({ price: 100_000 }, { id: 'd-2-send-refer-tax#1', dossierId: 'd-2' }));
    await until('the notice of the other', () => motcua.heard.length > 0);
    const kept = (await (await fetch(`${url}/referrals`)).json()) as { state: string }[];
    expect(kept.map(({ state }) => state)).toEqual(['waiting', 'answered']);
  });

  it('cannot be made to say by hand what its contract does not know', async () => {
    const { url } = await open(startTaxSimulator);
    await post(`${url}/control`, { hold: true });
    await createTaxConnector({ baseUrl: url, secrets: [SECRET] }).send(referral({ price: 100_000 }));
    const answered = await post(`${url}/referrals/${encodeURIComponent('d-1-send-refer-tax#1')}/answer`, {
      reply: 'notice',
      'DanhSachThongBaoThue.0.SoTien': -1,
    });
    expect(answered).toEqual({ status: 422, body: { message: 'notice of tax: DanhSachThongBaoThue.0.SoTien is -1; expected >= 1' } });
  });

  it('repeats its answer until it is acknowledged', async () => {
    motcua.answers.push(503, 409);
    const tax = createTaxConnector({ baseUrl: (await open(startTaxSimulator)).url, secrets: [SECRET] });
    await tax.send(referral({ price: 100_000 }));
    await until('the third try', () => motcua.heard.length === 3);
    expect(new Set(motcua.heard.map(({ messageId }) => messageId)).size).toBe(1);
  });

  it('does not answer what was cancelled', async () => {
    const { url } = await open(startTaxSimulator);
    const tax = createTaxConnector({ baseUrl: url, secrets: [SECRET] });
    await post(`${url}/control`, { delayMs: 150 });
    await tax.send(referral({ price: 100_000 }));
    await tax.cancel({ id: 'd-1-cancel', dossierId: 'd-1', run: 'refer-tax#1' });
    await tax.cancel({ id: 'd-2-cancel', dossierId: 'd-2', run: 'refer-tax#1' });
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect([motcua.heard, (await tax.status('d-1-send-refer-tax#1'))?.state]).toEqual([[], 'cancelled']);
  });

  it('tells its answers when asked, for a callback that was lost', async () => {
    const tax = createTaxConnector({ baseUrl: (await open(startTaxSimulator)).url, secrets: [SECRET] });
    await tax.send(referral({ price: 100_000 }));
    await until('the notice', () => motcua.heard.length > 0);
    const status = await tax.status('d-1-send-refer-tax#1');
    expect([status?.state, status?.answers.map(({ message }) => message), await tax.status('unknown')]).toEqual([
      'answered',
      ['notice'],
      null,
    ]);
  });

  it('forgets nothing when it is started again', async () => {
    const dataFolder = mkdtempSync(join(tmpdir(), 'motcua-tax-'));
    const first = await open(startTaxSimulator, { dataFolder });
    await post(`${first.url}/control`, { hold: true });
    await createTaxConnector({ baseUrl: first.url, secrets: [SECRET] }).send(referral({ price: 100_000 }));
    await running.pop()!.stop();
    const again = createTaxConnector({ baseUrl: (await open(startTaxSimulator, { dataFolder })).url, secrets: [SECRET] });
    expect((await again.send(referral({ price: 100_000 }))).state).toBe('known');
    await until('the notice', () => motcua.heard.length === 1);
  });

  it('believes nobody who cannot sign', async () => {
    const { url } = await open(startTaxSimulator);
    const stranger = createTaxConnector({ baseUrl: url, secrets: ['the secret of somebody else, 32 letters'] });
    await expect(stranger.send(referral({ price: 100_000 }))).rejects.toThrow(
      'tax answered 401: {"message":"the signature does not fit the message"}',
    );
  });

  it('is known to be away when it is down', async () => {
    const { url } = await open(startTaxSimulator);
    const tax = createTaxConnector({ baseUrl: url, secrets: [SECRET] });
    expect(await tax.healthy()).toBe(true);
    await post(`${url}/control`, { down: true });
    expect(await tax.healthy()).toBe(false);
    await expect(tax.send(referral({ price: 1 }))).rejects.toMatchObject({ name: 'PartnerAway' });
  });
});

describe('what is sent to the tax office', () => {
  const tax = createTaxConnector({ baseUrl: 'http://127.0.0.1:9', secrets: [SECRET], timeoutMs: 1000 });

  it.each([
    [
      'a field that the message does not have',
      { price: 1, religion: 'x' },
      'message land-tax-referral: field religion is not part of it; expected some of payer,',
    ],
    ['no price', {}, 'message land-tax-referral to tax: the message lacks GiaChuyenNhuong'],
    [
      'a price in text',
      { price: '1' },
      'message land-tax-referral to tax: GiaChuyenNhuong is text of 1 characters; expected a value of type integer',
    ],
  ])('is refused here already: %s', async (_what, fields, sentence) => {
    const refused = tax.send(referral(fields));
    await expect(refused).rejects.toMatchObject({ name: 'PermanentFailure' });
    await expect(refused).rejects.toThrow(sentence);
  });

  it('is refused here already: a message that it does not know', async () => {
    await expect(tax.send(referral({}, { message: 'greeting' }))).rejects.toThrow(
      'message greeting: tax does not know it; expected one of land-tax-referral, land-levy-referral',
    );
  });

  it('may be sent again later when nobody answers', async () => {
    await expect(tax.send(referral({ price: 1 }))).rejects.toMatchObject({ name: 'PartnerAway' });
  });
});

describe('the land registry', () => {
  const change = (parcel: string, run = 'enter#1') =>
    referral(
      { parcel, change: 'transfer' },
      { id: `d-1-send-${run}`, run, connector: 'land-registry', message: 'land-record-change', agency: 'land-branch' },
    );

  it('numbers a change of record', async () => {
    const land = createLandRegistryConnector({ baseUrl: (await open(startLandRegistrySimulator)).url, secrets: [SECRET] });
    await land.send(change('12-45'));
    await until('the number', () => motcua.heard.length > 0);
    expect(heardActs()).toEqual([{ type: 'reply', run: 'enter#1', reply: 'registered', value: 'VP 00001' }]);
  });

  it('returns parcel 0 as wrong the first time', async () => {
    const land = createLandRegistryConnector({ baseUrl: (await open(startLandRegistrySimulator)).url, secrets: [SECRET] });
    await land.send(change('0'));
    await until('the answer', () => motcua.heard.length > 0);
    expect(heardActs()).toEqual([{ type: 'reply', run: 'enter#1', reply: 'returned-as-wrong' }]);
  });

  it('refuses a message of the wrong shape with what was expected', async () => {
    const { url } = await open(startLandRegistrySimulator);
    const { signedHeaders } = await import('../../connectors/signature.js');
    const raw = JSON.stringify({
      id: 'x',
      connector: 'land-registry',
      message: 'land-record-change',
      reference: 'd-1.enter#1',
      agency: 'land-branch',
      body: { MaHoSoMotCua: 'H' },
    });
    const response = await fetch(`${url}/referrals`, { method: 'POST', headers: signedHeaders('x', raw, [SECRET], Date.now()), body: raw });
    expect([response.status, await response.json()]).toEqual([
      422,
      {
        message: [
          'message land-record-change to land-registry: the message lacks SoBienNhan',
          ...['NguoiTiepNhan', 'NgayTiepNhan', 'TinhId', 'XaId', 'ThongTinQuyTrinh', 'ThongTinThuaDat', 'DanhSachGiayToDinhKem'].map(
            (field) => `the message lacks ${field}`,
          ),
        ].join('; '),
      },
    ]);
  });
});
