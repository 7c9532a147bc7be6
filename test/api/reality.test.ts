/** That what the system says is what is so: closing, work entered afterwards, who asked whom, who was told. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openOneStop, type OneStop } from './one-stop.js';
import { TRANSFER } from './transfer.js';

let centre: OneStop;
beforeAll(async () => {
  centre = await openOneStop();
}, 120_000);
afterAll(() => centre?.close());

const act = (account: string, id: string, body: object) => centre.as(account).post(`/dossiers/${id}/acts`, body);
const enter = (account: string, id: string, body: object) => centre.as(account).post(`/dossiers/${id}/entries`, body);
const timeline = async (id: string) => (await centre.as('desk-1').get(`/dossiers/${id}/timeline`)).body.items as Entry[];
const clock = (id: string, to: string) => centre.as('desk-1').post(`/rehearsals/${id}/clock`, { to });

const foreignFile = (file: string) => ({ status: 422, code: 'FILE_UNKNOWN', detail: expect.stringContaining(file) });

interface Entry {
  readonly type: string;
  readonly effectiveAt: string;
  readonly recordedAt: string;
  readonly sentence: { readonly vi: string; readonly en: string };
  readonly fact: Readonly<Record<string, unknown>>;
}
const ofType = (entries: readonly Entry[], type: string) => entries.filter((each) => each.type === type);

/** Received on Tuesday 10 February 2026 and with the land branch to be appraised. */
async function atBranch(at = '2026-02-10T09:12'): Promise<string> {
  const { body } = await centre.as('desk-1').post('/dossiers', { ...TRANSFER, rehearsal: { at } });
  await act('desk-1', body.id, { type: 'complete', run: 'receive#1' });
  return body.id as string;
}

const PDF = Buffer.from('%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n');
async function upload(account: string, id: string, document: string): Promise<string> {
  const { body } = await centre.as(account).post(`/dossiers/${id}/files?document=${document}`).attach('file', PDF, `${document}.pdf`);
  return body.id as string;
}

/** Nothing to pay, registered; the certificate is to be signed. */
async function toBeSigned(): Promise<string> {
  const id = await atBranch();
  await act('land-1', id, { type: 'complete', run: 'appraise#1', outcome: 'eligible' });
  await act('tax-1', id, { type: 'reply', run: 'refer-tax#1', reply: 'no-obligation' });
  await act('land-2', id, { type: 'complete', run: 'register#1' });
  await act('land-3', id, { type: 'reply', run: 'record#1', reply: 'registered', value: 'CS 012345' });
  return id;
}

async function toBeHandedOver(): Promise<string> {
  const id = await toBeSigned();
  const certificate = await upload('branch-head', id, 'new-certificate');
  const results = { 'new-certificate': certificate };
  expect((await act('branch-head', id, { type: 'complete', run: 'sign#1', outcome: 'signed', results })).status).toBe(200);
  return id;
}

describe('a dossier that is granted', () => {
  it('has a result only with the file of it: one of this dossier, uploaded as that result', async () => {
    const [id, other] = [await toBeSigned(), await atBranch()];
    const sign = (more: object = {}) => act('branch-head', id, { type: 'complete', run: 'sign#1', outcome: 'signed', ...more });
    expect((await sign()).body).toMatchObject({ status: 409, code: 'RESULT_MISSING', found: 'new-certificate' });
    const foreign = await upload('desk-1', other, 'new-certificate');
    expect((await sign({ results: { 'new-certificate': foreign } })).body).toMatchObject(foreignFile(foreign));
    const application = await upload('branch-head', id, 'application');
    expect((await sign({ results: { 'new-certificate': application } })).body).toMatchObject({ status: 422, code: 'FILE_NOT_THE_RESULT' });
    const { body } = await sign({ results: { 'new-certificate': await upload('branch-head', id, 'new-certificate') } });
    expect(body.dossier).toMatchObject({ status: 'processed', outcome: 'granted', closed: false });
  });

  it('stays open until it is handed over: nothing else closes it', async () => {
    const id = await toBeHandedOver();
    const note = { note: { text: 'cho xong' } };
    expect((await act('counter-1', id, { type: 'withdraw', ...note })).body).toMatchObject({ status: 409 });
    expect((await act('centre-leader', id, { type: 'stop', ...note })).body).toMatchObject({ status: 409, code: 'NOT_ALLOWED_NOW' });
    expect((await act('counter-1', id, { type: 'complete', run: 'return-result#1' })).body).toMatchObject({ status: 409 });
    expect((await centre.as('desk-1').get(`/dossiers/${id}`)).body).toMatchObject({ closed: false, status: 'processed' });
  });

  it('is handed over by post only with the number of the item, and the signed slip is a file of the dossier', async () => {
    const [id, other] = [await toBeHandedOver(), await atBranch()];
    const deliver = (more: object) => act('counter-1', id, { type: 'deliver', run: 'return-result#1', ...more });
    expect((await deliver({ method: 'post' })).body).toMatchObject({ status: 409, code: 'POSTAL_NUMBER_MISSING' });
    expect((await deliver({ method: 'online' })).body).toMatchObject({ status: 409, code: 'METHOD_UNKNOWN', found: 'online' });
    const foreign = await upload('desk-1', other, 'delivery-slip');
    expect((await deliver({ method: 'desk', evidence: foreign })).body).toMatchObject({ status: 422, code: 'FILE_UNKNOWN' });
    const evidence = await upload('counter-1', id, 'delivery-slip');
    const { body } = await deliver({ method: 'post', reference: 'EB123456789VN', evidence });
    expect(body.dossier).toMatchObject({ status: 'delivered', closed: true });
    const [delivered] = ofType(await timeline(id), 'resultDelivered');
    expect(delivered!.fact).toMatchObject({ method: 'post', reference: 'EB123456789VN', evidence, by: { id: 'counter-1' } });
  });
});

describe('work done on paper and entered afterwards', () => {
  const appraised = { type: 'complete', run: 'appraise#1', outcome: 'eligible' };

  it('counts at once when it is not old, from when it was done; the timeline shows both times', async () => {
    const id = await atBranch();
    const evidence = [await upload('land-1', id, 'appraisal-sheet')];
    await clock(id, '2026-02-12T10:00');
    const { body } = await enter('land-1', id, { act: appraised, doneAt: '2026-02-11T15:20', evidence });
    expect(body.dossier).toMatchObject({ status: 'at partner' });
    const [entered] = ofType(body.facts, 'workEntered');
    expect(entered!.sentence.vi).toContain('11/02/2026 15:20');
    expect(entered!.fact).toMatchObject({ evidence, awaitsRuling: false, act: 'complete', run: 'appraise#1' });
    const [completed] = ofType(await timeline(id), 'stepCompleted').filter(({ fact }) => fact['step'] === 'appraise');
    expect([completed!.effectiveAt, completed!.recordedAt.slice(0, 13)]).toEqual(['2026-02-11T15:20:00+07:00', '2026-02-12T10']);
  });

  it('waits for the head of the agency when it is old; he finds it in his list and grants it', async () => {
    const id = await atBranch();
    const evidence = [await upload('land-1', id, 'appraisal-sheet')];
    await clock(id, '2026-02-13T10:00');
    const note = { text: 'Mất mạng cả ngày 11' };
    const { body } = await enter('land-1', id, { act: appraised, doneAt: '2026-02-11T15:20', evidence, note });
    expect(body.dossier).toMatchObject({ status: 'in progress' });
    expect((await centre.as('land-1').get(`/dossiers/${id}`)).body.entries).toEqual({
      1: expect.objectContaining({ act: 'complete', run: 'appraise#1', by: 'land-1', evidence, doneAt: '2026-02-11T15:20:00+07:00' }),
    });
    const mine = async (account: string) =>
      (await centre.as(account).get('/matters?kind=entry&limit=100')).body.items.filter(
        (each: { dossierId: string }) => each.dossierId === id,
      );
    expect(await mine('land-1')).toEqual([]);
    const [found] = await mine('branch-head');
    expect(found).toMatchObject({
      kind: 'entry',
      no: 1,
      by: 'land-1',
      text: note.text,
      entered: { act: 'complete', doneAt: '2026-02-11T15:20:00+07:00', evidence },
      answer: { act: 'rule entry', href: `/dossiers/${id}/acts` },
    });
    expect(await mine('centre-leader')).toHaveLength(1);
    const rule = { type: 'rule entry', entry: 1, granted: true };
    expect((await act('land-1', id, rule)).body).toMatchObject({ code: 'ENTRY_UNKNOWN' });
    const ruled = await act('branch-head', id, rule);
    expect(ruled.body.dossier).toMatchObject({ status: 'at partner' });
    expect(ruled.body.facts.find(({ type }: Entry) => type === 'stepCompleted').effectiveAt).toBe('2026-02-11T15:20:00+07:00');
    expect(await mine('branch-head')).toEqual([]);
  });

  it('never counts when the head does not grant it', async () => {
    const id = await atBranch();
    const evidence = [await upload('land-1', id, 'appraisal-sheet')];
    await clock(id, '2026-02-13T10:00');
    await enter('land-1', id, { act: appraised, doneAt: '2026-02-11T15:20', evidence });
    const ruled = await act('branch-head', id, { type: 'rule entry', entry: 1, granted: false, note: { text: 'Không có chữ ký' } });
    expect(ruled.body.dossier).toMatchObject({ status: 'in progress', tasks: [{ run: 'appraise#1' }] });
    expect(ofType(await timeline(id), 'entryRuled').at(0)!.fact).toMatchObject({ entry: 1, granted: false });
  });

  it('corrects a lateness that was none: the breach stays in the timeline, its correction after it, and no apology is asked', async () => {
    const id = await lateAtBranch();
    const { body: before } = await centre.as('desk-1').get(`/dossiers/${id}`);
    expect(before.breached).toBe(true);
    const evidence = [await upload('land-1', id, 'appraisal-sheet')];
    await enter('land-1', id, { act: appraised, doneAt: '2026-02-23T10:00', evidence });
    const entries = await timeline(id);
    expect(ofType(entries, 'deadlineBreached').some(({ fact }) => fact['deadline'] === 'appointment:first')).toBe(true);
    const [corrected] = ofType(entries, 'breachCorrected').filter(({ fact }) => fact['deadline'] === 'appointment:first');
    expect(corrected!.sentence.vi).toContain('đúng hạn');
    expect((await centre.as('desk-1').get(`/dossiers/${id}`)).body.breached).toBe(false);
    const apology = await act('branch-head', id, { type: 'apologise', note: { text: 'Xin lỗi' } });
    expect(apology.body).toMatchObject({ status: 409, code: 'NOTHING_TO_APOLOGISE' });
  });

  it('is refused in the future, before its step began, without evidence, with a file of another dossier, and as an act that is never on paper', async () => {
    const [id, other] = [await atBranch(), await atBranch()];
    await clock(id, '2026-02-11T10:00');
    const [file, foreign] = [await upload('land-1', id, 'sheet'), await upload('land-1', other, 'sheet')];
    const tried = async (doneAt: string, evidence: string[], inner: object = appraised) =>
      (await enter('land-1', id, { act: inner, doneAt, evidence })).body;
    expect(await tried('2026-02-11T18:00', [file])).toMatchObject({ status: 409, code: 'ENTRY_IN_FUTURE' });
    expect(await tried('2026-02-10T08:00', [file])).toMatchObject({ status: 409, code: 'ENTRY_TOO_EARLY' });
    expect(await tried('2026-02-11T09:00', [])).toMatchObject({ status: 400, code: 'REQUEST_INVALID' });
    expect(await tried('2026-02-11T09:00', [foreign])).toMatchObject(foreignFile(foreign));
    expect(await tried('2026-02-11T09:00', [file], { type: 'rule entry', entry: 1, granted: true })).toMatchObject({ status: 409 });
    expect(await tried('2026-02-30T09:00', [file])).toMatchObject({ status: 400, code: 'REQUEST_INVALID' });
    expect(ofType(await timeline(id), 'workEntered')).toEqual([]);
  });
});

/** Still to be appraised in the evening of the day after the first appointment. */
async function lateAtBranch(): Promise<string> {
  const id = await atBranch();
  await clock(id, '2026-02-24T08:00');
  return id;
}

describe('a reception on paper, entered afterwards', () => {
  const received = (account: string, receivedAt: string) =>
    centre.as(account).post('/dossiers', { ...TRANSFER, receivedAt, rehearsal: { at: '2026-02-12T10:00' } });

  it('counts from when it was received; both times are kept', async () => {
    const { body } = await received('desk-1', '2026-02-11T14:00');
    expect(body).toMatchObject({ receivedAt: '2026-02-11T14:00:00+07:00' });
    const [first] = await timeline(body.id);
    expect([first!.type, first!.effectiveAt, first!.recordedAt.slice(0, 13)]).toEqual([
      'dossierReceived',
      '2026-02-11T14:00:00+07:00',
      '2026-02-12T10',
    ]);
    const prompt = await centre.as('desk-1').post('/dossiers', { ...TRANSFER, rehearsal: { at: '2026-02-11T14:00' } });
    expect(body.promisedAt).toBe(prompt.body.promisedAt);
  });

  it('must be entered by the head of the centre when it is old', async () => {
    const desk = await received('desk-1', '2026-02-09T14:00');
    expect(desk.body).toMatchObject({ status: 409, code: 'ENTRY_NEEDS_HEAD', expected: ['centre-leader'] });
    const head = await received('centre-leader', '2026-02-09T14:00');
    expect(head.body).toMatchObject({ receivedAt: '2026-02-09T14:00:00+07:00', centre: 'commune-centre' });
  });

  it('is not what the head does with applicants who stand before the desk, and never lies in the future', async () => {
    const now = await centre.as('centre-leader').post('/dossiers', TRANSFER);
    expect(now.body).toMatchObject({ status: 403, code: 'FIELD_NOT_HELD' });
    expect((await received('desk-1', '2026-02-13T14:00')).body).toMatchObject({ status: 409, code: 'ENTRY_IN_FUTURE' });
  });
});
