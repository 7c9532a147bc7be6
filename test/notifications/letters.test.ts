import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createMailer, type Mailer } from '../../connectors/mail/client.js';
import { type Mailbox, startMailbox } from '../../connectors/mail/simulator/mailbox.js';
import { MASK } from '../../connectors/mask.js';
import { foldFacts } from '../../domain/engine/view.js';
import { dispatchesFor } from '../../notifications/dispatches.js';
import { type LetterContent, letterOn, type Occasion } from '../../notifications/letters.js';
import { post, until } from '../connectors/offices.js';
import { Case, DESK, RECEIVE } from '../domain/engine/fixture.js';
import { House } from './house.js';

const received = new Case().do('2026-02-10T08:00', DESK, { ...RECEIVE, number: 'H56-260210-0001' });
const about = (more: Partial<LetterContent> = {}): LetterContent => ({
  to: 'a@example.vn',
  applicant: 'Nguyễn Văn A',
  number: 'H56-260210-0001',
  procedure: { vi: 'Đăng ký biến động', en: 'Registration of a change' },
  centre: { vi: 'Trung tâm xã An Phú', en: 'Centre of An Phu' },
  view: foldFacts(null, received.facts),
  note: null,
  documents: {},
  lookedUp: [],
  causes: [],
  payAt: {},
  link: 'https://mot-cua.example/public/dossiers/H56-260210-0001',
  ...more,
});
const textOn = (occasion: Occasion, more: Partial<LetterContent> = {}) => letterOn(occasion, about(more)).text;

describe('a letter to the applicant', () => {
  it('says in Vietnamese and below in English that the dossier was accepted, and until when', () => {
    const { to, subject, text } = letterOn('accepted', about());
    expect([to, subject]).toEqual(['a@example.vn', 'Hồ sơ H56-260210-0001: đã tiếp nhận / accepted']);
    expect(text.split('-'.repeat(40)).map((part) => part.trim())).toEqual([
      [
        'Kính gửi Ông/Bà Nguyễn Văn A,',
        '',
        'Thủ tục: Đăng ký biến động.',
        'Hồ sơ H56-260210-0001 đã được tiếp nhận.',
        'Hẹn trả kết quả: 17 giờ 30 ngày 27/02/2026.',
        '',
        'Tra cứu hồ sơ: https://mot-cua.example/public/dossiers/H56-260210-0001',
        '',
        'Trung tâm xã An Phú',
        'Thư này được gửi tự động, xin không trả lời thư.',
      ].join('\n'),
      [
        'Dossier H56-260210-0001, Registration of a change.',
        'It has been accepted.',
        'The result is promised for: 27/02/2026 17:30.',
        '',
        'Follow the dossier: https://mot-cua.example/public/dossiers/H56-260210-0001',
        '',
        'Centre of An Phu',
        'This letter was sent automatically; please do not reply.',
      ].join('\n'),
    ]);
  });

  it('names each paper that is missing and what is wrong with it', () => {
    const text = textOn('supplement requested', {
      documents: { proof: { vi: 'Giấy khai sinh', en: 'Birth certificate' }, contract: { vi: 'Hợp đồng', en: 'Contract' } },
      note: { text: 'Bổ sung trước ngày 20/02', items: { proof: 'mờ, không đọc được' } },
    });
    expect(text).toContain('- Giấy khai sinh: mờ, không đọc được\n- Hợp đồng\nLý do: Bổ sung trước ngày 20/02');
    expect(text).toContain('- Birth certificate\n- Contract\n');
  });

  it('says that a database lacked what the paper says, and asks to have it corrected', () => {
    const text = textOn('supplement requested', {
      documents: { proof: { vi: 'Giấy khai sinh', en: 'Birth certificate' }, contract: { vi: 'Hợp đồng', en: 'Contract' } },
      lookedUp: ['proof'],
    });
    expect(text).toContain(
      'Đã tra cứu cơ sở dữ liệu quốc gia mà chưa có đủ thông tin thay cho: Giấy khai sinh. Đề nghị Ông/Bà liên hệ cơ quan quản lý cơ sở dữ liệu',
    );
    expect(text).toContain('lacked what would stand in for: Birth certificate. Please have the database corrected.');
    expect(textOn('supplement requested')).not.toMatch(/cơ sở dữ liệu|database/);
  });

  it('says what is to be paid under which number, what is left of it, and where', () => {
    const obligations = { 'TBT-1': { amount: 37_500_000, left: 37_500_000 }, 'TBT-2': { amount: 500, left: 0 } };
    const text = textOn('payment due', { view: { ...about().view, obligations }, payAt: { 'TBT-1': 'https://nop-tien.example/1' } });
    expect(text).toContain('- TBT-1: 37.500.000 đồng, nộp tại https://nop-tien.example/1');
    expect(text).not.toContain('TBT-2');
  });

  it('gives reason, legal basis and what to do next when a dossier is refused', () => {
    const text = textOn('refused', {
      note: { text: 'Đất đang tranh chấp', legalBasis: 'Luật Đất đai, Điều 133', nextStep: 'Liên hệ Tòa án' },
    });
    expect(text).toContain('Lý do: Đất đang tranh chấp\nCăn cứ: Luật Đất đai, Điều 133\nHướng dẫn: Liên hệ Tòa án');
  });

  it('says what the clock stands still for, and why', () => {
    const text = textOn('suspended', { causes: [{ vi: 'Thiên tai', en: 'Natural disaster' }], note: { text: 'Bão số 5' } });
    expect(text).toContain('tạm dừng vì: Thiên tai.\nLý do: Bão số 5\nKhi hết tạm dừng, ngày hẹn trả kết quả sẽ được thông báo.');
    expect(text).toContain('Its clock stands still because of: Natural disaster.');
  });

  it('names the promised date when nothing holds the dossier up any more, and none while another cause does', () => {
    expect(textOn('resumed')).toContain('đã hết.\nHẹn trả kết quả: 17 giờ 30 ngày 23/02/2026.');
    const still = textOn('resumed', { causes: [{ vi: 'Yêu cầu của Tòa án', en: 'Court order' }] });
    expect(still).toContain('Thời hạn vẫn tạm dừng vì: Yêu cầu của Tòa án.');
    expect(still).not.toContain('Hẹn trả kết quả');
  });

  it('apologises without a date when none is promised', () => {
    expect(textOn('apology')).not.toContain('Hẹn lại');
  });
});

interface Shown {
  id: string;
  to: string;
  subject: string;
  times: number;
}

describe('letters of an installation that has a mail server', () => {
  let house: House;
  let mailbox: Mailbox;
  let mailer: Mailer;
  const letters = async () => (await (await fetch(`${mailbox.page}/letters`)).json()) as Shown[];

  beforeEach(async () => {
    mailbox = await startMailbox();
    mailer = createMailer({ url: mailbox.url, from: 'Một cửa <mot-cua@minh-hoa.example>', timeoutMs: 1000 });
    house = await House.open(dispatchesFor({ portal: false, treasury: false, land: false, mail: true }));
    house.dispatches = { letters: { store: house.store, mailer, publicUrl: 'https://mot-cua.example' } };
  });
  afterEach(async () => {
    await house.close();
    mailer.close();
    await mailbox.stop();
  });

  it('go to the address in the application, once, beside the notice in the system', async () => {
    const id = await house.refer({ price: 100_000 }, false, { email: 'nguoi-nop@example.vn' });
    house.relay();
    house.relay();
    await until('the letter', async () => (await letters()).length > 0);
    await until('all rows to be done', async () => (await house.store.outbox.waiting(10)).length === 0);
    expect(await letters()).toMatchObject([
      { to: 'nguoi-nop@example.vn', subject: `Hồ sơ H56-260210-${id}: đã tiếp nhận / accepted`, times: 1 },
    ]);
    expect((await house.store.notices.of(id)).map(({ about: topic }) => topic)).toContain('accepted');
  });

  it('are kept masked but for their subject', async () => {
    const id = await house.refer({ price: 100_000 }, false, { email: 'nguoi-nop@example.vn' });
    house.relay();
    await until('the letter', async () => (await letters()).length > 0);
    const kept = async () => (await house.store.messages.of(id, { limit: 50 })).items.filter(({ connector }) => connector === 'mail');
    await until('it to be kept', async () => (await kept()).length > 0);
    expect(await kept()).toMatchObject([
      {
        ...{ direction: 'out', message: 'send letter', state: 'done', number: `H56-260210-${id}` },
        body: { to: MASK, subject: `Hồ sơ H56-260210-${id}: đã tiếp nhận / accepted`, text: MASK },
      },
    ]);
  });

  it('are not written to applicants without an address, and that is no failure', async () => {
    const id = await house.refer();
    const row = await rowOf(id);
    house.relay();
    await until('the row to be done', async () => (await house.store.outbox.get(row))?.state === 'done');
    expect(await letters()).toEqual([]);
  });

  it('wait for a mail server that is down, while the notice in the system does not', async () => {
    await post(`${mailbox.page}/control`, { down: true });
    const id = await house.refer({ price: 100_000 }, false, { email: 'nguoi-nop@example.vn' });
    house.relay({ policy: { retry: { attempts: 50, firstDelay: 50, longestDelay: 100 } } });
    await until('the notice', async () => (await house.store.notices.of(id)).some(({ about: topic }) => topic === 'accepted'));
    await until('a failure', async () => ((await house.store.outbox.get(await rowOf(id)))?.attempts ?? 0) > 0);
    await post(`${mailbox.page}/control`, { down: false });
    await until('the letter', async () => (await letters()).length === 1);
  });

  it('to a mailbox that does not exist are dead at once; the reason does not name the person', async () => {
    const id = await house.refer({ price: 100_000 }, false, { email: 'khong-co-ai@example.vn' });
    house.relay();
    await until('the row to be dead', async () => (await house.store.outbox.get(await rowOf(id)))?.state === 'dead');
    expect((await house.store.outbox.get(await rowOf(id)))?.lastError).toBe('the mail server answered 550 to RCPT TO');
  });

  async function rowOf(dossierId: string): Promise<string> {
    const command = house.cases.get(dossierId)!.commands.find((each) => each.type === 'notify' && each.about === 'accepted')!;
    return `${dossierId}-${command.key}-letter`;
  }
});

describe('an installation without a mail server', () => {
  it('writes no letters: the notice in the system is the record', async () => {
    const house = await House.open(dispatchesFor({ portal: false, treasury: false, land: false, mail: false }));
    await house.refer({ price: 100_000 }, false, { email: 'nguoi-nop@example.vn' });
    expect((await house.store.outbox.waiting(100)).filter(({ command }) => command.type === 'send letter')).toEqual([]);
    await house.close();
  });
});
