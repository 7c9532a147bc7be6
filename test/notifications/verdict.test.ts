import { describe, expect, it } from '@jest/globals';
import { verdictOn } from '../../notifications/verdict.js';
import { appraising, LAND_1 } from '../domain/engine/fixture.js';

describe('a partner’s answer', () => {
  const asked = appraising().do('2026-02-11T09:00', LAND_1, { type: 'complete', run: 'appraise#1', outcome: 'eligible' });
  const reply = { type: 'reply', run: 'refer-tax#1', reply: 'no-obligation' } as const;

  it('that comes while papers are awaited comes too early, and is tried again', () => {
    expect(verdictOn({ code: 'SUPPLEMENT_OPEN' }, reply, asked.facts)).toBe('early');
  });

  it('that the step does not know is somebody’s to look at', () => {
    expect(verdictOn({ code: 'REPLY_UNKNOWN' }, reply, asked.facts)).toBe('dead');
  });
});
