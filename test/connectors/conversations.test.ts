/** Whole conversations with the simulated systems, each a real server: what they say, and what it is here. */
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Heard } from '../../connectors/callbacks.js';
import type { Connector } from '../../connectors/client.js';
import { signedHeaders } from '../../connectors/signature.js';
import type { Simulator, StartSimulator } from '../../connectors/simulator/start.js';
import { listen, type Listener, post, SECRET, until } from './offices.js';
import { clientOf, sample, SAMPLES } from './samples.js';

let motcua: Listener;
const running: Simulator[] = [];
beforeEach(async () => void (motcua = await listen()));
afterEach(async () => {
  await Promise.all(running.splice(0).map((simulator) => simulator.stop()));
  await motcua.close();
});

async function open(name: string): Promise<{ simulator: Simulator; partner: Connector }> {
  const { start } = (await import(`../../connectors/${name}/simulator/server.js`)) as { start: StartSimulator };
  const simulator = await start({ secrets: [SECRET], publicUrl: motcua.url, mood: { delayMs: 0 } });
  running.push(simulator);
  return { simulator, partner: clientOf(name, simulator.url) };
}

/** Sends one referral and waits for so many messages about it, in the order in which they were said. */
async function ask(message: string, fields: object, parts: number): Promise<Heard[]> {
  const referral = sample(message, { ...fields });
  const { partner } = await open(referral.connector);
  await partner.send(referral);
  await until(`${parts} messages`, () => motcua.heard.length >= parts);
  return [...motcua.heard].sort((one, other) => (one.messageId < other.messageId ? -1 : 1));
}

const said = (heard: readonly Heard[]) =>
  heard.map((each) => {
    if ('remark' in each) return `${each.remark}: ${each.said}`;
    return 'progress' in each ? 'progress' : `${each.act.type}${'reply' in each.act ? ` ${each.act.reply}` : ''}`;
  });
const last = (heard: readonly Heard[]) => {
  const found = heard.at(-1)!;
  if (!('act' in found)) throw new Error('the last message is no act');
  return found;
};

describe.each(SAMPLES)('the system $connector, sent $message', (referral) => {
  it('takes it once though it comes three times, and tells its answers when asked', async () => {
    const { partner } = await open(referral.connector);
    const states = [];
    for (let time = 0; time < 3; time += 1) states.push((await partner.send(referral)).state);
    await until('an answer', async () => (await partner.status(referral.id))?.state === 'answered');
    const { answers } = (await partner.status(referral.id))!;
    await until('each of them', () => motcua.heard.length === answers.length);
    expect(states).toEqual(['received', 'known', 'known']);
    expect(new Set(answers.map(({ id }) => id)).size).toBe(answers.length);
  });

  it('refuses what is not the message it expects, and says what it expected', async () => {
    const { simulator } = await open(referral.connector);
    const envelope = {
      id: 'x',
      connector: referral.connector,
      message: referral.message,
      reference: 'd-1.ask#1',
      agency: 'a',
      body: { la: 1 },
    };
    const raw = JSON.stringify(envelope);
    const response = await fetch(`${simulator.url}/referrals`, {
      method: 'POST',
      headers: signedHeaders('x', raw, [SECRET], Date.now()),
      body: raw,
    });
    const { message } = (await response.json()) as { message: string };
    expect(response.status).toBe(422);
    expect(message).toContain(`message ${referral.message} to ${referral.connector}: the message lacks `);
    expect(message).toContain('the message has la, which the contract does not know');
  });
});

describe('the tax office', () => {
  it('gives one notice for a transfer, and one for each sub-item when the price ends in 222', async () => {
    const [one] = await ask('land-tax-referral', { price: 100_000_222 }, 1);
    const { DanhSachThongBaoThue: notices } = (JSON.parse(motcua.raw[0]!) as { body: { DanhSachThongBaoThue: object[] } }).body;
    expect(notices).toMatchObject([
      { SoTien: 2_000_005, SoQuyetDinh: 'TBT-H99.42-260212-0001-1', TenTieuMuc: 'Thuế thu nhập cá nhân' },
      { SoTien: 500_001, SoQuyetDinh: 'TBT-H99.42-260212-0001-1.2', TenTieuMuc: 'Lệ phí trước bạ' },
    ]);
    expect(said([one!])).toEqual(['reply notice']);
  });

  it('works out a levy by the area outside the limit for land that gets its first certificate', async () => {
    await ask('land-levy-referral', {}, 1);
    expect(motcua.raw[0]).toContain('"SoTien":141500000,"TenTieuMuc":"Tiền sử dụng đất; Lệ phí trước bạ"');
  });

  it('apologises and names a new date before a notice that is late', async () => {
    const heard = await ask('land-tax-referral', { price: 100_000_555 }, 2);
    expect(said(heard)).toEqual([
      expect.stringMatching(/^partner late: Cơ quan thuế xin lỗi .* Ngày hẹn mới: \d\d:\d\d ngày /),
      'reply notice',
    ]);
  });

  it('tells of a notice that was forgotten after the others', async () => {
    const heard = await ask('land-tax-referral', { price: 100_000_223 }, 2);
    expect(said(heard)).toEqual(['reply notice', 'state obligation']);
    expect(last(heard).act).toMatchObject({ reference: 'TBT-H99.42-260212-0001-1.bs', amount: 100_000 });
  });

  it.each([
    ['exempt', 'Người có công với cách mạng được miễn'],
    ['deferred', 'Được ghi nợ tiền sử dụng đất tái định cư'],
  ])('lets a dossier go on without what is %s, after a part was paid', async (how, why) => {
    await ask('land-tax-referral', { price: 100_000 }, 1);
    const [{ url }] = running as [Simulator];
    await post(`${url}/payments/TBT-H99.42-260212-0001-1`, { amount: 1000 });
    await until('the payment', () => motcua.heard.length === 2);
    expect((await post(`${url}/settlements/TBT-H99.42-260212-0001-1`, { how })).status).toBe(202);
    await until('the settlement', () => motcua.heard.length === 3);
    expect(motcua.heard[2]).toMatchObject({ act: { type: 'settle obligation', reference: 'TBT-H99.42-260212-0001-1', how }, said: why });
  });

  it('settles nothing in another way', async () => {
    await ask('land-tax-referral', { price: 100_000 }, 1);
    const [{ url }] = running as [Simulator];
    expect((await post(`${url}/settlements/TBT-H99.42-260212-0001-1`, { how: 'forgotten' })).body).toEqual({
      message: 'settlement: how is "forgotten"; expected exempt or deferred',
    });
  });

  it('says why it returns a slip', async () => {
    expect(last(await ask('land-tax-referral', { price: 100_000_666 }, 1))).toMatchObject({
      act: { reply: 'returned-as-wrong' },
      said: 'Giá chuyển nhượng không khớp hợp đồng',
    });
  });
});

describe('the land registry', () => {
  it('numbers a change of record', async () => {
    expect(last(await ask('land-record-change', {}, 1)).act).toEqual({
      type: 'reply',
      run: 'ask#1',
      reply: 'registered',
      value: 'VP 00001',
    });
  });

  it.each([
    ['tax-returned', 'partner waits: Cơ quan thuế trả lại: thiếu diện tích trong hạn mức'],
    ['needs-update', 'partner waits: Đề nghị cập nhật số định danh của bên nhận'],
    ['tax-result', 'progress'],
    ['wrong-procedure', 'reply returned-as-wrong'],
  ])('says %s in its own words', async (reply, sentence) => {
    const { simulator, partner } = await open('land-registry');
    await post(`${simulator.url}/control`, { hold: true });
    const referral = sample('land-record-change');
    await partner.send(referral);
    await post(`${simulator.url}/referrals/${referral.id}/answer`, { reply });
    await until('the word', () => motcua.heard.length === 1);
    expect(said(motcua.heard)).toEqual([sentence]);
  });

  it.each(['supplement-done', 'result-delivered', 'wrong-result'])(
    'hears %s of a dossier it has, and has nothing to say to it',
    async (message) => {
      const { partner } = await open('land-registry');
      await partner.send(sample(message));
      await until('it to be taken', async () => (await partner.status(`d-1-send-${message}`))?.state === 'answered');
      expect(motcua.heard).toEqual([]);
    },
  );

  it('gets the notices that were settled before along with the change', () => {
    const settled = [{ reference: 'TBT-1', item: 'Lệ phí trước bạ' }, { reference: 'TBT-2' }];
    const referral = sample('land-record-change', {}, { about: { ...sample('land-record-change').about, settled } });
    expect(clientOf('land-registry', 'http://127.0.0.1:9').compose(referral).body['DanhSachThongBaoThue']).toEqual([
      { SoThongBaoThue: 'TBT-1', LoaiThue: 'Lệ phí trước bạ' },
      { SoThongBaoThue: 'TBT-2', LoaiThue: 'Nghĩa vụ tài chính về đất đai' },
    ]);
  });

  it('tells how the dossier moves, that it waits for a supplement and goes on, and at last the number', async () => {
    const heard = await ask('land-record-change', { parcel: '12-77' }, 4);
    expect(said(heard)).toEqual([
      'progress',
      'partner waits: Bản vẽ thửa đất thiếu chữ ký của chủ đất liền kề',
      expect.stringMatching(/^partner goes on: Đã nhận bổ sung; ngày hẹn trả của hệ thống đất đai: \d\d:\d\d ngày /),
      'reply registered',
    ]);
  });
});

describe('the system of business registration', () => {
  it("gives a household its number, which is its tax code and its owner's own: kept apart from the reply", async () => {
    const { act, data } = last(await ask('household-registration', {}, 1));
    expect({ act, data }).toEqual({ act: { type: 'reply', run: 'ask#1', reply: 'registered' }, data: { taxCode: '001099000003' } });
  });

  it('returns a name that is taken', async () => {
    expect(last(await ask('household-registration', { name: 'Quán Trùng Tên' }, 1))).toMatchObject({
      act: { reply: 'returned-as-wrong' },
      said: 'Tên hộ kinh doanh trùng với hộ đã đăng ký',
    });
  });

  it('says that the tax system behind it is late', async () => {
    expect(said(await ask('household-registration', { name: 'Quán Chậm' }, 2))).toEqual([
      'partner late: Hệ thống đăng ký thuế chưa phản hồi, mã số sẽ được trả sau',
      'reply registered',
    ]);
  });
});

describe.each([
  ['birth-registration', 'child', { value: '001/2026' }, { personalId: '099226000001', certificate: '001/2026' }],
  ['residence-registration', 'person', { value: '001/2026' }, { residenceFile: 'CT-000001' }],
  ['insurance-card', 'person', { value: '001/2026' }, { card: 'TE1992000000001', validUntil: '20320211' }],
])('of the interlinked group, %s', (message, name, value, data) => {
  const year = (text: object) =>
    JSON.parse(
      JSON.stringify(text)
        .replace(/\/20\d\d/g, '/2026')
        .replace(/203\d{5}/g, '20320211'),
    ) as object;

  it('is taken up, then registered: the number is the reply, what is personal is kept apart from it', async () => {
    const heard = await ask(message, {}, 2);
    expect(said(heard)).toEqual(['acknowledge', 'reply registered']);
    expect(year(last(heard))).toMatchObject({ act: { type: 'reply', run: 'ask#1', reply: 'registered', ...value }, data });
  });

  it('may be asked for more, once, with the reason', async () => {
    const heard = await ask(message, { [name]: 'Nguyễn Bổ Sung' }, 2);
    expect(last(heard)).toMatchObject({ act: { reply: 'supplement-asked' }, said: 'Giấy chứng sinh không rõ, đề nghị chụp lại' });
  });

  it('may be refused, with the reason', async () => {
    const heard = await ask(message, { [name]: 'Nguyễn Từ Chối' }, 2);
    expect(last(heard)).toMatchObject({ act: { reply: 'refused' }, said: 'Thông tin không khớp Cơ sở dữ liệu quốc gia về dân cư' });
  });
});
