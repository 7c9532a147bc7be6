/** Messages that had no effect: an officer of the centre sees them, understands why, corrects, sends again or gives up. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import request from 'supertest';
import { performAct } from '../../api/use-cases/perform-act.js';
import { createClient } from '../../connectors/client.js';
import type { Connectors } from '../../connectors/connectors.js';
import { MASK } from '../../connectors/mask.js';
import { USUAL } from '../../connectors/policy.js';
import { signedHeaders } from '../../connectors/signature.js';
import type { Simulator } from '../../connectors/simulator/start.js';
import { TAX } from '../../connectors/tax/mapping.js';
import { start as startTaxSimulator } from '../../connectors/tax/simulator/server.js';
import { carriesOut } from '../../notifications/carry-out.js';
import { dispatchesFor } from '../../notifications/dispatches.js';
import { OPEN_GATE } from '../../notifications/gate.js';
import { settleLetters } from '../../notifications/settle-letters.js';
import { createHands, type Hands } from '../../notifications/run-command.js';
import { openOneStop, type OneStop, secretsFor } from './one-stop.js';
import { TRANSFER } from './transfer.js';

let centre: OneStop;
let tax: Simulator;
beforeAll(async () => {
  centre = await openOneStop({ derive: dispatchesFor({ portal: false, treasury: false, land: false, mail: false }) });
  tax = await startTaxSimulator({ secrets: secretsFor('tax'), publicUrl: 'http://127.0.0.1:9', mood: { hold: true } });
}, 120_000);
afterAll(async () => {
  await tax?.stop();
  await centre?.close();
});

const act = (account: string, id: string, body: object) => centre.as(account).post(`/dossiers/${id}/acts`, body);
/** A dossier that has just been handed to the tax office. */
async function referred(): Promise<string> {
  const { body } = await centre.as('desk-1').post('/dossiers', { ...TRANSFER, rehearsal: { at: '2026-02-10T09:12' } });
  await act('desk-1', body.id, { type: 'complete', run: 'receive#1' });
  await act('land-1', body.id, { type: 'complete', run: 'appraise#1', outcome: 'eligible' });
  return body.id;
}
const reference = (id: string) => `${id}.refer-tax#1`;
const NOTICE = { Nguon: 1, SoTien: 1000, SoQuyetDinh: 'TBT-1', NgayQuyetDinh: '20260213090000', TenTieuMuc: 'Lệ phí trước bạ' };
function callback(message: string, to: string, body: object) {
  const id = randomUUID();
  const raw = JSON.stringify({ id, connector: 'tax', message, reference: to, body });
  return request(centre.app)
    .post('/connectors/tax/callbacks')
    .set(signedHeaders(id, raw, secretsFor('tax'), Date.now()))
    .send(raw);
}
const letters = async (account: string, query = '') => (await centre.as(account).get(`/dead-letters${query}`)).body.items as Letter[];
const letterOf = async (dossierId: string) => (await letters('desk-1')).find((letter) => letter.dossierId === dossierId)!;
interface Letter {
  readonly id: string;
  readonly dossierId: string | null;
}
function handsWith(connectors: Connectors): Hands {
  const { store } = centre;
  const perform = (...[id, by, what, key]: Parameters<Parameters<typeof createHands>[0]['perform']>) =>
    performAct(centre.deps, id, by, what, key);
  const fileLinked = () => Promise.reject(new Error('no linked dossiers here'));
  return createHands({ store, connectors, policyOf: () => USUAL, now: () => Date.now(), dispatches: {}, perform, fileLinked });
}
/** Carries a row out as the worker does, with the partners that have an address. */
async function carryOut(dossierId: string, connectors: Connectors, id = rowOf(dossierId)): Promise<void> {
  await carriesOut({ store: centre.store, gate: OPEN_GATE, retry: USUAL.retry, ...handsWith(connectors) })(await id);
}
/** Carries out what follows of an answer by hand. */
async function settle(dossierId: string): Promise<void> {
  const waiting = await centre.store.outbox.waiting(1000);
  const row = waiting.find((each) => each.dossierId === dossierId && each.command.type === 'settle letters')!;
  await carryOut(dossierId, {}, Promise.resolve(row.id));
}
const rows = new Map<string, string>();
/** The outbox row of its referral; it waits when it is first looked for. */
async function rowOf(dossierId: string): Promise<string> {
  const waiting = await centre.store.outbox.waiting(1000);
  const row = waiting.find((each) => each.dossierId === dossierId && each.command.type === 'send handoff');
  if (row) rows.set(dossierId, row.id);
  return rows.get(dossierId)!;
}
const withTax = (): Connectors => ({ tax: createClient(TAX, { baseUrl: tax.url, secrets: secretsFor('tax') }) });
const received = async (): Promise<{ id: string; referral: { body: object; reference: string } }[]> =>
  (await (await fetch(`${tax.url}/referrals`)).json()) as never;

describe('a message to a partner that could not be sent', () => {
  it('is seen by the centre of its dossier with why, what to do and what was tried, all masked that may be personal', async () => {
    const id = await referred();
    await carryOut(id, {});
    const { body: letter } = await centre.as('desk-2').get(`/dead-letters/${(await letterOf(id)).id}`);
    expect(letter).toMatchObject({
      ...{
        direction: 'out',
        connector: 'tax',
        message: 'land-tax-referral',
        dossierId: id,
        run: 'refer-tax#1',
        state: 'dead',
        attempts: 1,
      },
      reason: { code: 'NO_ADDRESS', what: expect.stringContaining('Ở đây chưa có địa chỉ'), todo: expect.stringContaining('gửi lại') },
      fields: { price: 1_500_000_000, payer: MASK, parcel: '12-45', sheet: null },
      history: [{ error: 'connector tax has no address here; expected one of none' }],
    });
    expect(JSON.stringify(letter)).not.toContain('Bên A');
    const english = await centre.as('desk-2').get(`/dead-letters/${letter.id}`).set('Accept-Language', 'en');
    expect(english.body.reason.what).toBe('This system has no address here: connector tax has no address here; expected one of none');
  }, 60_000);

  it('is seen by nobody of another centre, and by administrator and auditor', async () => {
    const id = await referred();
    await carryOut(id, {});
    const { id: letter } = await letterOf(id);
    const seenBy = async (account: string) => (await letters(account)).some((each) => each.id === letter);
    expect([await seenBy('centre-leader'), await seenBy('province-desk-1'), await seenBy('admin-1'), await seenBy('auditor-1')]).toEqual([
      true,
      false,
      true,
      true,
    ]);
    const other = centre.as('province-desk-1');
    expect((await other.get(`/dead-letters/${letter}`)).status).toBe(404);
    expect((await other.post(`/dead-letters/${letter}/give-up`, { why: 'x' })).status).toBe(404);
  }, 60_000);

  it('is corrected only to what the partner takes, and goes corrected; the application stays as it was', async () => {
    const id = await referred();
    await carryOut(id, {});
    const { id: letter } = await letterOf(id);
    const correct = (body: object, key?: string) => centre.as('desk-1').post(`/dead-letters/${letter}/corrections`, body, key);
    expect((await correct({ fields: { price: 'một tỷ' }, why: 'x' })).body).toMatchObject({ status: 422, code: 'CORRECTION_INVALID' });
    expect((await correct({ fields: { religion: 'x' }, why: 'x' })).body.detail).toContain('field religion is not part of it');
    const key = randomUUID();
    const corrected = await correct({ fields: { price: 900_000_000, payer: null }, why: 'Giá theo phụ lục hợp đồng' }, key);
    expect(corrected.body.corrections).toMatchObject([{ by: 'desk-1', why: 'Giá theo phụ lục hợp đồng', fields: ['price', 'payer'] }]);
    expect(
      (await correct({ fields: { price: 900_000_000, payer: null }, why: 'Giá theo phụ lục hợp đồng' }, key)).body.corrections,
    ).toHaveLength(1);

    const again = await centre.as('desk-1').post(`/dead-letters/${letter}/resend`);
    expect(again.body).toMatchObject({ state: 'waiting' });
    await carryOut(id, withTax());
    const [sent] = (await received()).filter(({ referral }) => referral.reference === reference(id));
    expect(sent).toMatchObject({ id: `${await rowOf(id)}.2`, referral: { body: { GiaChuyenNhuong: 900_000_000 } } });
    expect(sent?.referral.body).not.toHaveProperty('ThongTinNguoiNop');
    expect((await centre.as('desk-1').get(`/dossiers/${id}`)).body.application.data.price).toBe(1_500_000_000);
    const { body: messages } = await centre.as('desk-1').get(`/dossiers/${id}/messages`);
    expect(messages.items).toMatchObject([{ direction: 'out', state: 'done', reason: null, body: { GiaChuyenNhuong: 900_000_000 } }]);
    expect(await letterOf(id)).toBeUndefined();
  }, 60_000);

  it('leaves the list when its step is answered by hand, and says by whom; it is never sent', async () => {
    const id = await referred();
    await carryOut(id, {});
    const { id: letter } = await letterOf(id);
    await act('tax-1', id, { type: 'reply', run: 'refer-tax#1', reply: 'no-obligation' });
    await settle(id);
    expect(await letterOf(id)).toBeUndefined();
    const { body } = await centre.as('desk-1').get(`/dossiers/${id}/messages`).set('Accept-Language', 'en');
    expect(body.items).toMatchObject([
      { id: letter, state: 'moot', reason: { code: 'ANSWERED_OTHERWISE', what: expect.stringContaining('answered by tax-1') } },
    ]);
    expect((await centre.as('desk-1').post(`/dead-letters/${letter}/resend`)).body).toMatchObject({ status: 409, code: 'LETTER_SETTLED' });
    await carryOut(id, withTax());
    expect((await received()).filter(({ referral }) => referral.reference === reference(id))).toEqual([]);
  }, 60_000);

  it('stays in the list while its step is open, whatever else was answered by hand', async () => {
    const id = await referred();
    await carryOut(id, {});
    await settleLetters({ store: centre.store, policyOf: () => USUAL, now: () => Date.now() }, id);
    expect(await letterOf(id)).toMatchObject({ dossierId: id });
  }, 60_000);

  it('is none when the last try fails after the step was answered by hand', async () => {
    const id = await referred();
    await rowOf(id);
    await act('tax-1', id, { type: 'reply', run: 'refer-tax#1', reply: 'no-obligation' });
    await handsWith({}).giveUp((await centre.store.outbox.get(await rowOf(id)))!, new Error('no answer'));
    expect(await letterOf(id)).toBeUndefined();
  }, 60_000);

  it('is given up with the reason, once, and is never sent again', async () => {
    const id = await referred();
    await carryOut(id, {});
    const { id: letter } = await letterOf(id);
    const giveUp = () => centre.as('centre-leader').post(`/dead-letters/${letter}/give-up`, { why: 'Đã gửi trên giấy' });
    expect((await giveUp()).body).toMatchObject({ state: 'given up', givenUp: { by: 'centre-leader', why: 'Đã gửi trên giấy' } });
    expect((await giveUp()).status).toBe(200);
    expect((await centre.as('desk-1').post(`/dead-letters/${letter}/resend`)).body).toMatchObject({ status: 409, code: 'LETTER_SETTLED' });
    await carryOut(id, withTax());
    expect((await received()).filter(({ referral }) => referral.reference === reference(id))).toEqual([]);
  }, 60_000);
});

describe('a message of a partner that could not be taken', () => {
  it('is answered 422, kept, corrected by its wire fields and tried again', async () => {
    const id = await referred();
    const wrong = await callback('no-obligation', reference(id), { HoSoId: 'H99', NguoiKy: 'Trần C' });
    expect(wrong.body).toMatchObject({ status: 422, code: 'MESSAGE_INVALID', detail: 'no-obligation of tax: the message lacks LyDo' });
    const { id: letter } = await letterOf(id);
    const { body: seen } = await centre.as('desk-1').get(`/dead-letters/${letter}`);
    expect(seen).toMatchObject({ direction: 'in', fields: { HoSoId: 'H99', LyDo: null, NguoiKy: MASK }, reason: { code: 'UNFIT' } });
    const correct = (fields: object) => centre.as('desk-1').post(`/dead-letters/${letter}/corrections`, { fields, why: 'CV 12/CT' });
    expect((await correct({ LyDo: '' })).body.code).toBe('CORRECTION_INVALID');
    expect((await correct({ LyDo: 'Miễn thuế' })).status).toBe(200);
    expect((await centre.as('desk-1').post(`/dead-letters/${letter}/resend`)).body).toMatchObject({ state: 'done', reason: null });
    const { body: dossier } = await centre.as('desk-1').get(`/dossiers/${id}`);
    expect(dossier.tasks).toMatchObject([{ step: 'register' }]);
  }, 60_000);

  it('about a dossier that is not there is for the administrator, who finds the right one', async () => {
    const id = await referred();
    expect((await callback('no-obligation', reference('nowhere'), { HoSoId: 'H99', LyDo: 'x' })).status).toBe(422);
    const [letter] = await letters('admin-1', '?connector=tax&direction=in');
    expect(letter).toMatchObject({ dossierId: null, reason: { code: 'DOSSIER_UNKNOWN' } });
    const correct = (to: string) =>
      centre.as('admin-1').post(`/dead-letters/${letter!.id}/corrections`, { fields: {}, reference: to, why: 'CV 12/CT' });
    expect((await correct(reference('nobody'))).body.detail).toContain('dossier nobody is unknown');
    expect((await correct(reference(id))).status).toBe(200);
    expect((await centre.as('admin-1').post(`/dead-letters/${letter!.id}/resend`)).body).toMatchObject({ state: 'done', dossierId: id });
  }, 60_000);

  it('contradicting what is recorded is refused for good with the code of the refusal, and says what to do', async () => {
    const id = await referred();
    expect((await callback('notice', reference(id), { HoSoId: 'H', DanhSachThongBaoThue: [NOTICE] })).status).toBe(200);
    const later = await callback('no-obligation', reference(id), { HoSoId: 'H', LyDo: 'x' });
    expect(later.body).toMatchObject({ status: 422, code: 'NO_SUCH_RUN' });
    const { body: letter } = await centre.as('desk-1').get(`/dead-letters/${(await letterOf(id)).id}`);
    expect(letter.reason.todo).toContain('Đối chiếu với đối tác');
  }, 60_000);

  it('that came too early is answered 409, and done when what it rests on has come', async () => {
    const id = await referred();
    const body = { HoSoId: 'H', MaThongBaoThue: 'TBT-1', SoTien: 1000, ThoiGian: '20260304090000', TrangThai: 1 };
    const early = await callback('payment', reference(id), { ...body, TongPhaiNop: 1000, TongDaNop: 1000, TongConPhaiNop: 0 });
    expect(early.body).toMatchObject({ status: 409, code: 'NOT_ALLOWED_NOW' });
    await callback('notice', reference(id), { HoSoId: 'H', DanhSachThongBaoThue: [NOTICE] });
    const { body: messages } = await centre.as('desk-1').get(`/dossiers/${id}/messages`);
    expect(messages.items.map(({ message, state }: { message: string; state: string }) => [message, state])).toEqual([
      ['payment', 'done'],
      ['notice', 'done'],
    ]);
  }, 60_000);
});
