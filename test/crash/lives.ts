/** Lives of dossiers, each driven over HTTP from reception to its end by the officers whose turn it is. */
import { setTimeout as wait } from 'node:timers/promises';
import type { Expected } from '../whole/verdict.js';
import {
  accepted,
  act,
  applicant,
  asked,
  complete,
  copyAndCompare,
  deliver,
  linkedTo,
  pause,
  receive,
  sign,
  takeUp,
  type Stage,
  taken,
  until,
} from './at-work.js';

/** What must be true of each dossier of the life at its end. */
export type Life = (stage: Stage) => Promise<Expected | readonly Expected[]>;

const CLOSING = Date.parse('2026-03-24T17:30:00+07:00');

export const LIVES = {
  copies,
  household,
  filed,
  giftToTheState,
  sale,
  paidOnline,
  birthGroup,
  lastMinute,
  inTime,
  skipped,
} satisfies Record<string, Life>;

/** Nothing but officers, and a number that the system issues. */
async function copies(stage: Stage): Promise<Expected> {
  const id = await receive(stage, {
    procedure: '2.000815',
    data: { paper: 'Giấy khai sinh', pages: 1, copies: 2 },
    documents: ['original'],
  });
  await complete(stage, id, 'desk-2', 'compare#1');
  await sign(stage, id, 'leader-1', 'certified-copy');
  await deliver(stage, id);
  return { id, kind: 'copies', outcome: 'granted' };
}

const HOUSEHOLD = {
  procedure: '1.001612',
  data: {
    businessName: 'Hộ thử',
    activity: 'Bán lẻ',
    capital: 50_000_000,
    members: 1,
    onPaper: false,
    owner: 'Chủ hộ thử',
    ownerId: '001099000001',
  },
  documents: ['application'],
};

/** The tax office is asked and answers. */
async function household(stage: Stage): Promise<Expected> {
  const id = await receive(stage, HOUSEHOLD);
  await complete(stage, id, 'desk-1', 'receive#1');
  await householdFromCheck(stage, id);
  return { id, kind: 'household', outcome: 'granted' };
}

/** Filed at the national portal with a scan, which the centre fetches from there; accepted at the desk. */
async function filed(stage: Stage): Promise<Expected> {
  await wait(stage.chance.between(0, stage.spreadMs));
  const MaHoSo = `G22-${stage.chance.below(1_000_000_000)}`;
  const paper = { MaThanhPhanHoSo: 'application', TenTepDinhKem: 'giay-de-nghi.pdf', NoiDung: SCAN };
  await asked(stage, 'national-portal', '/filings', {
    ...{ MaHoSo, MaTTHC: HOUSEHOLD.procedure, ChuHoSo: applicant.name, LoaiDoiTuong: '1', NoiNopHoSo: 'H99.42' },
    ...{ ThongTinKhac: JSON.stringify(HOUSEHOLD.data), TaiLieuNop: [paper] },
  });
  const id = await taken(stage, MaHoSo);
  stage.officers.uploads.push({ dossierId: id, document: 'application' });
  await takeUp(stage, id, 'desk-2');
  await complete(stage, id, 'desk-1', 'receive#1');
  await householdFromCheck(stage, id);
  return { id, kind: 'filed', outcome: 'granted' };
}

const SCAN = Buffer.from('%PDF-1.4\n%%EOF\n').toString('base64');

async function householdFromCheck(stage: Stage, id: string): Promise<void> {
  await complete(stage, id, 'econ-2', 'check#1');
  await sign(stage, id, 'econ-head', 'certificate');
  await deliver(stage, id);
}

/** Whoever sells has it. */
export const ADDRESS = 'nguoi-nop@example.vn';
const papers = ['application', 'certificate', 'contract'];
const TRANSFER = { procedure: '1.013831', documents: [...papers, 'income-tax', 'registration-fee'] };
const parcel = { parcel: '12-45', price: 1_500_000_000, kinship: false, transferor: 'Bên A', transferee: 'Bên B' };

/** The land registry is asked and answers. */
async function giftToTheState(stage: Stage): Promise<Expected> {
  const id = await receive(stage, { ...TRANSFER, documents: papers, data: { ...parcel, kind: 'gift-to-state' } });
  await appraise(stage, id);
  await register(stage, id);
  return { id, kind: 'giftToTheState', outcome: 'granted' };
}

/** Both offices are asked; the tax is paid by instalments, each of another amount: paid twice, one would show. The applicant has an address and gets letters. */
async function sale(stage: Stage): Promise<Expected> {
  const id = await receive(stage, { ...TRANSFER, applicant: { ...applicant, email: ADDRESS }, data: { ...parcel, kind: 'sale' } });
  const { reference, amount } = await stated(stage, id);
  const instalments = [1_000_000, 2_000_000, 3_000_000];
  for (const each of [...instalments, amount - 6_000_000]) {
    await pause(stage);
    accepted(await stage.officers.act('counter-1', id, { type: 'pay', reference, amount: each }));
  }
  await register(stage, id);
  return { id, kind: 'sale', outcome: 'granted' };
}

/** The tax is paid at the payment platform, which says so by itself. */
async function paidOnline(stage: Stage): Promise<Expected> {
  const id = await receive(stage, { ...TRANSFER, data: { ...parcel, kind: 'sale' } });
  const { reference } = await stated(stage, id);
  await pause(stage);
  // the transaction is the applicant's: asked for again, it is the same
  await asked(stage, 'treasury', `/payments/${encodeURIComponent(reference)}`, { transaction: `GD-${reference}` });
  await register(stage, id);
  return { id, kind: 'paidOnline', outcome: 'granted' };
}

async function stated(stage: Stage, id: string): Promise<{ readonly reference: string; readonly amount: number }> {
  await appraise(stage, id);
  const { obligations } = await until(stage, id, 'the tax notice', ({ obligations: each }) => Object.keys(each).length > 0);
  const [reference, { amount }] = Object.entries(obligations as Record<string, { amount: number }>)[0]!;
  return { reference, amount };
}

async function appraise(stage: Stage, id: string): Promise<void> {
  await complete(stage, id, 'desk-1', 'receive#1');
  await complete(stage, id, 'land-1', 'appraise#1', { outcome: 'eligible' });
}

async function register(stage: Stage, id: string): Promise<void> {
  await complete(stage, id, 'land-3', 'register#1');
  await sign(stage, id, 'branch-head', 'new-certificate', { outcome: 'signed' });
  await deliver(stage, id);
}

const GROUP = {
  procedure: '2.002621',
  data: {
    ...{ child: 'Trẻ sơ sinh', childSex: 'Nam', childBorn: '2026-03-16', birthPlace: 'Trung tâm y tế khu vực', overdue: false },
    ...{ mother: 'Mẹ', motherId: '001000000051', father: 'Cha', requester: 'Cha' },
    ...{ address: 'Thôn 3 xã An Mẫu', householder: 'Cha', otherHousehold: false, clinic: '99042' },
  },
  documents: ['declaration', 'birth-notice'],
};

/** One dossier opens three others, each with an office of its own to ask; their results come back to it. */
async function birthGroup(stage: Stage): Promise<Expected[]> {
  const id = await receive(stage, GROUP);
  const birth = await linkedTo(stage, id, 'birth#1');
  await takeUp(stage, birth, 'justice-1');
  await complete(stage, birth, 'justice-1', 'check#1');
  await sign(stage, birth, 'leader-1', 'birth-certificate');
  const [residence, insurance] = await Promise.all([residenceOf(stage, id), insuranceOf(stage, id)]);
  await deliver(stage, id);
  const kinds = { 'birth group': id, birth, residence, insurance };
  return Object.entries(kinds).map(([kind, each]) => ({ id: each, kind, outcome: 'granted' }));
}

async function residenceOf(stage: Stage, group: string): Promise<string> {
  const id = await linkedTo(stage, group, 'residence#1');
  await takeUp(stage, id, 'police-1');
  await complete(stage, id, 'police-1', 'check#1');
  await sign(stage, id, 'police-head', 'residence-notice', {}, 'confirm#1');
  return id;
}

async function insuranceOf(stage: Stage, group: string): Promise<string> {
  const id = await linkedTo(stage, group, 'insurance#1');
  await takeUp(stage, id, 'insurance-1');
  await complete(stage, id, 'insurance-1', 'check#1');
  await sign(stage, id, 'insurance-head', 'insurance-card');
  return id;
}

/** Received in the last seconds before the office closes on the day it is due: the promised date is missed by the clock alone. */
async function lastMinute(stage: Stage): Promise<Expected> {
  const at = CLOSING - Math.round(stage.chance.between(12, 70)) * 1000;
  const id = await receive(stage, { procedure: '9.999002', data: { paper: 'Giấy' }, documents: ['original'] }, at);
  // what was under way while everything was down may be received after closing, and is due the next day
  const { receivedAt } = accepted(await stage.officers.read('desk-1', `/dossiers/${id}`));
  if (Date.parse(receivedAt) >= CLOSING) return inHand(stage, id, 'lastMinute');
  await until(stage, id, 'the breach', ({ breached }) => breached === true);
  accepted(await stage.officers.act('centre-leader', id, { type: 'apologise', note: { text: 'Hệ thống có sự cố' } }));
  await copyAndCompare(stage, id);
  await deliver(stage, id);
  return { id, kind: 'lastMinute', outcome: 'granted', breachedAt: CLOSING };
}

/** Finished long before the clock runs out: the timer that was armed must do nothing. */
async function inTime(stage: Stage): Promise<Expected> {
  const id = await receive(
    stage,
    { procedure: '9.999002', data: { paper: 'Giấy' }, documents: ['original'] },
    Date.parse('2026-03-24T16:00:00+07:00'),
  );
  return inHand(stage, id, 'inTime');
}

async function inHand(stage: Stage, id: string, kind: string): Promise<Expected> {
  await copyAndCompare(stage, id);
  await deliver(stage, id);
  return { id, kind, outcome: 'granted', breachedAt: null };
}

/** Virtual time brings the clock to seconds before the officer is due; from there it runs by itself. */
async function skipped(stage: Stage): Promise<Expected> {
  const id = await receive(stage, HOUSEHOLD);
  const { tasks } = accepted(await act(stage, id, 'desk-1', { type: 'complete', run: 'receive#1' })).dossier;
  const due = Date.parse(tasks[0].dueAt);
  const to = new Date(due - Math.round(stage.chance.between(5, 40)) * 1000 + 7 * 3_600_000).toISOString().slice(0, 19);
  const answer = await stage.officers.post('desk-1', `/rehearsals/${id}/clock`, { to });
  // sent again after its answer was lost, when the clock was already there
  if (answer.body.code !== 'CLOCK_RUNS_BACKWARDS') accepted(answer);
  await until(stage, id, 'the clock', ({ updatedAt }) => Date.parse(updatedAt) >= due);
  await householdFromCheck(stage, id);
  return { id, kind: 'skipped', outcome: 'granted' };
}
