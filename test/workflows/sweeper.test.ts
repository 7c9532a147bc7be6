/** What a caller that crashed left behind, and what the sweeper makes of it. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Intent } from '../../store/store.js';
import { sweep } from '../../worker/sweeper.js';
import { dossierWorkflowId, PROCESS_DOSSIER } from '../../workflows/messages.js';
import { DESK, RECEIVE, WORLD } from '../domain/engine/fixture.js';
import { seed } from '../store/dossier-facts.js';
import { intentsGone, openTestStore, type TestStore } from '../store/test-store.js';
import { Shell } from './shell.js';

const STALE_MS = 30_000;

let shell: Shell;
let test: TestStore;
let errors: unknown[];

beforeAll(async () => {
  [shell, test] = await Promise.all([Shell.start(), openTestStore()]);
}, 60_000);
afterAll(async () => {
  await Promise.all([shell.stop(), test.close()]);
});
beforeEach(() => void (errors = []));

const look = (): Promise<void> =>
  sweep({ store: test.store, client: shell.client, staleMs: STALE_MS, everyMs: 0, onError: (error) => void errors.push(error) });

const intents = (): Promise<readonly Intent[]> => test.store.intents.stale(Number.MAX_SAFE_INTEGER, 100);

/** A reception under way: its intent so old, its application written, nothing sent to Temporal yet. */
async function begun(age = 2 * STALE_MS): Promise<{ intent: Intent; id: string; number: string }> {
  const dossier = seed({ applicant: `Seed ${randomUUID()}` });
  const intent: Intent = { key: `key-${dossier.id}`, dossierId: dossier.id, requestHash: 'h', at: Date.now() - age };
  await test.store.intents.begin(intent);
  await test.store.dossiers.open(dossier);
  return { intent, id: dossier.id, number: dossier.number };
}

function receive({ intent: { key }, id, number }: { intent: Intent; id: string; number: string }) {
  return shell.receiveAs(id, { act: { ...RECEIVE, number }, by: DESK, at: undefined, world: WORLD, key });
}

describe('a reception whose caller crashed', () => {
  it('before its Update is removed, application and intent', async () => {
    const { id } = await begun();
    await look();
    expect([await test.store.dossiers.get(id), await intents(), errors]).toEqual([null, [], []]);
  });

  it('stands in no list and is found by no search as long as it is there', async () => {
    const { id, number } = await begun(0);
    const page = { limit: 100 };
    const found = await Promise.all([
      test.store.dossiers.list({}, page),
      test.store.dossiers.list({ sort: 'due' }, page),
      test.store.dossiers.search(number, {}, page),
      test.store.dossiers.search('Seed', {}, page),
      test.store.tasks.list({}, page),
    ]);
    expect(found.map(({ items }) => items)).toEqual([[], [], [], [], []]);
    await test.store.intents.abandon((await intents()).find(({ dossierId }) => dossierId === id)!);
  });

  it('may be sent again with the same key', async () => {
    const { id, intent } = await begun();
    await look();
    expect(await test.store.intents.begin({ ...intent, at: Date.now() })).toBe('new');
    expect(await test.store.dossiers.open(seed({ id }))).toBe(true);
    await test.store.intents.abandon((await intents())[0]!);
  });

  it('after its Update is finished: it has the facts of its workflow', async () => {
    const left = await begun();
    const { first } = await receive(left);
    await look();
    expect((await test.store.facts.of(left.id)).map(({ type }) => type)).toEqual(first.facts.map(({ type }) => type));
    expect((await test.store.dossiers.get(left.id))!.view!.number).toBe(left.number);
    expect(errors).toEqual([]);
    await intentsGone(test.store);
  });

  it('is left alone as long as its caller may still act', async () => {
    const { id, intent } = await begun(STALE_MS / 2);
    await look();
    expect([(await test.store.dossiers.get(id))?.id, await intents()]).toEqual([id, [intent]]);
    await test.store.intents.abandon(intent);
  });

  it('is left alone when it was sent again while the sweeper looked at it', async () => {
    const { id, intent } = await begun();
    const renewed = { ...intent, at: Date.now() };
    await test.store.intents.begin(renewed);
    expect(await test.store.intents.abandon(intent)).toBe(false);
    expect([(await test.store.dossiers.get(id))?.id, await intents()]).toEqual([id, [renewed]]);
    await test.store.intents.abandon(renewed);
  });

  it('is left alone when its workflow exists but nobody can ask it now', async () => {
    const { id, intent } = await begun();
    const handle = await shell.client.workflow.start(PROCESS_DOSSIER, {
      workflowId: dossierWorkflowId(id),
      taskQueue: `nobody-${id}`,
      args: [{ dossierId: id, clockOffset: 0 }, {}, {}],
    });
    await shell.client.withDeadline(Date.now() + 2_000, look);
    expect([(await test.store.dossiers.get(id))?.id, await intents(), errors.length]).toEqual([id, [intent], 1]);
    await handle.terminate();
    await test.store.intents.settle(intent.key);
  });

  it('is never removed once it has facts, whatever its intent says', async () => {
    const left = await begun();
    const { first } = await receive(left);
    await test.store.project({ dossierId: left.id, ...first });
    expect(await test.store.intents.abandon(left.intent)).toBe(false);
    await look();
    expect([(await test.store.facts.of(left.id)).length, await intents()]).toEqual([first.facts.length, []]);
  });
});
