/** Comparing with the national portal: "we say in process, they say processed". A simulated portal over HTTP, signed as the real one. */
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createPortal, type Portal } from '../../connectors/national-portal/client.js';
import { start as startPortal } from '../../connectors/national-portal/simulator/server.js';
import { USUAL } from '../../connectors/policy.js';
import type { Simulator } from '../../connectors/simulator/start.js';
import { backgroundOf } from '../../notifications/background.js';
import { dispatchesFor } from '../../notifications/dispatches.js';
import { OPEN_GATE } from '../../notifications/gate.js';
import { portalDossier } from '../../notifications/portal-dossier.js';
import { sourceOf } from '../../notifications/send-portal.js';
import { sendFor } from '../../reconciliation/orders.js';
import { compareWith, type CompareDeps } from '../../reconciliation/rounds.js';
import type { Difference } from '../../store/differences-kept.js';
import { SECRET, until } from '../connectors/offices.js';
import { House } from '../notifications/house.js';

const PUBLIC_URL = 'https://mot-cua.example';

let house: House;
let simulator: Simulator;
let portal: Portal;
beforeEach(async () => {
  house = await House.open(dispatchesFor({ portal: true, treasury: false, land: false, mail: false }));
  simulator = await startPortal({ secrets: [SECRET], publicUrl: house.motcua.url });
  portal = createPortal({ baseUrl: simulator.url, secrets: [SECRET] });
  house.dispatches = { portal: { store: house.store, portal, publicUrl: PUBLIC_URL } };
});
afterEach(async () => {
  await house.close();
  await simulator.stop();
});

const code = async (id: string): Promise<number | undefined> => (await portal.standing(`H56-260210-${id}`))?.code;
const open = async (): Promise<readonly Difference[]> =>
  (await house.store.differences.list({ states: ['open', 'ordered'] }, { limit: 50 })).items;
function compared() {
  const policy = { ...USUAL, perMinute: null, poll: { after: 1, longest: 1000 } };
  const deps: CompareDeps = {
    ...{ store: house.store, connectors: {}, portal, publicUrl: PUBLIC_URL, now: () => Date.now() },
    ...{ gateOf: () => OPEN_GATE, policyOf: () => policy },
  };
  return compareWith(deps, 'national-portal');
}
const order = async (difference: Difference) => {
  expect(await sendFor(house.store, difference)).toBe(true);
  await house.store.differences.order(difference.id, { what: 'ordered', at: Date.now(), by: 'desk-1' });
};

async function told(): Promise<string> {
  const id = await house.refer();
  const relay = house.relay();
  await until('it to be told', async () => (await code(id)) === 4);
  await until('nothing to be on its way', async () => (await house.store.outbox.waiting(50)).length === 0);
  await relay.stop();
  return id;
}

describe('a dossier at the portal', () => {
  it('that stands there as it was told is no difference', async () => {
    await told();
    expect(await compared()).toMatchObject({ compared: 1, found: 0 });
    expect(await open()).toEqual([]);
  });

  it('that the portal does not know is found and told again', async () => {
    const id = await told();
    const port = Number(new URL(simulator.url).port);
    await simulator.stop();
    simulator = await startPortal({ port, secrets: [SECRET], publicUrl: house.motcua.url });
    await compared();
    expect(await open()).toMatchObject([{ kind: 'unknown-there', dossierId: id, connector: 'national-portal', ours: { state: '4' } }]);
    await order((await open())[0]!);
    house.relay();
    await until('it to be known again', async () => (await code(id)) === 4);
    expect(await compared()).toMatchObject({ settled: 1 });
  });

  it('that stands there otherwise is found with both codes', async () => {
    const id = await told();
    const background = await backgroundOf(house.store, id);
    const source = await sourceOf({ store: house.store, publicUrl: PUBLIC_URL }, background);
    await portal.sync('from-elsewhere', [{ ...portalDossier(source, background.facts.length), status: 9, finishedAt: Date.now() }]);
    // the portal says whole seconds
    await new Promise((resolve) => setTimeout(resolve, 1100));
    await compared();
    expect(await open()).toMatchObject([
      { kind: 'status-differs', dossierId: id, ours: { state: '4' }, theirs: { state: '9', at: expect.any(Number) } },
    ]);
    await order((await open())[0]!);
    house.relay();
    await until('it to stand as here', async () => (await code(id)) === 4);
    expect(await compared()).toMatchObject({ settled: 1 });
  });

  it('whose last telling is dead is found without asking', async () => {
    const id = await house.refer();
    for (const row of await house.store.outbox.waiting(50))
      if (row.command.type === 'sync portal') await house.store.outbox.mark(row.id, 'dead', '103');
    await compared();
    expect(await open()).toMatchObject([{ kind: 'not-sent', dossierId: id }]);
  });
});
