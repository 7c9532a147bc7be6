/** The door for what partners say: once, in whatever order it comes, and nothing of it lost. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { MASK } from '../../connectors/mask.js';
import { roadMessageId } from '../../notifications/archive.js';
import { receiveAgain, receiveMessage } from '../../notifications/receive-message.js';
import { House } from './house.js';

let house: House;
beforeAll(async () => void (house = await House.open()));
afterAll(() => house.close());

const TAX_NOTICE = { Nguon: 1, SoTien: 2500, SoQuyetDinh: 'TBT-1', NgayQuyetDinh: '20260304090000', TenTieuMuc: 'Lệ phí trước bạ' };
const message = (dossierId: string, kind: string, body: object, more: object = {}) => ({
  id: `${dossierId}-${kind}`,
  connector: 'tax',
  message: kind,
  reference: `${dossierId}.refer-tax#1`,
  body: { HoSoId: 'H56', ...body },
  ...more,
});
const notice = (id: string, more: object = {}) => message(id, 'notice', { DanhSachThongBaoThue: [TAX_NOTICE] }, more);
const payment = (id: string, amount: number, more: object = {}) =>
  message(
    id,
    'payment',
    {
      ...{ MaThongBaoThue: 'TBT-1', SoTien: amount, ThoiGian: '20260304090000', TrangThai: 1 },
      ...{ TongPhaiNop: 2500, TongDaNop: amount, TongConPhaiNop: 2500 - amount },
    },
    more,
  );
const receive = (one: object, now?: () => number) => receiveMessage(house.door(now), 'tax', one);
const kept = (one: { id: string }) => house.store.messages.get(roadMessageId('in', 'tax', one.id));
const factsOf = async (id: string, type: string) => (await house.store.facts.of(id)).filter((fact) => fact.type === type);

describe('a message', () => {
  it('has its effect once, however often and however much at once it comes, and is kept masked', async () => {
    const id = await house.refer();
    const one = notice(id, { body: { ...notice(id).body, NguoiKy: 'Nguyễn Văn B' } });
    const answers = await Promise.all(Array.from({ length: 10 }, () => receive(one)));
    const later = await receive(one);
    expect(new Set([...answers, later].map(({ state, facts }) => `${state} ${facts}`)).size).toBe(1);
    expect([later.fresh, (await factsOf(id, 'obligationStated')).length]).toEqual([false, 1]);
    expect(await kept(one)).toMatchObject({
      ...{ direction: 'in', connector: 'tax', message: 'notice', dossierId: id, run: 'refer-tax#1', centre: 'an-phu', state: 'done' },
      ...{ facts: later.facts, attempts: 0, body: { HoSoId: 'H56', DanhSachThongBaoThue: [TAX_NOTICE], NguoiKy: MASK } },
    });
    expect(await kept(one)).not.toHaveProperty('envelope');
  });

  it('that comes again is answered from what was kept: the dossier is not asked', async () => {
    const id = await house.refer();
    await receive(notice(id));
    const performed = house.performed.length;
    await receive(notice(id, { body: { ...notice(id).body, GhiChu: 'gửi lại' } }));
    expect(house.performed.length).toBe(performed);
  });
});

describe('a payment that overtakes its notice', () => {
  it('waits, and is done as soon as the notice is', async () => {
    const id = await house.refer();
    expect(await receive(payment(id, 2500))).toMatchObject({ state: 'early', facts: 0, reason: { code: 'NOT_ALLOWED_NOW' } });
    expect(await kept(payment(id, 2500))).toMatchObject({ state: 'early', attempts: 1, envelope: payment(id, 2500) });
    expect(await receive(notice(id))).toMatchObject({ state: 'done' });
    expect(await kept(payment(id, 2500))).toMatchObject({ state: 'done' });
    expect((await house.store.dossiers.get(id))?.view?.obligations['TBT-1']).toMatchObject({ amount: 2500, left: 0 });
    expect(await receive(payment(id, 2500))).toMatchObject({ state: 'done', fresh: false });
  });

  it('is shown to somebody when the notice has not come within a day', async () => {
    const id = await house.refer();
    await receive(payment(id, 2500));
    const later = () => Date.now() + 25 * 3_600_000;
    expect(await receive(payment(id, 2500), later)).toMatchObject({ state: 'dead' });
    expect((await house.store.notices.of(id)).map(({ about }) => about)).toContain('message refused');
  });
});

describe('an answer to what is no longer asked', () => {
  it('is moot when it says the same, and a dead letter when it contradicts', async () => {
    const id = await house.refer();
    await receive(notice(id));
    expect(await receive(notice(id, { id: `${id}-again` }))).toMatchObject({ state: 'moot' });
    const contradiction = message(id, 'no-obligation', { LyDo: 'miễn' });
    expect(await receive(contradiction)).toMatchObject({ state: 'dead', reason: { code: 'NO_SUCH_RUN' } });
    const other = notice(id, { id: `${id}-other`, body: { HoSoId: 'H', DanhSachThongBaoThue: [{ ...TAX_NOTICE, SoQuyetDinh: 'TBT-2' }] } });
    expect(await receive(other)).toMatchObject({ state: 'dead' });
    expect((await house.store.messages.dead({ centres: ['an-phu'] }, { limit: 50 })).items.map(({ messageId }) => messageId)).toEqual(
      expect.arrayContaining([contradiction.id, other.id]),
    );
  });

  it('is moot when the dossier was withdrawn', async () => {
    const id = await house.refer();
    const note = await house.store.notes.put({ text: 'thôi' });
    await house.perform(id, { kind: 'officer', id: 'desk-1', agency: 'an-phu', roles: ['receiver'] }, { type: 'withdraw', note }, 'w');
    expect(await receive(notice(id))).toMatchObject({ state: 'moot' });
  });
});

describe('a further notice, and one that is waived', () => {
  const further = (id: string, reference: string, more: object = {}) =>
    message(id, 'further-notice', { ...TAX_NOTICE, SoQuyetDinh: reference }, more);
  const exemption = (id: string, more: object = {}) =>
    message(
      id,
      'exemption',
      { MaThongBaoThue: 'TBT-1', TongPhaiNop: 2500, TongMienGiam: 2500, TongDaNop: 0, TongConPhaiNop: 0, LyDo: 'Hộ nghèo' },
      more,
    );

  it('wait when they overtake the first notice, and are done once it has come', async () => {
    const id = await house.refer();
    expect([(await receive(further(id, 'TBT-2'))).state, (await receive(exemption(id))).state]).toEqual(['early', 'early']);
    await receive(notice(id));
    expect([(await kept(further(id, 'TBT-2')))?.state, (await kept(exemption(id)))?.state]).toEqual(['done', 'done']);
    expect((await house.store.dossiers.get(id))?.view?.obligations).toMatchObject({ 'TBT-1': { left: 0 }, 'TBT-2': { left: 2500 } });
  });

  it('say nothing new the second time under another id', async () => {
    const id = await house.refer();
    await receive(notice(id));
    expect((await receive(further(id, 'TBT-1'))).state).toBe('moot');
    await receive(exemption(id));
    expect((await receive(exemption(id, { id: `${id}-again` }))).state).toBe('moot');
  });

  it('need somebody when the money was paid before', async () => {
    const id = await house.refer();
    await receive(notice(id));
    await receive(payment(id, 2500));
    expect([(await receive(exemption(id))).state, (await receive(further(id, 'TBT-9'))).state]).toEqual(['dead', 'dead']);
  });
});

describe('money', () => {
  it('that is more than what is owed is for an officer, also when the dossier is closed', async () => {
    const id = await house.refer();
    await receive(notice(id));
    await receive(payment(id, 2500));
    expect(await receive(payment(id, 100, { id: `${id}-more` }))).toMatchObject({ state: 'dead' });
  });
});

describe('what cannot be a message', () => {
  it.each([
    [
      'of an unknown kind',
      (id: string) => message(id, 'greeting', {}),
      'UNFIT',
      'callback: message greeting is unknown; expected one of notice',
    ],
    [
      'that does not fit',
      (id: string) => message(id, 'no-obligation', { HoSoId: 7 }),
      'UNFIT',
      'no-obligation of tax: the message lacks LyDo',
    ],
    ['with another key', (id: string) => ({ ...notice(id), stowaway: 1 }), 'UNREADABLE', 'callback: the message has stowaway'],
    ['about no dossier', () => notice('nowhere'), 'DOSSIER_UNKNOWN', undefined],
    ['about a run that never was', (id: string) => notice(id, { reference: `${id}.refer-tax#7` }), 'NO_SUCH_RUN', undefined],
    ['that is none', () => [1, { $set: { 'a.b': 1 } }], 'UNREADABLE', 'callback: the message is a list; expected a value of type object'],
  ])('%s is kept as a dead letter with the reason', async (_what, make, code, said) => {
    const one = make(await house.refer());
    const received = await receive(one);
    expect(received).toMatchObject({ state: 'dead', reason: { code } });
    if (said) expect(received.reason?.said).toContain(said);
    const letter = await house.store.messages.get(roadMessageId('in', 'tax', received.messageId));
    // whose officers see it: those of the dossier it names, when it names one
    expect(letter?.centre).toBe(code === 'UNFIT' || code === 'NO_SUCH_RUN' ? 'an-phu' : null);
    expect(letter).toMatchObject({ state: 'dead', attempts: 1, envelope: JSON.parse(JSON.stringify(one)) });
    expect(await receive(one as object)).toMatchObject({ state: 'dead', fresh: false });
  });

  it('is taken when it has been corrected and is tried again, and its note says who did', async () => {
    const id = await house.refer();
    const wrong = message(id, 'no-obligation', { LyDo: '' });
    await receive(wrong);
    const letterId = roadMessageId('in', 'tax', wrong.id);
    await house.store.messages.correct(letterId, {
      key: 'k',
      by: 'desk-1',
      at: 1,
      why: 'thuế gửi thiếu lý do',
      fields: { LyDo: 'Miễn thuế' },
    });
    expect(await receiveAgain(house.door(), (await house.store.messages.get(letterId))!)).toMatchObject({ state: 'done' });
    const [replied] = await factsOf(id, 'handoffReplied');
    const note = (replied as { note?: string }).note!;
    expect((await house.store.notes.many([note])).get(note)?.text).toBe('Miễn thuế (desk-1: thuế gửi thiếu lý do)');
  });
});
