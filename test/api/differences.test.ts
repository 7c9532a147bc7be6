/** What Motcua and its partners hold differently, over HTTP: seen, settled in an officer's name, ordered, or decided by hand. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type { FoundDifference } from '../../store/differences-kept.js';
import { openOneStop, type OneStop } from './one-stop.js';
import { TRANSFER } from './transfer.js';

let centre: OneStop;
beforeAll(async () => {
  centre = await openOneStop();
}, 120_000);
afterAll(() => centre?.close());

const act = (account: string, id: string, body: object) => centre.as(account).post(`/dossiers/${id}/acts`, body);
const settle = (account: string, id: string, body: object = {}, key?: string) =>
  centre.as(account).post(`/differences/${id}/settle`, body, key);
const factsOf = async (id: string, type: string) => (await centre.store.facts.of(id)).filter((fact) => fact.type === type);

/** With the tax office, whose answer did not come. */
async function atTax(): Promise<{ id: string; number: string }> {
  const { body } = await centre.as('desk-1').post('/dossiers', TRANSFER);
  await act('desk-1', body.id, { type: 'complete', run: 'receive#1' });
  await act('land-1', body.id, { type: 'complete', run: 'appraise#1', outcome: 'eligible' });
  return { id: body.id, number: body.number };
}

async function found({ id: dossierId, number }: { id: string; number: string }, more: Partial<FoundDifference> = {}): Promise<string> {
  const id = randomUUID().slice(0, 24);
  const row = (await centre.store.outbox.waiting(500)).find((each) => each.dossierId === dossierId && each.command.type === 'send handoff');
  const difference: FoundDifference = {
    ...{ id, connector: 'tax', kind: 'answer-not-heard', subject: `${dossierId}.refer-tax#1`, about: null, dossierId, number },
    ...{ field: 'land', rehearsal: false, run: 'refer-tax#1', centre: 'commune-centre', agency: 'tax-office' },
    ours: { state: 'awaiting', at: Date.parse('2026-11-02T10:00+07:00') },
    theirs: { state: 'answered', at: Date.parse('2026-11-20T09:30+07:00'), value: 'no-obligation' },
    ...{ row: row!.id, messageId: row!.id, act: { type: 'reply', run: 'refer-tax#1', reply: 'no-obligation' } },
    ...more,
  };
  await centre.store.differences.found(difference, Date.now());
  return id;
}

describe('a difference', () => {
  it('says what we say, what they say and what would settle it, to the centre, the agency asked and the auditor', async () => {
    const id = await found(await atTax());
    for (const reader of ['desk-1', 'tax-1', 'auditor-1']) {
      const { body } = await centre.as(reader).get(`/differences/${id}`);
      expect(body).toMatchObject({
        kindName: { en: 'they answered, and we never heard' },
        sentence: { vi: 'ta: đang chờ trả lời từ 02/11/2026 10:00; họ: đã trả lời "no-obligation" từ 20/11/2026 09:30' },
        settledBy: { act: 'take answer', href: `/differences/${id}/settle` },
        state: 'open',
        events: [{ what: 'found' }],
      });
    }
    const { body } = await centre.as('desk-1').get('/differences?connector=tax&limit=100');
    expect(body.items.map((each: { id: string }) => each.id)).toContain(id);
  });

  it('is not there for offices that have nothing to do with it', async () => {
    const id = await found(await atTax());
    expect((await centre.as('social-1').get(`/differences/${id}`)).body).toMatchObject({ status: 404, code: 'NOT_FOUND' });
    expect((await settle('social-1', id)).body).toMatchObject({ status: 404 });
    expect((await centre.as('social-1').get('/differences')).body.items).toEqual([]);
  });
});

describe('settling', () => {
  it('answers in the name of the officer who may answer, once', async () => {
    const dossier = await atTax();
    const id = await found(dossier);
    const key = randomUUID();
    const [one, two] = [await settle('tax-1', id, {}, key), await settle('tax-1', id, {}, key)];
    expect([one.status, two.status]).toEqual([200, 200]);
    expect(one.body).toMatchObject({ state: 'settled', events: [{ what: 'found' }, { what: 'settled', how: 'act', by: 'tax-1' }] });
    expect(await factsOf(dossier.id, 'handoffReplied')).toMatchObject([
      { reply: 'no-obligation', by: { id: 'tax-1', agency: 'tax-office' } },
    ]);
  });

  it('is ordered by who may not answer himself: the worker fetches it', async () => {
    const dossier = await atTax();
    const id = await found(dossier);
    const { body } = await settle('desk-1', id);
    expect(body).toMatchObject({ state: 'ordered', events: [{ what: 'found' }, { what: 'ordered', by: 'desk-1' }] });
    expect((await settle('desk-2', id)).body.events).toHaveLength(2);
    expect(await factsOf(dossier.id, 'handoffReplied')).toEqual([]);
  });

  it('has a referral sent again that they do not know', async () => {
    const dossier = await atTax();
    const id = await found(dossier, { kind: 'unknown-there', act: null, theirs: { state: 'unknown', at: null } });
    const { row } = (await centre.store.differences.get(id))!;
    await centre.store.outbox.mark(row!, 'done');
    expect((await settle('desk-1', id)).body).toMatchObject({ state: 'ordered' });
    expect(await centre.store.outbox.get(row!)).toMatchObject({ state: 'waiting', attempts: 0 });
  });

  it('has them told that it is no longer asked, once', async () => {
    const dossier = await atTax();
    const id = await found(dossier, {
      kind: 'open-there',
      act: null,
      ours: { state: 'given up', at: 1 },
      theirs: { state: 'waiting', at: 1 },
    });
    await settle('desk-1', id);
    await settle('desk-1', id);
    const rows = (await centre.store.outbox.waiting(500)).filter((each) => each.dossierId === dossier.id);
    expect(rows.filter(({ command }) => command.type === 'cancel handoff')).toMatchObject([
      { command: { connector: 'tax', run: 'refer-tax#1', party: 'tax', agency: 'tax-office' } },
    ]);
  });

  it('by hand needs a reason, and where no act is known there is no other way', async () => {
    const id = await found(await atTax(), { kind: 'number-differs', act: null });
    expect((await settle('desk-1', id)).body).toMatchObject({ status: 409, code: 'NOTHING_TO_DO' });
    expect((await settle('desk-1', id, { how: 'by hand' })).body).toMatchObject({ status: 422, code: 'WHY_MISSING' });
    const { body } = await settle('desk-1', id, { how: 'by hand', why: 'Số của ta đúng, họ đã sửa sổ' });
    expect(body).toMatchObject({ state: 'settled', events: [{}, { how: 'by hand', by: 'desk-1', why: 'Số của ta đúng, họ đã sửa sổ' }] });
    expect(
      (await centre.as('desk-1').get('/differences?state=settled&limit=100')).body.items.map((each: { id: string }) => each.id),
    ).toContain(id);
  });

  it('tells why when the dossier does not take the act any more', async () => {
    const dossier = await atTax();
    const id = await found(dossier);
    await act('tax-1', dossier.id, { type: 'reply', run: 'refer-tax#1', reply: 'no-obligation' });
    expect((await settle('tax-1', id)).body).toMatchObject({ status: 409, code: 'NO_SUCH_RUN' });
  });
});

describe('alerts', () => {
  const alertIds = async (account: string, kind: string) =>
    (await centre.as(account).get(`/alerts/${kind}?limit=100`)).body.items.map((each: { id: string }) => each.id) as string[];

  it('of a partner that has ended while our step is open, and of other differences, are two kinds', async () => {
    const [ended, other] = [await found(await atTax()), await found(await atTax(), { kind: 'number-differs', act: null })];
    expect(await alertIds('centre-leader', 'partner-ended')).toContain(ended);
    expect(await alertIds('tax-head', 'partner-ended')).toContain(ended);
    expect(await alertIds('centre-leader', 'difference')).toContain(other);
    expect(await alertIds('centre-leader', 'difference')).not.toContain(ended);
    expect(await alertIds('social-head', 'difference')).toEqual([]);
    await settle('desk-1', other, { how: 'by hand', why: 'đã đối chiếu' });
    expect(await alertIds('centre-leader', 'difference')).not.toContain(other);
  });

  it('of a message that needs somebody go to the centre of its dossier, with what to do', async () => {
    const { id: dossierId, number } = await atTax();
    const id = randomUUID().slice(0, 24);
    const head = {
      id,
      direction: 'in',
      connector: 'tax',
      messageId: id,
      message: 'notice',
      dossierId,
      number,
      run: 'refer-tax#1',
    } as const;
    const body = {
      ...head,
      centre: 'commune-centre',
      at: Date.now(),
      state: 'dead',
      body: {},
      hash: 'h',
      reason: { code: 'NO_SUCH_RUN' },
    } as const;
    await centre.store.messages.put(body, { tried: true, forget: 0 });
    const { body: alerts } = await centre.as('centre-leader').get('/alerts/dead-letter?limit=100');
    expect(alerts.items.find((each: { id: string }) => each.id === id)).toMatchObject({
      ...{ dossier: { id: dossierId }, link: `/dead-letters/${id}`, what: { en: expect.stringContaining('tax, notice') } },
    });
    expect(await alertIds('social-head', 'dead-letter')).toEqual([]);
  });
});

describe('when partners were last compared with', () => {
  it('is known to staff and the auditor', async () => {
    await centre.store.reconciliations.begin('tax', Date.now(), { due: 0, unfinished: 0 });
    await centre.store.reconciliations.finish({ connector: 'tax', compared: 12, found: 1 }, Date.now());
    const { body } = await centre.as('auditor-1').get('/reconciliations');
    expect(body.items).toMatchObject([{ connector: 'tax', compared: 12, found: 1, finishedAt: expect.any(String) }]);
  });
});
