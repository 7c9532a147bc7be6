/** Dossiers wait for the tax office; then it answers so many of them a second. Each time until the next task stands in its worklist is taken. */
import { setTimeout as wait } from 'node:timers/promises';
import { TRANSFER } from '../test/api/transfer.js';
import { officersAt } from '../test/whole/officers.js';
import { startSystem, type System } from '../test/whole/system.js';
import { whenQuiet } from '../test/whole/verdict.js';
import { openStore } from '../store/open-store.js';
import type { Store } from '../store/store.js';
import { inFlight } from './measures.js';

const AT_ONCE = 16;
const PATIENCE_MS = 300_000;
/** So many first, at a quarter of the rate: a server runs for months, and is not measured while it compiles. */
const WARM_UP = 200;

/** A referral as the tax office keeps it. */
interface Waiting {
  readonly id: string;
  readonly referral: { readonly reference: string };
}

/** @returns milliseconds from the moment each answer was due to leave the tax office. */
export async function callbacksAtRate(perSecond: number, seconds: number): Promise<number[]> {
  const system = await startSystem({ MOTCUA_SIMULATOR_MOOD: JSON.stringify({ hold: true }) });
  const store = await openStore({ uri: system.services.mongodbUri });
  try {
    const waiting = await dossiersAtTheTaxOffice(system, WARM_UP + perSecond * seconds);
    // the portal still hears of the receptions at its own rate: that is over first
    await whenQuiet(system.services.mongodbUri, PATIENCE_MS);
    const taken = await answered(system, store, waiting, perSecond);
    return taken.slice(WARM_UP);
  } finally {
    await store.close();
    await system.stop();
  }
}

async function dossiersAtTheTaxOffice(system: System, count: number): Promise<readonly Waiting[]> {
  const officers = officersAt(system.apiUrl, system.password, () => false);
  const receive = async (): Promise<string> => {
    const { id } = (await officers.receive(TRANSFER)).body as { id: string };
    await officers.act('desk-1', id, { type: 'complete', run: 'receive#1' });
    await officers.act('land-1', id, { type: 'complete', run: 'appraise#1', outcome: 'eligible' });
    return id;
  };
  const ids = await inFlight(
    Array.from({ length: count }, () => receive),
    AT_ONCE,
  );
  for (const end = Date.now() + PATIENCE_MS; Date.now() < end; await wait(500)) {
    const kept = (await (await fetch(`${system.offices['tax']}/referrals`)).json()) as readonly Waiting[];
    if (kept.length === ids.length) return kept;
  }
  throw new Error('the referrals did not all arrive at the tax office');
}

/** Each leaves when it is due, whatever came of the one before: what waits in a queue is part of the time. */
async function answered(system: System, store: Store, waiting: readonly Waiting[], perSecond: number): Promise<number[]> {
  const expected = new Map<string, (at: number) => void>();
  const stopWatching = await store.watchChanges(({ kind, id }) => kind === 'task' && expected.get(id)?.(performance.now()));
  const start = performance.now();
  const taken = waiting.map(async ({ id, referral: { reference } }, index) => {
    const due = start + ((Math.min(index, WARM_UP) * 4 + Math.max(0, index - WARM_UP)) * 1000) / perSecond;
    const nextTask = `${reference.slice(0, reference.lastIndexOf('.'))}.register#1`;
    const seen = new Promise<number>((resolve, reject) => {
      expected.set(nextTask, resolve);
      // one that is never seen must not keep the run from ending
      setTimeout(() => reject(new Error(`${nextTask} never stood in a worklist`)), due - start + PATIENCE_MS).unref();
    });
    await wait(due - performance.now());
    const address = `${system.offices['tax']}/referrals/${encodeURIComponent(id)}/answer`;
    const told = await fetch(address, { method: 'POST', body: JSON.stringify({ reply: 'no-obligation' }) });
    if (!told.ok) throw new Error(`the tax office does not answer ${id}: ${told.status} ${await told.text()}`);
    return (await seen) - due;
  });
  try {
    return await Promise.all(taken);
  } finally {
    await stopWatching();
  }
}
