/** What officers do in a life: each thing once, whatever is killed meanwhile, and with patience. */
import { setTimeout as wait } from 'node:timers/promises';
import type { Chance } from '../whole/chance.js';
import type { Answer, Officers } from '../whole/officers.js';

export interface Stage {
  readonly officers: Officers;
  readonly chance: Chance;
  /** Addresses of the simulated offices, by connector. */
  readonly offices: Readonly<Record<string, string>>;
  /** Within this time, in ms, the dossiers come in. */
  readonly spreadMs: number;
  /** While it is false, officers take their time, so that the traffic lasts as long as the bad days. */
  over(): boolean;
}

/** Sees every dossier, whichever agency has it. */
const READER = 'auditor-1';
const MORNING = '2026-03-24T09:00:00';
/** Of a system that nobody kills any more: however long the bad days last, officers wait. */
const LONGEST_WAIT_MS = 150_000;
export const applicant = { name: 'Người nộp thử', kind: 'person' } as const;

export async function receive(stage: Stage, application: object, at?: number): Promise<string> {
  await wait(stage.chance.between(0, stage.spreadMs));
  const clock = at === undefined ? MORNING : new Date(at + 7 * 3_600_000).toISOString().slice(0, 19);
  const { id } = accepted(await stage.officers.receive({ channel: 'desk', applicant, ...application, rehearsal: { at: clock } }));
  return id;
}

/** The officer takes the task, may lay it down and take it up again, and does it. Some send the act once and go home, whatever comes of it. */
export async function complete(stage: Stage, id: string, account: string, run: string, more: object = {}): Promise<void> {
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

/** What was not handed in at a desk waits to be accepted. */
export async function takeUp(stage: Stage, id: string, account: string): Promise<void> {
  await pause(stage);
  accepted(await act(stage, id, account, { type: 'accept' }));
}

/** The result is uploaded, then the step is done with it. */
export async function sign(stage: Stage, id: string, account: string, document: string, more: object = {}, run = 'sign#1'): Promise<void> {
  await until(stage, id, 'the signing', ({ tasks }) => tasks.some((each: { run: string }) => each.run === run));
  const file = await stage.officers.upload(account, id, document);
  await complete(stage, id, account, run, { ...more, results: { [document]: file } });
}

export async function copyAndCompare(stage: Stage, id: string): Promise<void> {
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
    if (!open(accepted(await stage.officers.read(READER, `/dossiers/${id}`)))) return;
    await wait(2_000);
  }
  const answer = await stage.officers.act(account, id, act);
  if (answer.status === 200) return;
  if (answer.status !== 409) accepted(answer);
  await until(stage, id, `${run} to be done`, (dossier) => !open(dossier));
}

export async function deliver(stage: Stage, id: string): Promise<void> {
  const { tasks } = await until(stage, id, 'the delivery', (dossier) =>
    dossier.tasks.some(({ kind }: { kind: string }) => kind === 'deliver'),
  );
  await pause(stage);
  accepted(await act(stage, id, 'counter-1', { type: 'deliver', run: tasks[0].run, method: 'desk' }));
}

export const act = (stage: Stage, id: string, account: string, body: Readonly<Record<string, unknown>>) =>
  stage.officers.act(account, id, body);

export function pause(stage: Stage): Promise<void> {
  return wait(stage.over() ? stage.chance.between(0, 300) : stage.chance.between(1_500, 7_000));
}

/** The dossier that a step has opened, once it is received and taken up. */
export async function linkedTo(stage: Stage, id: string, run: string): Promise<string> {
  const { linked } = await until(stage, id, `${run} to open a dossier`, (dossier) => Boolean(dossier.linked[run]?.dossier));
  return String(linked[run].dossier);
}

/** Asks an office as somebody outside would, again and again until it takes the wish. */
export async function asked({ offices }: Stage, office: string, path: string, wish: object): Promise<void> {
  for (const end = Date.now() + LONGEST_WAIT_MS; ; await wait(1_000)) {
    const status = await fetch(`${offices[office]}${path}`, { method: 'POST', body: JSON.stringify(wish) }).then(
      (answer) => answer.status,
      () => 0,
    );
    if (status === 202) return;
    if (Date.now() > end) throw new Error(`${office} did not take ${path}: ${status}`);
  }
}

/** Waits until the centre has taken what was filed at the portal; answers the id of its dossier. */
export async function taken(stage: Stage, filing: string): Promise<string> {
  for (let end = Date.now() + LONGEST_WAIT_MS; ; await wait(1_000)) {
    if (!stage.over()) end = Date.now() + LONGEST_WAIT_MS;
    const all = await fetch(`${stage.offices['national-portal']}/filings`).then(
      (answer) => answer.json(),
      () => [],
    );
    const { state, lastAnswer = '' } = (all as KeptFiling[]).find(({ id }) => id === `filing-${filing}`) ?? {};
    const number = /"MaHoSo":"([^"]+)"/.exec(lastAnswer)?.[1];
    if (state === 'arrived' && number) return accepted(await stage.officers.read(READER, `/dossiers/${number}`)).id;
    if (state === 'refused' || Date.now() > end) throw new Error(`the filing ${filing} is ${state}: ${lastAnswer}`);
  }
}

interface KeptFiling {
  readonly id: string;
  readonly state?: string;
  readonly lastAnswer?: string;
}

export async function until(stage: Stage, id: string, what: string, ready: (dossier: Answer['body']) => boolean): Promise<Answer['body']> {
  for (let end = Date.now() + LONGEST_WAIT_MS; ;) {
    if (!stage.over()) end = Date.now() + LONGEST_WAIT_MS;
    const dossier = accepted(await stage.officers.read(READER, `/dossiers/${id}`));
    if (ready(dossier)) return dossier;
    if (Date.now() > end)
      throw new Error(
        `waited ${LONGEST_WAIT_MS / 1000} s for ${what}: ${dossier.procedure} ${id}, ${dossier.status}, open: ${JSON.stringify(dossier.tasks.map(({ run }: { run: string }) => run))}`,
      );
    await wait(stage.over() ? stage.chance.between(500, 1_500) : stage.chance.between(2_000, 4_000));
  }
}

export function accepted({ status, body }: Answer): Answer['body'] {
  if (status >= 300) throw new Error(`answered ${status} ${body.code}: ${JSON.stringify(body).slice(0, 600)}`);
  return body;
}
