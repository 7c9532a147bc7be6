/**
 * An extra holiday is announced after dossiers were received: Tuesday, 24 February 2026. A printed appointment is a promise; to move it is an act of its own, which one
 * administrator proposes and another approves.
 */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { applyCalendarChanges } from '../../api/use-cases/apply-calendar-changes.js';
import { performAct } from '../../api/use-cases/perform-act.js';
import type { Calendar } from '../../domain/calendar/calendar.js';
import { openOneStop, type OneStop } from './one-stop.js';
import { TRANSFER } from './transfer.js';

const DECISION = '1215/QĐ-TTg';
const NOTE = { text: 'Quyết định về việc nghỉ thêm ngày 24/02/2026' };
const PRINTED = '2026-02-27T17:30:00+07:00';
const MOVED = '2026-03-02T17:30:00+07:00';
const SYSTEM = { kind: 'system', id: 'motcua' } as const;

let centre: OneStop;
let open: string;
let revised: string;
beforeAll(async () => {
  centre = await openOneStop();
  open = await received();
  revised = await announce('2026-02-24');
}, 120_000);
afterAll(() => centre?.close());

async function received(): Promise<string> {
  const { body } = await centre.as('desk-1').post('/dossiers', { ...TRANSFER, rehearsal: { at: '2026-02-10T09:12' } });
  return body.id;
}

/** Publishes the calendar with one holiday more, as loading the catalogue does. */
async function announce(date: string): Promise<string> {
  const { blobs, current } = centre.store;
  const calendar = (await blobs.get<Calendar>((await current.get('calendar:vn'))!))!;
  const extra = { date, kind: 'holiday', name: { vi: 'Nghỉ thêm' }, basis: DECISION };
  const hash = await blobs.put({ ...calendar, holidays: [...calendar.holidays, extra] });
  await current.set('calendar:vn', hash);
  return hash;
}

const admin = (no: 1 | 2) => centre.as(`admin-${no}`);
const read = async (id: string, page: string) => (await centre.as('desk-1').get(`/dossiers/${id}/${page}`)).body;
const propose = async (moveDates: boolean): Promise<string> =>
  (await admin(1).post('/calendar-changes', { calendar: 'vn', moveDates, decision: DECISION, note: NOTE })).body.id;
const change = async (id: string) => (await admin(1).get(`/calendar-changes/${id}`)).body;
const approve = (no: 1 | 2, id: string) => admin(no).post(`/calendar-changes/${id}/approve`);

interface Deadline {
  readonly id: string;
  readonly dueAt: string;
  readonly explanation: readonly { readonly vi: string }[];
}
const total = async (id: string): Promise<Deadline> =>
  (await read(id, 'deadlines')).items.find((deadline: Deadline) => deadline.id === 'total');

describe('after an extra holiday was announced', () => {
  it('a new dossier has the new date, and the one that was open keeps its printed date', async () => {
    expect((await total(await received())).dueAt).toBe(MOVED);
    expect((await total(open)).dueAt).toBe(PRINTED);
  }, 60_000);

  it('the preview says which dossiers would move, by how much, and which slips must be issued again', async () => {
    const { body } = await admin(1).get('/calendars/vn/preview');
    expect(body.calendar).toBe(revised);
    expect(body.items).toMatchObject([{ dossierId: open, reissue: true }]);
    expect(body.items[0].moves).toContainEqual({
      deadline: 'total',
      name: { vi: 'toàn bộ hồ sơ', en: 'the whole dossier' },
      ...{ from: PRINTED, to: MOVED, days: 3 },
    });
    expect(JSON.stringify(body)).not.toContain(TRANSFER.applicant.name);
  });

  it('nothing moves before a second person has approved', async () => {
    const id = await propose(true);
    const alone = await approve(1, id);
    expect({ status: alone.status, code: alone.body.code }).toEqual({ status: 409, code: 'SECOND_PERSON_NEEDED' });
    expect(alone.body.detail).toContain('quản trị viên khác');
    await applyCalendarChanges(centre.deps);
    expect(await change(id)).toMatchObject({ state: 'proposed', dossiers: { moved: 0, unmoved: 0, failed: 0 } });
    expect((await total(open)).dueAt).toBe(PRINTED);
  });

  it('once two have decided without moving dates, only what begins anew counts by it', async () => {
    const id = await propose(false);
    await approve(2, id);
    await applyCalendarChanges(centre.deps);
    expect((await total(open)).dueAt).toBe(PRINTED);
    const { body } = await admin(2).get(`/calendar-changes/${id}/dossiers`);
    expect(body.items).toMatchObject([{ dossierId: open, outcome: 'unmoved', moves: [] }]);
    await applyCalendarChanges(centre.deps);
    expect(await change(id)).toMatchObject({ state: 'done', proposedBy: 'admin-1', approvedBy: 'admin-2', dossiers: { unmoved: 1 } });
  });

  it('once two have decided to move dates, the open dossier moves, its ledger says why, and its receipt stays what was promised', async () => {
    const id = await propose(true);
    await approve(2, id);
    await applyCalendarChanges(centre.deps);
    const { dueAt, explanation } = await total(open);
    expect(dueAt).toBe(MOVED);
    expect(explanation.slice(-2).map(({ vi }) => vi)).toEqual([
      `Hạn trước đó là 27/02/2026 17:30; tính lại theo lịch làm việc sửa đổi (${DECISION}).`,
      'Hạn 02/03/2026 17:30.',
    ]);
    const { promises } = await read(open, 'legs');
    expect(promises[0]).toMatchObject({
      id: 'total',
      promisedAt: PRINTED,
      dueAt: MOVED,
      moves: [{ cause: 'calendar', from: PRINTED, to: MOVED }],
    });
    expect((await read(open, 'receipt')).promises[0]).toMatchObject({ id: 'total', dueAt: PRINTED });
    const { items } = await read(open, 'timeline');
    const told = items.filter(({ type }: { type: string }) => type === 'calendarApplied').at(-1);
    expect(told.sentence.vi).toContain('admin-1 đề nghị, admin-2 duyệt');
    expect(told.note).toEqual(NOTE);
    const { body } = await admin(2).get(`/calendar-changes/${id}/dossiers`);
    expect(body.items).toMatchObject([{ dossierId: open, outcome: 'moved', reissue: true }]);
  });

  it('does each dossier once, also after a crash between act and note, and a second move keeps both earlier dates', async () => {
    revised = await announce('2026-02-25');
    const id = await propose(true);
    await approve(2, id);
    const { calendar, decision, note } = (await centre.store.calendarChanges.get(id))!;
    const decided = { change: id, calendar, moveDates: true, decision, note, proposedBy: 'admin-1', approvedBy: 'admin-2' };
    await performAct(centre.deps, open, SYSTEM, { type: 'apply calendar', ...decided }, `calendar/${id}/${open}`);
    await Promise.all([applyCalendarChanges(centre.deps), applyCalendarChanges(centre.deps)]);
    await applyCalendarChanges(centre.deps);
    // the dossier that was received after the first announcement is the other one
    expect(await change(id)).toMatchObject({ state: 'done', dossiers: { moved: 2, unmoved: 0, failed: 0 } });
    const { items } = await read(open, 'timeline');
    expect(items.filter(({ type }: { type: string }) => type === 'calendarApplied')).toHaveLength(3);
    const { explanation } = await total(open);
    expect(explanation.slice(-3).map(({ vi }) => vi.slice(0, 36))).toEqual([
      'Hạn trước đó là 27/02/2026 17:30; tí',
      'Hạn trước đó là 02/03/2026 17:30; tí',
      'Hạn 03/03/2026 17:30.',
    ]);
  }, 60_000);

  it('the same calendar again moves nothing', async () => {
    const id = await propose(true);
    await approve(2, id);
    await applyCalendarChanges(centre.deps);
    expect((await change(id)).dossiers).toEqual({ moved: 0, unmoved: 2, failed: 0 });
  });

  it('what was received under a calendar published later is not brought back to the earlier one', async () => {
    const id = await propose(true);
    await approve(2, id);
    await announce('2026-02-26');
    const later = await received();
    await applyCalendarChanges(centre.deps);
    const { body } = await admin(1).get(`/calendar-changes/${id}/dossiers`);
    const touched = body.items.map(({ dossierId }: { dossierId: string }) => dossierId);
    expect(touched).toContain(open);
    expect(touched).not.toContain(later);
    expect((await total(later)).dueAt).toBe('2026-03-04T17:30:00+07:00');
  }, 60_000);

  it('a proposal about a calendar that was published anew since is not approved', async () => {
    const id = await propose(true);
    await announce('2026-02-27');
    const { status, body } = await approve(2, id);
    expect({ status, code: body.code }).toEqual({ status: 409, code: 'PROPOSAL_OUTDATED' });
  });
});
