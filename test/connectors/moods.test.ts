/** What a simulated office does to its messages when it is told to: the same with the same seed. */
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createClient } from '../../connectors/client.js';
import type { CallbackMessage, Referral } from '../../connectors/contract.js';
import { CALM, delayOf, lotOf, type Mood } from '../../connectors/simulator/mood.js';
import { officeOf } from '../../connectors/simulator/office.js';
import { type Simulator, startSimulator } from '../../connectors/simulator/start.js';
import { TAX } from '../../connectors/tax/mapping.js';
import { ABOUT, listen, type Listener, post, SECRET, until } from './offices.js';

/** Two notices for every referral, as for a house and its land. */
const TWO_NOTICES = officeOf(TAX.name, () => ['notice', 'notice'], {
  notice: ({ referral, part }) => ({
    HoSoId: referral.body.HoSoId,
    DanhSachThongBaoThue: [
      {
        Nguon: 1,
        SoTien: 1000 + part,
        SoQuyetDinh: `${String(referral.body.HoSoId)}-${part}`,
        NgayQuyetDinh: '20260304090000',
        TenTieuMuc: 'Lệ phí trước bạ',
      },
    ],
  }),
});
const ONE_NOTICE = officeOf(TAX.name, () => 'notice', {
  notice: (question) => TWO_NOTICES.answerOf('notice', question).body,
});

let motcua: Listener;
const running: Simulator[] = [];
beforeEach(async () => void (motcua = await listen()));
afterEach(async () => {
  await Promise.all(running.splice(0).map((simulator) => simulator.stop()));
  await motcua.close();
});

async function open(mood: Partial<Mood>, office = ONE_NOTICE) {
  const simulator = await startSimulator(office, TAX, {
    secrets: [SECRET],
    publicUrl: motcua.url,
    mood: { delayMs: 0, laterMs: 100, ...mood },
  });
  running.push(simulator);
  return { simulator, tax: createClient(TAX, { baseUrl: simulator.url, secrets: [SECRET], timeoutMs: 1000 }) };
}

const referral = (name: string): Referral => ({
  id: name,
  connector: 'tax',
  message: 'land-tax-referral',
  dossierId: name,
  run: 'refer-tax#1',
  number: name,
  procedure: '1.013831',
  agency: 'tax-office',
  about: ABOUT,
  fields: { price: 100_000 },
});
const names = Array.from({ length: 40 }, (_, index) => `d${index}`);
const heardIds = () => motcua.heard.map(({ messageId }) => messageId);

/** Each sent until it is acknowledged; how often that took. */
async function sendAll(tax: Awaited<ReturnType<typeof open>>['tax']): Promise<number[]> {
  const tries: number[] = [];
  for (const name of names)
    for (let time = 1; ; time += 1) {
      const sent = await tax.send(referral(name)).catch(() => null);
      if (!sent) continue;
      tries.push(time);
      break;
    }
  return tries;
}

describe('an office that drops', () => {
  it('closes connections without an answer, and loses callbacks, of which only who asks learns', async () => {
    const { tax, simulator } = await open({ drop: 0.3, seed: 7 });
    const tries = await sendAll(tax);
    expect(tries.filter((time) => time > 1).length).toBeGreaterThan(3);
    const kept = (await (await fetch(`${simulator.url}/referrals`)).json()) as { id: string; callbacks: { state: string }[] }[];
    expect(kept.length).toBe(names.length);
    const lost = kept.filter(({ callbacks }) => callbacks[0]?.state === 'lost').map(({ id }) => id);
    expect(lost.length).toBeGreaterThan(3);
    await until('the others', () => motcua.heard.length === names.length - lost.length);
    const asked = await insistently(() => tax.status(lost[0]!));
    expect(asked?.answers.map(({ id }) => id)).toEqual([`${lost[0]}-answer-1`]);
  });

  it('does the same with the same seed, and something else with another', async () => {
    const tries = async (seed: number) => sendAll((await open({ drop: 0.3, seed })).tax);
    const [one, same, other] = [await tries(7), await tries(7), await tries(8)];
    expect(same).toEqual(one);
    expect(other).not.toEqual(one);
  });
});

async function insistently<T>(ask: () => Promise<T>): Promise<T> {
  for (;;) {
    const answer = await ask().catch(() => undefined);
    if (answer !== undefined) return answer;
  }
}

describe('an office that duplicates', () => {
  it('sends the same message twice at once and once more in other words, under one id', async () => {
    const { tax } = await open({ duplicate: 1 });
    await tax.send(referral('d0'));
    await until('all three', () => motcua.heard.length === 3);
    expect(new Set(heardIds())).toEqual(new Set(['d0-answer-1']));
    expect(new Set(motcua.raw).size).toBe(2);
    expect((JSON.parse(motcua.raw[2]!) as CallbackMessage).body).toMatchObject({
      DanhSachThongBaoThue: [{ SoTien: 1000 }],
      GhiChu: 'Gửi lại',
    });
  });
});

describe('an office that reorders', () => {
  it('lets the second message about a referral go before the first', async () => {
    const { tax } = await open(
      { reorder: 0.5, seed: seedWhere((seed) => lot(seed, 'reorder', 1) < 0.5 && lot(seed, 'reorder', 2) > 0.5), laterMs: 5000 },
      TWO_NOTICES,
    );
    await tax.send(referral('d0'));
    await until('both', () => motcua.heard.length === 2);
    expect(heardIds()).toEqual(['d0-answer-2', 'd0-answer-1']);
  });

  it('sends it after a while when no second one comes', async () => {
    const { tax } = await open({ reorder: 1 });
    await tax.send(referral('d0'));
    await until('it', () => motcua.heard.length === 1);
  });
});

describe('an office that says wrong things', () => {
  it('says the right one afterwards; the wrong one is unknown, unfit or signed by somebody else, and under an id of its own', async () => {
    const { tax } = await open({ wrong: 1 });
    await sendAll(tax);
    await until('the right ones', () => names.every((name) => heardIds().includes(`${name}-answer-1`)));
    const wrong = motcua.refused.map(({ reason }) => reason.replace(/^(callback|notice of tax): /, ''));
    expect(wrong.length).toBe(names.length);
    expect(new Set(wrong.map((reason) => reason.split(';')[0]))).toEqual(
      new Set([
        'the signature does not fit the message',
        'the message lacks HoSoId',
        expect.stringMatching(/^message no-such-kind is unknown/),
      ]),
    );
  });
});

describe('an office that answers in parts', () => {
  it('tells the first now and the others later, and is waiting in between', async () => {
    const { tax } = await open({ partial: 1, laterMs: 300 }, TWO_NOTICES);
    await tax.send(referral('d0'));
    await until('the first', () => motcua.heard.length === 1);
    expect([(await tax.status('d0'))?.state, heardIds()]).toEqual(['waiting', ['d0-answer-1']]);
    await until('the second', () => motcua.heard.length === 2);
    expect([(await tax.status('d0'))?.state, heardIds()]).toEqual(['answered', ['d0-answer-1', 'd0-answer-2']]);
  });
});

describe('outages', () => {
  it('come when they were planned, and pass', async () => {
    const { tax, simulator } = await open({});
    await post(`${simulator.url}/control`, { outages: [{ inMs: 100, forMs: 300 }] });
    expect(await tax.healthy()).toBe(true);
    await until('the outage', async () => !(await tax.healthy()));
    await until('its end', () => tax.healthy());
  });
});

describe('the control', () => {
  it.each([
    [{ drop: 2 }, 'control: drop is 2; expected <= 1'],
    [{ mood: 'bad' }, 'control: the message has mood, which the contract does not know'],
    [{ delayMs: '1' }, 'control: delayMs is text of 1 characters; expected a value of type integer'],
  ])('refuses %j with what was expected', async (body, message) => {
    const { simulator } = await open({});
    expect(await post(`${simulator.url}/control`, body)).toEqual({ status: 422, body: { message } });
  });
});

describe('the time until an answer', () => {
  it('is spread over its range, and longer for those that are late', () => {
    const times = names.map((name) => delayOf({ ...CALM, delayMs: 100, delayUpToMs: 200 }, name));
    expect([Math.min(...times) >= 100, Math.max(...times) <= 200, new Set(times).size > 20]).toEqual([true, true, true]);
    expect(delayOf({ ...CALM, delayMs: 100, late: 1, laterMs: 5000 }, 'd0')).toBe(5100);
  });
});

const lot = (seed: number, what: string, answer: number) => lotOf(seed, what, `d0-answer-${answer}`);

function seedWhere(fits: (seed: number) => boolean): number {
  for (let seed = 1; ; seed += 1) if (fits(seed)) return seed;
}
