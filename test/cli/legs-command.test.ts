/** `motcua legs` against a running API: a land transfer received on Tuesday 10 February 2026 and appraised two and a half hours late. */
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { type Attribution, unaccounted } from '../../cli/legs-text.js';
import { legsCommand } from '../../cli/legs.js';
import { openOneStop, type OneStop, PASSWORD } from '../api/one-stop.js';
import { TRANSFER } from '../api/transfer.js';

let centre: OneStop;
let server: Server;
let number: string;

beforeAll(async () => {
  centre = await openOneStop();
  server = centre.app.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  process.env['MOTCUA_PUBLIC_URL'] = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  process.env['MOTCUA_ACCOUNT_PASSWORD'] = PASSWORD;
  const { body } = await centre.as('desk-1').post('/dossiers', { ...TRANSFER, rehearsal: { at: '2026-02-10T09:12' } });
  number = body.number;
  const act = (account: string, act: object) => centre.as(account).post(`/dossiers/${body.id}/acts`, act);
  await act('desk-1', { type: 'complete', run: 'receive#1' });
  await centre.as('desk-1').post(`/rehearsals/${body.id}/clock`, { to: '2026-02-24T10:00' });
  await act('land-1', { type: 'claim', run: 'appraise#1' });
}, 120_000);

afterAll(async () => {
  delete process.env['MOTCUA_PUBLIC_URL'];
  delete process.env['MOTCUA_ACCOUNT_PASSWORD'];
  await new Promise((resolve) => server?.close(resolve));
  await centre?.close();
});

async function printed(...args: string[]): Promise<string> {
  const log = jest.spyOn(console, 'log').mockImplementation(() => undefined);
  try {
    await legsCommand().parseAsync(args, { from: 'user' });
    return log.mock.calls.flat().join('\n');
  } finally {
    log.mockRestore();
  }
}

describe('motcua legs', () => {
  it('prints each leg with its date, what it was allowed and used, and the dates promised', async () => {
    const text = await printed(number, '--language', 'en');
    const line = (begins: string) => text.split('\n').find((each) => each.startsWith(begins));
    expect(text).toContain(`${number}  1.013831  `);
    expect(line('Appraise')).toMatch(
      /Land registration branch III +at work +17:30 23\/02\/2026 +10:00 24\/02\/2026 +LATE +2298 +2448 +150$/,
    );
    expect(line('Check the papers')).toMatch(/ done +15:12 10\/02\/2026 .*240/);
    expect(line('the whole dossier')).toMatch(/17:30 27\/02\/2026 +17:30 27\/02\/2026 +17:30 08\/04\/2026$/);
    expect(line('the first appointment')).toMatch(/150$/);
    expect(line('Refer to the tax office')).toMatch(/Tax office 3 +foreseen +17:30 03\/03\/2026/);
    expect(process.exitCode).toBeUndefined();
  });

  it('prints whose time it was; the parts add up to the time that has passed', async () => {
    const text = await printed(number, '--language', 'vi');
    const [, after = ''] = text.split('Thời gian thuộc về');
    const minutes = [...after.matchAll(/ (\d+)$/gm)].map(([, each]) => Number(each));
    const [sum, ...parts] = minutes.reverse();
    expect(parts.length).toBeGreaterThan(2);
    expect(parts.reduce((total, each) => total + each, 0)).toBe(sum);
    expect(after).toMatch(/Cộng: 09:12 10\/02\/2026 – 10:00 24\/02\/2026/);
  });

  it('gives the same as JSON', async () => {
    const told = JSON.parse(await printed(number, '--json', '--reckoning', 'recorded'));
    expect(told).toMatchObject({ number, procedure: '1.013831', attribution: { reckoning: 'recorded' }, unaccountedMs: 0 });
    expect(told.legs.map(({ step }: { step: string }) => step)).toContain('appraise');
    expect(told.promises.map(({ id }: { id: string }) => id)).toContain('total');
  });

  it('says so of a number that no dossier has', async () => {
    await expect(printed('H99.42-000000-0000')).rejects.toThrow(/404 NOT_FOUND.*H99\.42-000000-0000/);
  });
});

it('time that nobody answers for is a finding, by owner or by leg', () => {
  const owner = { name: { vi: 'x' } };
  const spent = (ms: number) => ({ owner, ms, minutes: 0 });
  const time = { run: 'a#1', allowedMinutes: null, usedMinutes: 0, overMinutes: 0, onItsWayMinutes: 0, parts: [spent(6)] };
  const whole: Attribution = {
    from: '',
    until: '',
    elapsedMs: 10,
    elapsedMinutes: 0,
    buckets: [spent(10)],
    legs: [time],
    rest: [spent(4)],
  };
  expect(unaccounted(whole)).toBe(0);
  expect(unaccounted({ ...whole, buckets: [spent(9)] })).toBe(1);
  expect(unaccounted({ ...whole, rest: [] })).toBe(4);
});
