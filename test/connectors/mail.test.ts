import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createMailer, type Mailer, messageIdOf } from '../../connectors/mail/client.js';
import { type Mailbox, type MailboxOptions, startMailbox } from '../../connectors/mail/simulator/mailbox.js';
import { post } from './offices.js';

const FROM = 'Trung tâm Phục vụ hành chính công <mot-cua@minh-hoa.example>';
const LETTER = {
  to: 'nguoi-nop@example.vn',
  subject: 'Hồ sơ H99.42-260212-0001: đã tiếp nhận, hẹn trả kết quả lúc 17 giờ 30 ngày 24 tháng 02 năm 2026',
  text: `Kính gửi Ông/Bà,\n\nHồ sơ đã được tiếp nhận.\n\n${'Một dòng rất dài không được cắt ở giữa chữ. '.repeat(30)}\n.\nHết.\n`,
};

let server: Mailbox;
let mailer: Mailer;
const ended: (() => unknown)[] = [];

async function open(options: MailboxOptions = {}): Promise<void> {
  server = await startMailbox(options);
  mailer = createMailer({ url: server.url, from: FROM, timeoutMs: 1000 });
  ended.push(server.stop, mailer.close);
}

beforeEach(() => open());
afterEach(async () => void (await Promise.all(ended.splice(0).map((end) => end()))));

interface Shown {
  id: string;
  to: string;
  subject: string;
  text: string;
  times: number;
}
const letters = async (query = ''): Promise<Shown[]> => (await (await fetch(`${server.page}/letters${query}`)).json()) as Shown[];

describe('a letter', () => {
  it('arrives word for word, in Vietnamese, with a Message-ID made from the outbox row', async () => {
    await mailer.send('d-1-mail-notify-accepted.4', LETTER);
    const [letter] = await letters();
    expect(letter).toMatchObject({ id: '<d-1-mail-notify-accepted.4@minh-hoa.example>', to: LETTER.to, subject: LETTER.subject, times: 1 });
    expect(letter!.text.replaceAll('\r\n', '\n').trim()).toBe(LETTER.text.trim());
  });

  it('that is sent twice has the same Message-ID, so that it is one letter', async () => {
    await mailer.send('row', LETTER);
    await mailer.send('row', LETTER);
    expect((await letters()).map(({ times }) => times)).toEqual([2]);
  });

  it('goes to the one address it is for, whatever the applicant wrote there', async () => {
    await mailer.send('row', { ...LETTER, to: 'a@example.vn, b@example.vn' }).catch(() => undefined);
    expect((await letters()).filter(({ to }) => to.startsWith('b@') || to.includes(', '))).toEqual([]);
  });

  it('cannot be given further headers through its subject', async () => {
    await mailer.send('row', { ...LETTER, subject: 'Tin\r\nBcc: kẻ-lạ@example.vn' });
    expect((await letters()).map(({ to }) => to)).toEqual([LETTER.to]);
  });

  it('is remembered by the mail server when it is started again', async () => {
    const dataFolder = mkdtempSync(join(tmpdir(), 'motcua-mail-'));
    await open({ dataFolder });
    await mailer.send('row', LETTER);
    await server.stop();
    await open({ dataFolder });
    expect((await letters(`?to=${LETTER.to}`)).map(({ id }) => id)).toEqual(['<row@minh-hoa.example>']);
    expect(await letters('?to=nobody@example.vn')).toEqual([]);
  });
});

describe('a mail server', () => {
  it('that knows no such mailbox refuses for good, and the sentence does not name the person', async () => {
    const refused = mailer.send('row', { ...LETTER, to: 'khong-co-ai@example.vn' });
    await expect(refused).rejects.toMatchObject({ name: 'PermanentFailure', message: 'the mail server answered 550 to RCPT TO' });
  });

  it('that is down is away: trying again may help', async () => {
    await post(`${server.page}/control`, { down: true });
    await expect(mailer.send('row', LETTER)).rejects.toMatchObject({ name: 'PartnerAway' });
  });

  it('that answers nothing is away after the time limit', async () => {
    await server.stop();
    await expect(mailer.send('row', LETTER)).rejects.toMatchObject({ name: 'PartnerAway' });
  });
});

describe('a Message-ID', () => {
  it.each([
    ['d-1-mail-notify-accepted.4', '<d-1-mail-notify-accepted.4@minh-hoa.example>'],
    ['a b<c>', '<a_b_c_@minh-hoa.example>'],
  ])('of the row %s is %s', (id, expected) => expect(messageIdOf(id, FROM)).toBe(expected));
});
