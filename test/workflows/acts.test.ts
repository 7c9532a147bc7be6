import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { WorkflowUpdateFailedError } from '@temporalio/client';
import type { ApplicationFailure } from '@temporalio/common';
import { allowedActionsQuery, factsQuery, stateQuery } from '../../workflows/messages.js';
import { at, DESK, LAND_1, RECEIVE, WORLD } from '../domain/engine/fixture.js';
import { Shell } from './shell.js';

let shell: Shell;
beforeAll(async () => void (shell = await Shell.start()));
afterAll(() => shell.stop());

const MORNING = at('2026-02-10T09:12');

async function refusalOf(attempt: Promise<unknown>): Promise<{ type: string; details: unknown[] }> {
  return refusalIn(
    await attempt.then(
      () => null,
      (failure: unknown) => failure,
    ),
  );
}

function refusalIn(error: unknown): { type: string; details: unknown[] } {
  expect(error).toBeInstanceOf(WorkflowUpdateFailedError);
  const cause = (error as WorkflowUpdateFailedError).cause as ApplicationFailure;
  return { type: cause.type!, details: cause.details! };
}

describe('reception', () => {
  it('starts the workflow and answers with the first facts', async () => {
    const dossier = await shell.receive({ at: MORNING });
    expect(dossier.first.facts[0]).toMatchObject({ no: 1, type: 'dossierReceived', number: RECEIVE.number });
    expect(Math.abs(dossier.first.facts[0]!.effectiveAt - MORNING)).toBeLessThan(5000);
    const { state } = await dossier.handle.query(stateQuery);
    expect(state).toMatchObject({ status: 'accepted', factNo: dossier.first.facts.length });
  });

  it('that is refused leaves no dossier, and is refused again when it is sent again', async () => {
    const refused = { code: 'DOCUMENT_MISSING', found: 'certificate' };
    const attempt = (): Promise<unknown> =>
      shell.receiveAs('faulty', { act: { ...RECEIVE, documents: ['application'] }, by: DESK, world: WORLD, key: 'k1' });
    for (const _ of [1, 2]) expect(await refusalOf(attempt())).toEqual({ type: 'Refusal', details: [refused, []] });
    expect((await shell.client.workflow.getHandle('dossier-faulty').describe()).status.name).toBe('FAILED');
  });

  it('sent twice under one key opens one dossier', async () => {
    const receive = () => shell.receiveAs('twice', { act: RECEIVE, by: DESK, world: WORLD, key: 'k1' });
    const [one, two] = await Promise.all([receive(), receive()]);
    expect(two.first).toEqual(one.first);
  });
});

describe('an act', () => {
  it('answers with its facts and commands, numbered on without gaps', async () => {
    const dossier = await shell.receive({ at: MORNING });
    const { facts } = await shell.act(dossier, DESK, { type: 'complete', run: 'receive#1' });
    expect(facts[0]!.no).toBe(dossier.first.facts.length + 1);
    expect(facts.map((fact) => fact.type)).toContain('stepOpened');
  });

  it('that the state does not allow is refused with what is allowed now, and leaves no trace', async () => {
    const dossier = await shell.receive({ at: MORNING });
    const before = (await dossier.handle.describe()).historyLength;
    const refusal = await refusalOf(shell.act(dossier, DESK, { type: 'complete', run: 'appraise#1' }));
    expect(refusal).toMatchObject({
      type: 'Refusal',
      details: [
        { code: 'NO_SUCH_RUN', found: 'appraise#1', expected: ['receive#1'] },
        expect.arrayContaining([expect.objectContaining({ act: 'complete', run: 'receive#1' })]),
      ],
    });
    expect((await dossier.handle.describe()).historyLength).toBe(before);
  });

  it('sent twice under one key is done once', async () => {
    const dossier = await shell.receive({ at: MORNING });
    const [one, two] = await Promise.all([1, 2].map(() => shell.act(dossier, DESK, { type: 'claim', run: 'receive#1' }, { key: 'same' })));
    expect(two).toEqual(one);
    expect((await dossier.handle.query(factsQuery, 1)).facts.filter((fact) => fact.type === 'taskClaimed')).toHaveLength(1);
  });

  it('of two officers on one task at once lets one win and tells the other', async () => {
    const dossier = await shell.receive({ at: MORNING });
    await shell.act(dossier, DESK, { type: 'complete', run: 'receive#1' });
    const claims = await Promise.allSettled(
      [LAND_1, { ...LAND_1, id: 'land-9' }].map((by) => shell.act(dossier, by, { type: 'claim', run: 'appraise#1' })),
    );
    expect(claims.map((each) => each.status).sort()).toEqual(['fulfilled', 'rejected']);
    const lost = claims.find((each) => each.status === 'rejected');
    expect(refusalIn(lost!.reason)).toMatchObject({ details: [{ code: 'HELD_BY_ANOTHER' }, expect.anything()] });
  });

  it('by a plain officer costs at most seven events', async () => {
    const dossier = await shell.receive({ at: MORNING });
    const lengths = [Number((await dossier.handle.describe()).historyLength)];
    for (const [by, act] of [
      [DESK, { type: 'claim', run: 'receive#1' }],
      [DESK, { type: 'complete', run: 'receive#1' }],
      [LAND_1, { type: 'claim', run: 'appraise#1' }],
      [LAND_1, { type: 'release', run: 'appraise#1' }],
    ] as const) {
      await shell.act(dossier, by, act);
      lengths.push(Number((await dossier.handle.describe()).historyLength));
    }
    const cost = lengths.slice(1).map((length, index) => length - lengths[index]!);
    expect(Math.max(...cost)).toBeLessThanOrEqual(7);
    expect(cost[0]).toBe(5);
  });
});

describe('a closed dossier', () => {
  it('ends its workflow, and still answers the act that closed it', async () => {
    const dossier = await shell.receive({ at: MORNING });
    const withdraw = () => shell.act(dossier, DESK, { type: 'withdraw', note: 'note' }, { key: 'last' });
    const done = await withdraw();
    expect(done.facts.map((fact) => fact.type)).toContain('dossierClosed');
    await dossier.handle.result();
    expect(await withdraw()).toEqual(done);
    expect((await dossier.handle.query(factsQuery, 1)).facts).toHaveLength(done.facts.at(-1)!.no);
  });
});

describe('what is allowed', () => {
  it('is asked for an actor and an instant', async () => {
    const dossier = await shell.receive({ at: MORNING });
    const desk = await dossier.handle.query(allowedActionsQuery, DESK);
    expect(desk).toMatchObject({
      status: 'accepted',
      actions: expect.arrayContaining([{ act: 'claim', run: 'receive#1', step: 'receive' }]),
    });
    expect((await dossier.handle.query(allowedActionsQuery, LAND_1, MORNING + 1000)).actions.filter((each) => each.run)).toEqual([]);
  });
});
