import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Fact } from '../../domain/engine/fact.js';
import { skipTo, virtualNow } from '../../services/virtual-time.js';
import { stateQuery } from '../../workflows/messages.js';
import { at, CALENDAR, Case, civil, DESK, LAND_1, PLAN, RECEIVE, TAX } from '../domain/engine/fixture.js';
import { Shell, type Started } from './shell.js';

let shell: Shell;
beforeAll(async () => void (shell = await Shell.start()));
afterAll(() => shell.stop());

const MORNING = at('2026-02-10T09:12');
const written = (dossier: Started): readonly Fact[] => shell.ledger.facts.get(dossier.dossierId) ?? [];
const countEvents = async (dossier: Started, type: string) =>
  (await dossier.handle.fetchHistory()).events!.filter((event) => Object.hasOwn(event, `${type}EventAttributes`)).length;
/** All but what the test's own skipping leaves behind. */
const eventsOf = async (dossier: Started) =>
  (await dossier.handle.fetchHistory()).events!.flatMap((event) => {
    const kinds = Object.keys(event).filter((key) => key.endsWith('Attributes'));
    return /^workflowExecution(OptionsUpdated|TimeSkipping)/.test(kinds[0] ?? '') ? [] : kinds;
  });
const skip = (dossier: Started, civilInstant: string) => skipTo(shell, dossier.dossierId, at(civilInstant));

describe('the legal clock', () => {
  it('breaches at the due instant by itself, once, and writes it', async () => {
    const dossier = await shell.receive({ at: MORNING });
    await skip(dossier, '2026-02-10T15:30');
    const breaches = () => written(dossier).filter((fact) => fact.type === 'deadlineBreached');
    expect(breaches().map((fact) => [fact.deadline, civil(fact.effectiveAt)])).toEqual([['step:receive#1', '2026-02-10T15:12']]);
    await skip(dossier, '2026-02-10T17:00');
    expect(breaches()).toHaveLength(1);
    expect(written(dossier).map((fact) => fact.no)).toEqual(written(dossier).map((_, index) => index + 1));
  });

  it('says the same as the pure engine, day after day', async () => {
    const dossier = await shell.receive({ at: MORNING });
    const now = await skip(dossier, '2026-03-20T08:00');
    const { facts } = new Case().do('2026-02-10T09:12', DESK, RECEIVE).wait('2026-03-20T08:00');
    const told = (fact: Fact) => `${fact.no} ${fact.type} ${civil(fact.effectiveAt)}`;
    expect(written(dossier).map(told)).toEqual(facts.map(told));
    expect(civil(now)).toBe('2026-03-20T08:00');
  });

  it('costs no events while nothing happens', async () => {
    const dossier = await shell.receive({ at: MORNING });
    await shell.act(dossier, DESK, { type: 'complete', run: 'receive#1' });
    await shell.act(dossier, LAND_1, { type: 'complete', run: 'appraise#1', outcome: 'eligible' });
    const { wakeAt } = await dossier.handle.query(stateQuery);
    expect(civil(wakeAt)).toBe('2026-02-24T17:30');
    const timers = await countEvents(dossier, 'timerStarted');
    await skip(dossier, '2026-02-24T08:00');
    // one timer of before the acts may fire in vain; none is started meanwhile but the one for the next instant
    expect(await countEvents(dossier, 'timerStarted')).toBeLessThanOrEqual(timers + 1);
    expect(await countEvents(dossier, 'timerFired')).toBeLessThanOrEqual(1);
  });

  it('costs no events at all while another agency is silent for a working week', async () => {
    const patient = { ...PLAN.steps['refer-tax']!, term: { length: 15, unit: 'working days' } } as const;
    const plan = { ...PLAN, steps: { ...PLAN.steps, 'refer-tax': patient } };
    const dossier = await shell.receive({ at: at('2026-03-02T08:00'), world: { plan, calendar: CALENDAR } });
    await shell.act(dossier, DESK, { type: 'complete', run: 'receive#1' });
    await shell.act(dossier, LAND_1, { type: 'complete', run: 'appraise#1', outcome: 'eligible' });
    await shell.act(dossier, TAX, { type: 'acknowledge', run: 'refer-tax#1', state: 'received' });
    await skip(dossier, '2026-03-09T08:00');
    const before = await eventsOf(dossier);
    await skip(dossier, '2026-03-16T08:00');
    expect(await eventsOf(dossier)).toEqual(before);
    await skip(dossier, '2026-03-23T17:31');
    expect(written(dossier).at(-1)).toMatchObject({ type: 'rungReached', do: 'remind' });
  });

  it('does not wait for a store that is away, and catches up when it is back', async () => {
    const dossier = await shell.receive({ at: MORNING });
    shell.ledger.away = true;
    try {
      void skip(dossier, '2026-02-10T15:30').catch(() => undefined);
      await until(async () => shell.ledger.calls.some((call) => call.dossierId === dossier.dossierId));
      const { facts } = await shell.act(dossier, DESK, { type: 'complete', run: 'receive#1' });
      expect(facts.map((fact) => fact.type)).toContain('stepCompleted');
      expect(written(dossier)).toEqual([]);
    } finally {
      shell.ledger.away = false;
    }
    await until(async () => written(dossier).length > 0);
    expect(written(dossier)[0]).toMatchObject({ no: 1 });
  });

  it('lets the workflow forget what the caller knows to be written', async () => {
    const dossier = await shell.receive({ at: MORNING });
    const known = dossier.first.facts.at(-1)!.no;
    await shell.act(dossier, DESK, { type: 'claim', run: 'receive#1' }, { projected: known });
    shell.ledger.facts.set(dossier.dossierId, [...dossier.first.facts]);
    await skip(dossier, '2026-02-10T15:30');
    const [call] = shell.ledger.calls.filter((each) => each.dossierId === dossier.dossierId);
    expect(call!.facts[0]!.no).toBe(known + 1);
  });
});

describe('virtual time', () => {
  it('moves eight dossiers at once, each to its own instant', async () => {
    const dossiers = await Promise.all(Array.from({ length: 8 }, () => shell.receive({ at: MORNING })));
    const reached = await Promise.all(dossiers.map((dossier, index) => skip(dossier, `2026-02-${11 + index}T10:00`)));
    expect(reached.map(civil)).toEqual(dossiers.map((_, index) => `2026-02-${11 + index}T10:00`));
  });

  it('gives an act that follows the skipped-to time', async () => {
    const dossier = await shell.receive({ at: MORNING });
    await skip(dossier, '2026-02-10T10:00');
    const { facts } = await shell.act(dossier, DESK, { type: 'complete', run: 'receive#1' });
    expect(facts[0]!.effectiveAt - at('2026-02-10T10:00')).toBeLessThan(2000);
    expect(facts[0]!.effectiveAt).toBeGreaterThanOrEqual(at('2026-02-10T10:00'));
  });

  it('stands still at an instant already passed, and when the dossier has closed', async () => {
    const dossier = await shell.receive({ at: MORNING });
    expect(civil(await skip(dossier, '2026-02-09T10:00'))).toBe('2026-02-10T09:12');
    await shell.act(dossier, DESK, { type: 'withdraw', note: 'note' });
    await skip(dossier, '2026-02-11T10:00');
    expect((await virtualNow(shell, dossier.handle.workflowId)).running).toBe(false);
  });
});

async function until(happened: () => Promise<boolean>): Promise<void> {
  while (!(await happened())) await new Promise((resolve) => setTimeout(resolve, 20));
}
