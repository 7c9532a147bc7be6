import { describe, expect, it } from '@jest/globals';
import { type Dossier, examine, perform } from '../../workflows/dossier.js';
import type { ActRequest } from '../../workflows/messages.js';
import { unwrittenFrom } from '../../workflows/unwritten.js';
import { DESK, RECEIVE, WORLD } from '../domain/engine/fixture.js';

function received(): Dossier {
  const dossier: Dossier = { world: WORLD, state: null, wakeAt: null, clockOffset: 0, unwritten: unwrittenFrom(undefined) };
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
});
