import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Command } from '../../domain/engine/command.js';
import type { OutboxRow } from '../../store/outgoing.js';
import { at } from '../domain/engine/fixture.js';
import { House } from './house.js';

let house: House;
beforeAll(async () => void (house = await House.open()));
afterAll(() => house.close());

const rowOf = (dossierId: string, command: Command): OutboxRow => ({
  id: `${dossierId}-${command.key}`,
  dossierId,
  command,
  createdAt: at('2026-02-10T08:00'),
  attempts: 0,
  state: 'queued',
});
const issue = (dossierId: string, key: string) =>
  rowOf(dossierId, { key, type: 'run automatic', run: 'issue#1', activity: 'issue number', register: 'certification' });

describe('a number from a register', () => {
  it('follows the one before, is the same when the row is done again, and belongs to the year of the act', async () => {
    const { issueNumber } = await import('../../notifications/issue-number.js');
    const id = await house.refer();
    const first = await issueNumber(house.store, issue(id, 'a'));
    const again = await issueNumber(house.store, issue(id, 'a'));
    expect([first, again, await issueNumber(house.store, issue(id, 'b'))]).toEqual(['001/2026', '001/2026', '002/2026']);
  });

  it('is one number though the row is done five times at once', async () => {
    const { issueNumber } = await import('../../notifications/issue-number.js');
    const id = await house.refer();
    const numbers = await Promise.all(Array.from({ length: 5 }, () => issueNumber(house.store, issue(id, 'at-once'))));
    expect(new Set(numbers).size).toBe(1);
  });

  it('leaves no gap in the real register when it is a rehearsal', async () => {
    const { issueNumber } = await import('../../notifications/issue-number.js');
    const real = await house.refer();
    const before = Number.parseInt(await issueNumber(house.store, issue(real, 'c')), 10);
    expect(await issueNumber(house.store, issue(await house.refer({ price: 1 }, true), 'd'))).toBe('001/2026');
    expect(Number.parseInt(await issueNumber(house.store, issue(real, 'e')), 10)).toBe(before + 1);
  });

  it('comes back to the dossier as an act under the key of the row; a dossier that no longer wants it is no error', async () => {
    const id = await house.refer();
    await house.hands().runCommand(issue(id, 'f'));
    expect(house.performed).toContain(`outbox-${id}-f`);
  });
});

describe('a notice', () => {
  it('is there once though the row is done twice, with whom it is for and its note', async () => {
    const id = await house.refer();
    const row = rowOf(id, {
      key: 'n',
      type: 'notify',
      to: 'centre',
      agency: 'an-phu',
      role: 'centre-leader',
      about: 'escalation',
      note: 'abc',
    });
    await house.hands().runCommand(row);
    await house.hands().runCommand(row);
    expect(await house.store.notices.of(id)).toEqual([
      {
        id: row.id,
        dossierId: id,
        kind: 'notice',
        about: 'escalation',
        to: 'centre',
        agency: 'an-phu',
        role: 'centre-leader',
        note: 'abc',
        at: row.createdAt,
      },
    ]);
    expect((await house.store.notices.list([{ agency: 'an-phu', roles: ['centre-leader'] }], { limit: 5 })).items[0]).toMatchObject({
      id: row.id,
    });
  });

  it('and a paper carries the form it is written on', async () => {
    const id = await house.refer();
    await house.hands().runCommand(rowOf(id, { key: 'p', type: 'issue paper', paper: 'apology', form: '04', note: 'abc' }));
    expect(await house.store.notices.of(id)).toMatchObject([{ kind: 'paper', about: 'apology', form: '04', to: 'applicant', note: 'abc' }]);
  });
});

describe('a handoff through a connector that has no address here', () => {
  it('is refused for good with the connectors there are', async () => {
    const id = await house.refer();
    const row = rowOf(id, {
      key: 'x',
      type: 'cancel handoff',
      run: 'refer-tax#1',
      step: 'refer-tax',
      party: 'tax',
      agency: 'tax-2',
      connector: 'customs',
    });
    await expect(house.hands().runCommand(row)).rejects.toThrow('connector customs has no address here; expected one of tax');
  });
});

describe('a cancellation that is given up', () => {
  it('is kept with what it would have taken back', async () => {
    const id = await house.refer();
    const row = rowOf(id, {
      ...{ key: 'c', type: 'cancel handoff', run: 'refer-tax#1', step: 'refer-tax', party: 'tax', agency: 'tax-2', connector: 'tax' },
    });
    await house.hands().giveUp(row, new Error('no answer'));
    const { items } = await house.store.messages.of(id, { limit: 50 });
    expect(items).toMatchObject([{ message: 'cancel handoff', state: 'dead', body: { run: 'refer-tax#1' } }]);
  });
});
