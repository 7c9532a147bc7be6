/**
 * Many dossiers on a bad road: both offices drop, delay, repeat and reorder a fifth of their messages, say wrong things and are down twice. The whole of Motcua runs: API, dossier worker,
 * relay, on the real services. Everything arrives, once, and nothing needs a hand. `MOTCUA_ROAD_DOSSIERS` makes it longer, `MOTCUA_ROAD_SEED` another.
 */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { doorOf } from '../../api/use-cases/door.js';
import { connectorsFrom } from '../../connectors/connectors.js';
import { policiesIn } from '../../connectors/partner-policy.js';
import { start as startLandRegistry } from '../../connectors/land-registry/simulator/server.js';
import type { Mood } from '../../connectors/simulator/mood.js';
import type { Simulator } from '../../connectors/simulator/start.js';
import { start as startTaxOffice } from '../../connectors/tax/simulator/server.js';
import type { Fact } from '../../domain/engine/fact.js';
import { acknowledges } from '../../notifications/crossed.js';
import { duePolls } from '../../notifications/due-polls.js';
import { startEarlyRounds } from '../../notifications/early-rounds.js';
import { mannersBy } from '../../notifications/manners.js';
import { startOutboxRelay } from '../../notifications/outbox-relay.js';
import { createHands } from '../../notifications/run-command.js';
import { CONNECTOR_SECRET, openOneStop, type OneStop, secretsFor } from '../api/one-stop.js';
import { TRANSFER } from '../api/transfer.js';

const COUNT = Number(process.env['MOTCUA_ROAD_DOSSIERS'] ?? 20);
const SEED = Number(process.env['MOTCUA_ROAD_SEED'] ?? 4);
const PATIENCE = 60_000 + COUNT * 4_000;
const BAD: Partial<Mood> = {
  seed: SEED,
  delayMs: 100,
  delayUpToMs: 1000,
  laterMs: 2000,
  drop: 0.2,
  late: 0.2,
  duplicate: 0.2,
  reorder: 0.2,
  wrong: 0.1,
};
const OUTAGES = [
  { inMs: 3000, forMs: 4000 },
  { inMs: 12_000, forMs: 4000 },
];
const HURRIED = {
  MOTCUA_CONNECTOR_PER_MINUTE: '60000',
  MOTCUA_CONNECTOR_FIRST_DELAY_MS: '200',
  MOTCUA_CONNECTOR_LONGEST_DELAY_MS: '2000',
  MOTCUA_CONNECTOR_FIRST_PROBE_MS: '300',
  MOTCUA_CONNECTOR_LONGEST_PROBE_MS: '1000',
  MOTCUA_CONNECTOR_POLL_AFTER_MS: '3000',
  MOTCUA_CONNECTOR_LONGEST_POLL_MS: '6000',
  MOTCUA_CONNECTOR_TIMEOUT_MS: '3000',
};

let centre: OneStop;
let server: Server;
let offices: Record<'tax' | 'land', Simulator>;
const ends: (() => Promise<unknown>)[] = [];

beforeAll(async () => {
  centre = await openOneStop();
  server = createServer(centre.app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const options = {
    publicUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    mood: BAD,
  } as const;
  offices = {
    tax: await startTaxOffice({ ...options, secrets: secretsFor('tax') }),
    land: await startLandRegistry({ ...options, secrets: secretsFor('land-registry') }),
  };
  startRoad();
}, 120_000);

afterAll(async () => {
  await Promise.all(ends.map((end) => end()));
  await Promise.all(Object.values(offices ?? {}).map((office) => office.stop()));
  server?.closeAllConnections();
  server?.close();
  await centre?.close();
}, 60_000);

/** As the worker does it. */
function startRoad(): void {
  const { store, deps } = centre;
  const env = {
    ...HURRIED,
    MOTCUA_CONNECTOR_SECRET: CONNECTOR_SECRET,
    MOTCUA_TAX_URL: offices.tax.url,
    MOTCUA_LAND_REGISTRY_URL: offices.land.url,
  };
  const policyOf = policiesIn(env);
  const door = doorOf(deps);
  const road = { ...door, store, policyOf, connectors: connectorsFrom(env), crossed: acknowledges(door.perform) };
  const relay = startOutboxRelay({
    ...{ store, redisUrl: process.env['REDIS_URL']!, prefix: `test-road-${Date.now()}`, pollMs: 50 },
    ...createHands({ ...road, dispatches: {}, fileLinked: () => Promise.reject(new Error('no linked dossiers here')) }),
    mannerOf: mannersBy(policyOf, store),
    polls: duePolls(road, 200),
  });
  const early = startEarlyRounds(road, 500, () => undefined);
  ends.push(
    () => relay.stop(),
    () => early.stop(),
  );
}

const act = async (account: string, id: string, body: object): Promise<void> => {
  const answer = await centre.as(account).post(`/dossiers/${id}/acts`, body);
  expect({ status: answer.status, code: answer.body.code }).toEqual({ status: 200, code: undefined });
};
/** Looked for now and then: many dossiers wait at once. */
async function until(what: string, isTrue: () => Promise<boolean>, end = Date.now() + PATIENCE): Promise<void> {
  while (!(await isTrue())) {
    if (Date.now() > end) throw new Error(`waited ${PATIENCE} ms for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
}
const facts = (id: string) => centre.store.facts.of(id);
const opened = (all: readonly Fact[], step: string) => all.some((fact) => fact.type === 'stepOpened' && fact.step === step);

/** From the desk to the certificate that waits to be signed: the tax office asks for money, the applicant pays it, the land registry numbers the change. */
async function live(): Promise<string> {
  const { body } = await centre.as('desk-1').post('/dossiers', TRANSFER);
  const id = (body as { id: string }).id;
  await act('desk-1', id, { type: 'complete', run: 'receive#1' });
  await act('land-1', id, { type: 'complete', run: 'appraise#1', outcome: 'eligible' });
  await until(`the notice for ${id}`, async () => (await facts(id)).some(({ type }) => type === 'obligationStated'));
  await payAll(id);
  await until(`the payment for ${id}`, async () => opened(await facts(id), 'register'));
  await act('land-2', id, { type: 'complete', run: 'register#1' });
  await until(`the number for ${id}`, async () => opened(await facts(id), 'sign'));
  return id;
}

/** The treasury answers when it is open; what was paid is not paid again. */
async function payAll(id: string): Promise<void> {
  for (const fact of await facts(id)) {
    if (fact.type !== 'obligationStated') continue;
    await until(`the treasury to take the money for ${id}`, async () => {
      const paid = await fetch(`${offices.tax.url}/payments/${encodeURIComponent(fact.reference)}`, { method: 'POST', body: '{}' });
      return paid.status === 202 || paid.status === 422;
    });
  }
}

it(
  `${COUNT} dossiers end where they should, no effect happens twice, and nobody had to do anything`,
  async () => {
    for (const { url } of Object.values(offices))
      await fetch(`${url}/control`, { method: 'POST', body: JSON.stringify({ outages: OUTAGES }) });
    const ids = await Promise.all(Array.from({ length: COUNT }, live));
    for (const id of ids) {
      const all = await facts(id);
      const count = (type: Fact['type']) => all.filter((fact) => fact.type === type).length;
      expect([count('handoffRequested'), count('handoffReplied'), count('obligationStated'), count('obligationPaid')]).toEqual([
        2, 2, 1, 1,
      ]);
      const crossed = all.flatMap((fact) => (fact.type === 'handoverReceived' ? [fact.run] : []));
      expect(crossed.filter((run) => /^(refer-tax|record)#/.test(run)).sort()).toEqual(['record#1', 'refer-tax#1']);
      const { view } = (await centre.store.dossiers.get(id))!;
      expect(Object.values(view!.obligations)).toEqual([expect.objectContaining({ left: 0 })]);
    }
    expect(await lettersNotMadeWrong()).toEqual([]);
    const kept = await Promise.all(ids.map(async (id) => (await centre.store.messages.of(id, { limit: 100 })).items));
    expect(
      new Set(
        kept
          .flat()
          .map(({ state }) => state)
          .filter((state) => state !== 'dead'),
      ),
    ).toEqual(new Set(['done']));
    const rows = await Promise.all(
      Object.values(offices).map(async ({ url }) => (await fetch(`${url}/referrals`)).json() as Promise<unknown[]>),
    );
    expect(rows.map((each) => each.length)).toEqual([COUNT, COUNT]);
  },
  PATIENCE * 2,
);

/** Of the dead letters, those that are not the wrong messages that the offices were told to send. */
async function lettersNotMadeWrong(): Promise<unknown[]> {
  const { items } = await centre.store.messages.dead({}, { limit: 1000 });
  return items
    .filter(({ messageId }) => !messageId.endsWith('-wrong'))
    .map(({ connector, message, reason }) => ({ connector, message, reason }));
}
