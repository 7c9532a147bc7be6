import { describe, expect, it } from '@jest/globals';
import { type Dossier, examine, now, perform, wake } from '../../workflows/dossier.js';
import type { ActRequest } from '../../workflows/messages.js';
import { unwrittenFrom } from '../../workflows/unwritten.js';
import { DESK, RECEIVE, WORLD } from '../domain/engine/fixture.js';

function received(): Dossier {
  const dossier: Dossier = { world: WORLD, state: null, wakeAt: null, reached: 0, clockOffset: 0, unwritten: unwrittenFrom(undefined) };
  perform(dossier, { by: DESK, act: RECEIVE, key: 'first' });
  return dossier;
}

const complete: ActRequest = { by: DESK, act: { type: 'complete', run: 'receive#1' }, key: 'second' };

describe('a dossier in the hands of its workflow', () => {
  it('is judged once for an act: the handler, given the request read anew, goes on with what the validator found out', () => {
    const dossier = received();
    examine(dossier, complete);
    const found = dossier.examined!.step;
    expect(perform(dossier, structuredClone(complete)).facts).toBe(found.facts);
    expect(dossier.state).toBe(found.state);
  });

  it('is judged afresh where another act came between, and on replay, where nothing is examined', () => {
    const [moved, replayed] = [received(), received()];
    examine(moved, complete);
    moved.state = { ...moved.state! };
    const foreseen = moved.examined!.step.facts;
    expect(perform(moved, complete).facts).not.toBe(foreseen);
    expect(perform(replayed, complete).facts.map(({ type }) => type)).toEqual(foreseen.map(({ type }) => type));
  });

  it('believes a timer that fires, though the clock it is shown has not come so far', () => {
    const dossier = received();
    const due = dossier.wakeAt!;
    expect(due).toBeGreaterThan(Date.now());
    expect(wake(dossier, due)).toBe(true);
    expect(dossier.unwritten.pending.at(-1)!.facts.at(-1)).toMatchObject({ recordedAt: due });
    expect(now(dossier)).toBe(due);
  });

  it('does nothing when a timer fires for an instant that has moved', () => {
    const dossier = received();
    expect(wake(dossier, dossier.wakeAt! - 60_000)).toBe(false);
    expect(dossier.unwritten.pending).toHaveLength(1);
  });
});
