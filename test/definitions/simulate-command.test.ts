import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { simulate } from '../../cli/simulate.js';
import { readCatalogue } from '../../definitions/load-catalogue.js';

const GOOD = 'definitions/scenarios/2.000815/at-once.scenario.yaml';
const catalogue = await readCatalogue('definitions');
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'motcua-simulate-'));
});

afterAll(() => rm(folder, { recursive: true }));

async function changed(name: string, from: string, to: string): Promise<string> {
  const file = join(folder, name);
  await writeFile(file, (await readFile(GOOD, 'utf8')).replace(from, to));
  return file;
}

describe('motcua simulate', () => {
  it('plays every scenario of a folder', async () => {
    const outcomes = await simulate(['definitions/scenarios/2.000815'], catalogue);
    expect(outcomes.map(({ mismatches }) => mismatches.length)).toEqual([0, 0, 0, 0, 0]);
    expect(outcomes[1]?.timeline[0]).toEqual({ at: '2026-03-04T15:00', by: 'desk-1', fact: expect.stringContaining('dossier received') });
  });

  it('names the line of what is not as expected', async () => {
    const file = await changed('late.scenario.yaml', 'timeliness: on time', 'timeliness: early');
    const [outcome] = await simulate([file], catalogue);
    const line = (await readFile(file, 'utf8')).split('\n').findIndex((text) => text.includes('timeliness: early')) + 1;
    expect(outcome?.mismatches).toEqual([{ line, expected: 'ended: granted, timeliness: early', found: 'granted, on time' }]);
  });

  it.each([
    ['a key that is none', 'receivedAt', 'recievedAt', /late-2.*UNKNOWN_KEY/s],
    ['a procedure that is none', '2.000815', '2.999999', /no procedure 2.999999 is in force on 2026-03-04; the catalogue has .*1.001612/],
    ['a day before the procedure', '2026-03-04T15:00\n', '2024-03-04T15:00\n', /is in force on 2024-03-04/],
  ])('refuses %s', async (_what, from, to, message) => {
    const file = await changed('late-2.scenario.yaml', from, to);
    await expect(simulate([file], catalogue)).rejects.toThrow(message);
  });

  it('refuses a file and a folder that are not there', async () => {
    await expect(simulate(['nowhere.yaml'], catalogue)).rejects.toThrow('nowhere.yaml: there is no such file');
    await expect(simulate(['nowhere'], catalogue)).rejects.toThrow('nowhere: no scenarios here');
  });
});
