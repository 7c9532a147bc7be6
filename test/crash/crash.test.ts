/**
 * Bad days: a whole system, two hundred running dossiers driven over HTTP, and every part of it killed with SIGKILL in the middle, several times, at last all at once.
 * `MOTCUA_CRASH_SEED` repeats the moments of an earlier run (not the races within them); `MOTCUA_KEEP=1` keeps data and logs.
 */
import { randomInt } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client, Connection } from '@temporalio/client';
import { openStore } from '../../store/open-store.js';
import { badDays } from './bad-days.js';
import { chanceOf } from '../whole/chance.js';
import { ADDRESS, type Life, LIVES } from './lives.js';
import { officersAt, type Officers } from '../whole/officers.js';
import { startSystem, type System } from '../whole/system.js';
import { lettersAt, ordersAt, partnersOn } from '../whole/outside.js';
import { latenessOf, verdictOn, whenQuiet, type Evidence, type Expected } from '../whole/verdict.js';

const HOW_MANY: Readonly<Record<keyof typeof LIVES, number>> = {
  copies: 45,
  household: 35,
  filed: 15,
  giftToTheState: 20,
  sale: 15,
  paidOnline: 10,
  birthGroup: 8,
  lastMinute: 30,
  inTime: 12,
  skipped: 8,
};
const USUAL_ROUNDS = 3;
/** Each round kills each part once. More for a long soak, with more dossiers, so that there is about as much to lose at each kill. */
const ROUNDS = Number(process.env['MOTCUA_CRASH_ROUNDS'] ?? USUAL_ROUNDS);
const LONGER = Math.max(0, ROUNDS - USUAL_ROUNDS);
/** About what a round takes, in ms. */
const ROUND_MS = 22_000;
/** Dossiers are received all along the bad days, in ms. */
const SPREAD_MS = 9_000 + LONGER * ROUND_MS;
const TIMES = Math.max(1, ROUNDS / USUAL_ROUNDS / 4);
/** To send what is still to be sent, at the partners' own rate, in ms. */
const QUIET_MS = 60_000 * TIMES;

const seed = Number(process.env['MOTCUA_CRASH_SEED'] ?? randomInt(1_000_000));
const say = (line: string): void => void process.stderr.write(`crash test, seed ${seed}: ${line}\n`);

let system: System;
let officers: Officers;
let evidence: Evidence;
let lived: PromiseSettledResult<Expected | readonly Expected[]>[];
let left: Record<string, number>;

beforeAll(
  async () => {
    system = await startSystem();
    say(`data and logs in ${system.dataFolder}`);
    const chance = chanceOf(seed);
    officers = officersAt(system.apiUrl, system.password, () => chance.next() < 0.05);
    await publishLastMinute();
    const days = badDays(system, chance, ROUNDS);
    const stage = { officers, chance, offices: system.offices, spreadMs: SPREAD_MS, over: days.over };
    const names = Object.keys(LIVES) as (keyof typeof LIVES)[];
    const lives = names.flatMap((name) => {
      const live: Life = LIVES[name];
      return Array.from({ length: Math.round(HOW_MANY[name] * TIMES) }, () => live(stage));
    });
    const all = Promise.allSettled(lives);
    const began = Date.now();
    const passed = (): string => `${Math.round((Date.now() - began) / 1000)} s`;
    await days.done;
    say(`the bad days are over after ${passed()}, with ${days.kills()} kills`);
    lived = await all;
    say(`every life is at its end after ${passed()}`);
    left = await whenQuiet(system.services.mongodbUri, QUIET_MS);
    say(`quiet after ${passed()}`);
    await gather();
  },
  400_000 + LONGER * 3 * ROUND_MS,
);

afterAll(async () => {
  await evidence?.client.connection.close();
  await evidence?.store.close();
  await system?.stop();
}, 60_000);

describe('two hundred dossiers, while worker, API, partners, Temporal, MongoDB and Redis are killed in turn and at last together', () => {
  it('all come to their end, and no officer gets an answer but the right one', () => {
    const failed = lived.flatMap((life) => (life.status === 'rejected' ? [String(life.reason)] : []));
    expect(failed.slice(0, 20)).toEqual([]);
  });

  it('meet no error that nobody foresaw', () => {
    const lines = readFileSync(join(system.dataFolder, 'log', 'api.log'), 'utf8').split('\n');
    expect(lines.filter((line) => line.includes('"msg":"unexpected error"'))).toEqual([]);
  });

  it(
    'keep every acknowledged act, none twice, in facts without gaps that the views agree with',
    async () => {
      expect((await verdictOn(evidence)).slice(0, 20)).toEqual([]);
    },
    60_000 * TIMES,
  );

  it('keep each file that was uploaded once', async () => {
    const { uploads } = officers;
    const times = async ({ dossierId, document }: (typeof uploads)[number]): Promise<number> =>
      (await evidence.store.files.of(dossierId)).filter((file) => file.document === document).length;
    const kept = await Promise.all(uploads.map(times));
    expect(kept).toEqual(uploads.map(() => 1));
  });

  it('have no command left undone and no intent unfinished', () => {
    expect(left).toEqual({});
  });

  it('reach each partner once, and hear its answer', async () => {
    // the treasury and the portal are told what has happened, not asked by a step
    const { treasury: _treasury, 'national-portal': _portal, ...asked } = system.offices;
    expect(await partnersOn(evidence, Object.values(asked))).toEqual([]);
  });

  it('order each amount at most once, and write each letter once', async () => {
    expect(await ordersAt(system.offices.treasury!)).toEqual([]);
    expect(await lettersAt(system.mailbox, system.services.mongodbUri, ADDRESS)).toEqual([]);
  });
});

async function publishLastMinute(): Promise<void> {
  const text = readFileSync(new URL('last-minute.procedure.yaml', import.meta.url), 'utf8');
  const { status, body } = await officers.post('admin-1', '/procedures', { text });
  if (status >= 300) throw new Error(`the procedure was not published: ${JSON.stringify(body)}`);
}

async function gather(): Promise<void> {
  const store = await openStore({ uri: system.services.mongodbUri });
  const client = new Client({ connection: await Connection.connect({ address: system.services.temporalAddress }) });
  const lives = lived.flatMap((life) => (life.status === 'fulfilled' ? life.value : []));
  evidence = { store, client, lives, sent: officers.sent };
  const late = await latenessOf(evidence);
  say(
    `${officers.sent.length} acts, ${officers.retries()} requests sent again, ${late.length} deadlines missed, the clock at most ${Math.max(0, ...late)} ms late to say so`,
  );
}
