/** Lives of dossiers, each driven over HTTP from reception to its end by the officers whose turn it is. */
import { setTimeout as wait } from 'node:timers/promises';
import type { Chance } from '../whole/chance.js';
import type { Answer, Officers } from '../whole/officers.js';
import type { Expected } from '../whole/verdict.js';

export interface Stage {
  readonly officers: Officers;
  readonly chance: Chance;
  /** Within this time, in ms, the dossiers come in. */
  readonly spreadMs: number;
  /** While it is false, officers take their time, so that the traffic lasts as long as the bad days. */
  over(): boolean;
}

export type Life = (stage: Stage) => Promise<Expected>;

const MORNING = '2026-03-24T09:00:00';
const CLOSING = Date.parse('2026-03-24T17:30:00+07:00');
/** Of a system that nobody kills any more: however long the bad days last, officers wait. */
const LONGEST_WAIT_MS = 150_000;
const applicant = { name: 'Người nộp thử', kind: 'person' } as const;

export const LIVES = { copies, household, giftToTheState, sale, lastMinute, inTime, skipped } satisfies Record<string, Life>;

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

async function householdFromCheck(stage: Stage, id: string): Promise<void> {
  await complete(stage, id, 'econ-2', 'check#1');
  await sign(stage, id, 'econ-head', 'certificate');
  await deliver(stage, id);
}

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

/** Both offices are asked; the tax is paid by instalments, each of another amount: paid twice, one would show. */
async function sale(stage: Stage): Promise<Expected> {
  const id = await receive(stage, { ...TRANSFER, data: { ...parcel, kind: 'sale' } });
  await appraise(stage, id);
  const { obligations } = await until(stage, id, 'the tax notice', ({ obligations: each }) => Object.keys(each).length > 0);
  const [reference, { amount }] = Object.entries(obligations as Record<string, { amount: number }>)[0]!;
  const instalments = [1_000_000, 2_000_000, 3_000_000];
  for (const each of [...instalments, amount - 6_000_000]) {
    await pause(stage);
    accepted(await stage.officers.act('counter-1', id, { type: 'pay', reference, amount: each }));
  }
  await register(stage, id);
  return { id, kind: 'sale', outcome: 'granted' };
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

async function receive(stage: Stage, application: object, at?: number): Promise<string> {
  await wait(stage.chance.between(0, stage.spreadMs));
  const clock = at === undefined ? MORNING : new Date(at + 7 * 3_600_000).toISOString().slice(0, 19);
  const { id } = accepted(await stage.officers.receive({ channel: 'desk', applicant, ...application, rehearsal: { at: clock } }));
  return id;
}

/** The officer takes the task, may lay it down and take it up again, and does it. Some send the act once and go home, whatever comes of it. */
async function complete(stage: Stage, id: string, account: string, run: string, more: object = {}): Promise<void> {
  await until(stage, id, `${run} to be open`, ({ tasks }) => tasks.some((each: { run: string }) => each.run === run));
  for (let times = stage.chance.below(3); times > 0 && !stage.over(); times -= 1) {
    await pause(stage);
    accepted(await act(stage, id, account, { type: 'claim', run }));
    await pause(stage);
    accepted(await act(stage, id, account, { type: 'release', run }));
  }
  await pause(stage);
  const done = { type: 'complete', run, ...more };
  if (stage.chance.next() > 0.15) return void accepted(await act(stage, id, account, done));
  if (await stage.officers.actOnce(account, id, done)) return;
  await healed(stage, id, account, run, done);
}

/** The result is uploaded, then the step is done with it. */
async function sign(stage: Stage, id: string, account: string, document: string, more: object = {}): Promise<void> {
  await until(stage, id, 'the signing', ({ tasks }) => tasks.some(({ run }: { run: string }) => run === 'sign#1'));
  const file = await stage.officers.upload(account, id, document);
  await complete(stage, id, account, 'sign#1', { ...more, results: { [document]: file } });
}

async function copyAndCompare(stage: Stage, id: string): Promise<void> {
  const copy = await stage.officers.upload('desk-2', id, 'copy');
  await complete(stage, id, 'desk-2', 'compare#1', { results: { copy } });
}

/** Nobody asks again about an act that was never answered: either it happened, and shows without anybody's doing, or it did not, and is done now. */
async function healed(
  stage: Stage,
  id: string,
  account: string,
  run: string,
  act: { readonly type: string; readonly run: string },
): Promise<void> {
  const open = (dossier: { tasks: { run: string }[] }): boolean => dossier.tasks.some((each) => each.run === run);
  const patience = Date.now() + 20_000;
  while (Date.now() < patience) {
    if (!open(accepted(await stage.officers.read('desk-1', `/dossiers/${id}`)))) return;
    await wait(2_000);
  }
  const answer = await stage.officers.act(account, id, act);
  if (answer.status === 200) return;
  if (answer.status !== 409) accepted(answer);
  await until(stage, id, `${run} to be done`, (dossier) => !open(dossier));
}

async function deliver(stage: Stage, id: string): Promise<void> {
  const { tasks } = await until(stage, id, 'the delivery', (dossier) =>
    dossier.tasks.some(({ kind }: { kind: string }) => kind === 'deliver'),
  );
  await pause(stage);
  accepted(await act(stage, id, 'counter-1', { type: 'deliver', run: tasks[0].run, method: 'desk' }));
}

const act = (stage: Stage, id: string, account: string, body: Readonly<Record<string, unknown>>) => stage.officers.act(account, id, body);

function pause(stage: Stage): Promise<void> {
  return wait(stage.over() ? stage.chance.between(0, 300) : stage.chance.between(1_500, 7_000));
}

/** The centre that received a dossier sees it from its first day to its last. */
async function until(stage: Stage, id: string, what: string, ready: (dossier: Answer['body']) => boolean): Promise<Answer['body']> {
  for (let end = Date.now() + LONGEST_WAIT_MS; ;) {
    if (!stage.over()) end = Date.now() + LONGEST_WAIT_MS;
    const dossier = accepted(await stage.officers.read('desk-1', `/dossiers/${id}`));
    if (ready(dossier)) return dossier;
    if (Date.now() > end)
      throw new Error(
        `waited ${LONGEST_WAIT_MS / 1000} s for ${what}: ${dossier.procedure} ${id}, ${dossier.status}, open: ${JSON.stringify(dossier.tasks.map(({ run }: { run: string }) => run))}`,
      );
    await wait(stage.over() ? stage.chance.between(500, 1_500) : stage.chance.between(2_000, 4_000));
  }
}

function accepted({ status, body }: Answer): Answer['body'] {
  if (status >= 300) throw new Error(`answered ${status} ${body.code}: ${JSON.stringify(body).slice(0, 600)}`);
  return body;
}
