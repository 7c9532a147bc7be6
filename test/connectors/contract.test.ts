/** The whole contract, partner by partner: what every row of `connectors/partners.ts` keeps to, whatever its own words are. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { callbackSecrets, createCallbacks } from '../../connectors/callbacks.js';
import { type Connector, createClient } from '../../connectors/client.js';
import type { CallbackMessage } from '../../connectors/contract.js';
import { PARTNERS } from '../../connectors/partners.js';
import { secretsOf } from '../../connectors/settings.js';
import { REPLAY_WINDOW, signedHeaders } from '../../connectors/signature.js';
import type { Simulator, StartSimulator } from '../../connectors/simulator/start.js';
import { receiveMessage } from '../../notifications/receive-message.js';
import { House } from '../notifications/house.js';
import { listen, type Listener, post, SECRET, until } from './offices.js';
import { clientOf, SAMPLES } from './samples.js';

const names = Object.keys(PARTNERS);
/** The portal takes dossiers at addresses of its own: `national-portal.test.ts`. */
const asked = names.filter((name) => Object.keys(PARTNERS[name]!.mapping.outgoing).length > 0);
const sampleOf = (name: string) => SAMPLES.find(({ connector }) => connector === name)!;

describe('the partners', () => {
  it('are asked by this contract, all but the portal', () => {
    expect(names.filter((name) => !asked.includes(name))).toEqual(['national-portal']);
  });
});

describe.each(asked)('%s', (name) => {
  let motcua: Listener;
  let simulator: Simulator;
  let partner: Connector;
  beforeEach(async () => {
    motcua = await listen();
    const { start } = (await import(`../../connectors/${name}/simulator/server.js`)) as { start: StartSimulator };
    simulator = await start({ secrets: [SECRET], publicUrl: motcua.url, mood: { delayMs: 0 } });
    partner = clientOf(name, simulator.url);
  });
  afterEach(async () => {
    await simulator.stop();
    await motcua.close();
  });

  it('says whether it is there', async () => {
    const before = await partner.healthy();
    await post(`${simulator.url}/control`, { down: true });
    expect([before, await partner.healthy()]).toEqual([true, false]);
  });

  it('acknowledges a message under its id, once however often it comes, and knows no other', async () => {
    const referral = sampleOf(name);
    expect(await partner.send(referral)).toEqual({ id: referral.id, state: 'received' });
    expect(await partner.send(referral)).toEqual({ id: referral.id, state: 'known' });
    expect([await partner.status('unknown'), (await partner.status(referral.id))?.id]).toEqual([null, referral.id]);
  });

  it('takes nothing that is signed with another secret, and is then away, not lost', async () => {
    const config = { baseUrl: simulator.url, secrets: ['the secret of somebody else of 32 letters'] } as const;
    const stranger = PARTNERS[name]!.createClient?.(config) ?? createClient(PARTNERS[name]!.mapping, config);
    await expect(stranger.send(sampleOf(name))).rejects.toMatchObject({ name: 'PartnerAway' });
  });

  it('answers by signed callbacks, the same that it tells when asked', async () => {
    const referral = sampleOf(name);
    await partner.send(referral);
    await until('the answer', async () => (await partner.status(referral.id))?.state === 'answered');
    const { answers } = (await partner.status(referral.id))!;
    await until('all callbacks', () => motcua.raw.length === answers.length);
    expect(motcua.refused).toEqual([]);
    const heard = motcua.raw.map((raw) => JSON.parse(raw) as CallbackMessage);
    expect(heard).toEqual(expect.arrayContaining([...answers]));
    expect(answers.every(({ connector, reference }) => connector === name && reference === `d-1.ask#1`)).toBe(true);
  });
});

describe('the door', () => {
  const NOW = Date.parse('2026-03-04T09:00:00+07:00');
  const env = { MOTCUA_CONNECTOR_SECRET: SECRET };
  const door = createCallbacks(callbackSecrets(env));
  const message = (connector: string, more: object = {}) => ({
    ...{ id: `m-${connector}`, connector, message: 'greeting', reference: 'd-1.ask#1', body: {} },
    ...more,
  });
  const refused = (connector: string, sentAt: number, body: string, signed = body) =>
    door.refuses(connector, signedHeaders(`m-${connector}`, signed, secretsOf(env, connector), sentAt), Buffer.from(body), NOW);

  let house: House;
  beforeAll(async () => {
    house = await House.open();
  });
  afterAll(() => house?.close());

  it.each(names)('of %s believes nothing that is older than the window, and nothing that was altered', (name) => {
    const raw = JSON.stringify(message(name));
    expect(refused(name, NOW - REPLAY_WINDOW - 1, raw)).toMatch(/seconds away from our clock/);
    expect(refused(name, NOW + REPLAY_WINDOW + 1, raw)).toMatch(/seconds away from our clock/);
    expect(refused(name, NOW, raw.replace('greeting', 'reply'), raw)).toBe('the signature does not fit the message');
    expect(refused(name, NOW - REPLAY_WINDOW, raw) ?? '').not.toMatch(/seconds away|signature does not fit/);
  });

  it.each(names)('of %s keeps a message that it does not understand as one dead letter, however often it comes', async (name) => {
    const first = await receiveMessage(house.door(), name, message(name));
    const again = await receiveMessage(house.door(), name, message(name));
    expect([first, again]).toMatchObject([
      { state: 'dead', fresh: true, reason: { said: expect.stringContaining('message greeting is unknown; expected one of') } },
      { state: 'dead', fresh: false },
    ]);
    expect((await house.store.messages.dead({ connector: name }, { limit: 10 })).items).toHaveLength(1);
  });

  it.each(asked)('of %s does not take what another system says in its name', async (name) => {
    const other = names.find((each) => each !== name)!;
    const said = await receiveMessage(house.door(), name, message(other, { id: `false-${name}` }));
    expect(said).toMatchObject({
      state: 'dead',
      reason: { said: expect.stringContaining(`expected ${name}, to whom the address belongs`) },
    });
  });
});
