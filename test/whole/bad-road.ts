/**
 * Land transfers on a bad road: tax office and land registry drop, delay, repeat and reorder a fifth of their messages, say wrong things, and are down twice. The whole of Motcua runs. What must
 * come of it: every dossier delivered, nothing twice, and nobody had to do anything.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { Client, Connection } from '@temporalio/client';
import type { Mood } from '../../connectors/simulator/mood.js';
import type { Fact } from '../../domain/engine/fact.js';
import { openStore } from '../../store/open-store.js';
import type { Store } from '../../store/store.js';
import { TRANSFER } from '../api/transfer.js';
import { officersAt, type Answer, type Officers } from './officers.js';
import { startSystem, type System } from './system.js';
import { uneven } from './outside.js';
import { verdictOn, whenQuiet } from './verdict.js';

export interface BadRoad {
  readonly dossiers: number;
  readonly seed: number;
  /** Both offices are down then; milliseconds after the first reception. */
  readonly outages: Mood['outages'];
  /** Milliseconds any step of a dossier may take. */
  readonly patience: number;
}

export interface RoadTravelled {
  /** What is not as it must be, each a sentence. */
  readonly findings: readonly string[];
  readonly seconds: number;
  /** Messages received from partners, by what became of them; wrong ones that were made on purpose apart. */
  readonly messages: Readonly<Record<string, number>>;
}

interface Road extends BadRoad {
  readonly system: System;
  readonly officers: Officers;
  readonly store: Store;
  readonly news: News;
}

const moodOf = (seed: number): Partial<Mood> => ({
  ...{ seed, delayMs: 100, delayUpToMs: 1000, laterMs: 2000 },
  ...{ drop: 0.2, late: 0.2, duplicate: 0.2, reorder: 0.2, wrong: 0.1 },
});
/** Short waits between tries, so that a bad road is travelled in minutes instead of hours. */
const HURRIED = {
  MOTCUA_ACT_TIMEOUT_MS: '60000',
  MOTCUA_STALE_INTENT_MS: '70000',
  MOTCUA_CONNECTOR_PER_MINUTE: '60000',
  MOTCUA_CONNECTOR_FIRST_DELAY_MS: '200',
  MOTCUA_CONNECTOR_LONGEST_DELAY_MS: '2000',
  MOTCUA_CONNECTOR_FIRST_PROBE_MS: '300',
  MOTCUA_CONNECTOR_LONGEST_PROBE_MS: '1000',
  MOTCUA_CONNECTOR_POLL_AFTER_MS: '3000',
  MOTCUA_CONNECTOR_LONGEST_POLL_MS: '6000',
  MOTCUA_CONNECTOR_TIMEOUT_MS: '3000',
};
const OFFICES = ['tax', 'land-registry'] as const;
const QUIET_MS = 60_000;

export async function travel(road: BadRoad): Promise<RoadTravelled> {
  const system = await startSystem({ ...HURRIED, MOTCUA_SIMULATOR_MOOD: JSON.stringify(moodOf(road.seed)) });
  const store = await openStore({ uri: system.services.mongodbUri });
  const news = await newsOf(store);
  try {
    const officers = officersAt(system.apiUrl, system.password, () => false);
    return await run({ ...road, system, officers, store, news });
  } finally {
    await news.end();
    await store.close();
    await system.stop();
  }
}

async function run(road: Road): Promise<RoadTravelled> {
  const start = Date.now();
  await Promise.all(OFFICES.map((office) => tell(road, office, '/control', { outages: road.outages })));
  const lived = await Promise.allSettled(Array.from({ length: road.dossiers }, () => live(road)));
  const seconds = (Date.now() - start) / 1000;
  const ids = lived.flatMap((life) => (life.status === 'fulfilled' ? [life.value] : []));
  const failed = lived.flatMap((life) => (life.status === 'rejected' ? [String(life.reason)] : []));
  const left = await whenQuiet(road.system.services.mongodbUri, QUIET_MS);
  const undone = Object.entries(left).map(([what, count]) => `${count} left: ${what}`);
  const messages: Record<string, number> = {};
  const findings = [...failed, ...undone, ...(await facts(road, ids)), ...(await offices(road)), ...(await letters(road, ids, messages))];
  return { findings, seconds, messages };
}

/** From the desk to the certificate in the new owner's hands: the tax office asks for money, the applicant pays it, the land registry numbers the change. */
async function live(road: Road): Promise<string> {
  const { officers } = road;
  const { id } = accepted(await officers.receive(TRANSFER)) as { id: string };
  const act = async (account: string, body: Readonly<Record<string, unknown>>) => accepted(await officers.act(account, id, body));
  await act('desk-1', { type: 'complete', run: 'receive#1' });
  await act('land-1', { type: 'complete', run: 'appraise#1', outcome: 'eligible' });
  await pay(road, await until(road, id, 'a notice', (all) => all.flatMap((fact) => (fact.type === 'obligationStated' ? [fact] : []))[0]));
  await until(road, id, 'the payment', opened('register'));
  await act('land-3', { type: 'complete', run: 'register#1' });
  await until(road, id, 'the number', opened('sign'));
  const file = await officers.upload('branch-head', id, 'new-certificate');
  await act('branch-head', { type: 'complete', run: 'sign#1', outcome: 'signed', results: { 'new-certificate': file } });
  const { run } = await until(road, id, 'the delivery', (all) => openings(all).find(({ kind }) => kind === 'deliver'));
  await act('counter-1', { type: 'deliver', run, method: 'desk' });
  return id;
}

const openings = (all: readonly Fact[]) => all.flatMap((fact) => (fact.type === 'stepOpened' ? [fact] : []));
const opened = (name: string) => (all: readonly Fact[]) => openings(all).find(({ step }) => step === name);

/** The treasury answers when it is open; what was paid is not paid again. */
async function pay(road: Road, { reference }: { readonly reference: string }): Promise<void> {
  for (const end = Date.now() + road.patience; ; await wait(500)) {
    const status = await tell(road, 'tax', `/payments/${encodeURIComponent(reference)}`, {});
    if (status === 202 || status === 422) return;
    if (Date.now() > end) throw new Error(`the treasury did not take the money for ${reference}: ${status}`);
  }
}

async function tell({ system }: Pick<Road, 'system'>, office: (typeof OFFICES)[number], path: string, body: object): Promise<number> {
  return (await fetch(`${system.offices[office]}${path}`, { method: 'POST', body: JSON.stringify(body) })).status;
}

function accepted({ status, body }: Answer): Answer['body'] {
  if (status >= 300) throw new Error(`answered ${status} ${body.code}: ${JSON.stringify(body).slice(0, 600)}`);
  return body;
}

/** Waits without asking: looks again when the dossier has changed. */
async function until<T>(
  { store, news, patience }: Road,
  id: string,
  what: string,
  look: (facts: readonly Fact[]) => T | undefined,
): Promise<T> {
  for (const end = Date.now() + patience; ;) {
    const changed = news.next(id, end - Date.now());
    const found = look(await store.facts.of(id));
    if (found !== undefined) return found;
    if (Date.now() >= end) throw new Error(`waited ${patience / 1000} s for ${what} of ${id}`);
    await changed;
  }
}

interface News {
  /** Resolves at the dossier's next change, or after so many milliseconds. */
  next(id: string, within: number): Promise<void>;
  end(): Promise<void>;
}

async function newsOf(store: Store): Promise<News> {
  const waiting = new Map<string, () => void>();
  const end = await store.watchChanges(({ kind, id }) => {
    if (kind === 'dossier') waiting.get(id)?.();
  });
  const next = (id: string, within: number): Promise<void> =>
    new Promise((resolve) => {
      // nobody waits for what was found meanwhile
      const timer = setTimeout(() => waiting.get(id)?.(), Math.max(0, within)).unref();
      waiting.set(id, () => {
        clearTimeout(timer);
        waiting.delete(id);
        resolve();
      });
    });
  return { next, end };
}

/** Each dossier is closed and granted, in facts that hold; each crossing, notice and payment is there once. */
async function facts({ store, system, officers }: Road, ids: readonly string[]): Promise<string[]> {
  const client = new Client({ connection: await Connection.connect({ address: system.services.temporalAddress }) });
  try {
    const lives = ids.map((id) => ({ id, kind: 'sale', outcome: 'granted' }) as const);
    const findings = await verdictOn({ store, client, lives, sent: officers.sent });
    for (const id of ids) findings.push(...crossings(id, await store.facts.of(id)));
    return findings;
  } finally {
    await client.connection.close();
  }
}

const ONCE_OR_TWICE = { handoffRequested: 2, handoffReplied: 2, obligationStated: 1, obligationPaid: 1 } as const;

function crossings(id: string, all: readonly Fact[]): string[] {
  const counted = Object.entries(ONCE_OR_TWICE).flatMap(([type, times]) => {
    const found = all.filter((fact) => fact.type === type).length;
    return found === times ? [] : [`${id}: ${type} ${found} times, not ${times}`];
  });
  const received = all.flatMap((fact) => (fact.type === 'handoverReceived' && /^(refer-tax|record)#/.test(fact.run) ? [fact.run] : []));
  return received.sort().join(' ') === 'record#1 refer-tax#1'
    ? counted
    : [...counted, `${id}: handed over to partners: ${received.join(' ')}`];
}

/** Each office has heard each thing once. */
async function offices({ system, dossiers }: Road): Promise<string[]> {
  const kept = OFFICES.map(async (office) => (await (await fetch(`${system.offices[office]}/referrals`)).json()) as readonly Kept[]);
  const found = (await Promise.all(kept)).flat().map(({ referral }) => referral.message);
  const once = ['land-tax-referral', 'land-record-change', 'result-delivered'];
  return uneven(Array.from({ length: dossiers }, () => once).flat(), found);
}

interface Kept {
  readonly referral: { readonly message: string };
}

/** The last: what was paid at the tax office before the order of its payment could leave. */
const NEEDS_NOBODY = ['done', 'wrong, dead', 'request payment moot'];

/** Nothing waits for a hand, but for the messages that the offices were told to get wrong. */
async function letters({ store }: Road, ids: readonly string[], messages: Record<string, number>): Promise<string[]> {
  const findings: string[] = [];
  for (const id of ids)
    for (const { messageId, message, state } of (await store.messages.of(id, { limit: 100 })).items) {
      const what = messageId.endsWith('-wrong') ? `wrong, ${state}` : state;
      messages[what] = (messages[what] ?? 0) + 1;
      if (![what, `${message} ${what}`].some((each) => NEEDS_NOBODY.includes(each)))
        findings.push(`${id}: ${message} ${messageId} is ${what}`);
    }
  return findings;
}
