/** The command line against the whole running system: live scenarios, the demonstration, and the audit. */
import { variableOf } from '../../connectors/settings.js';
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import mongoose from 'mongoose';
import { projectRoot } from '../../services/project-root.js';
import { startSystem, type System } from '../whole/system.js';

const MINUTES = 60_000;

let system: System;

beforeAll(async () => {
  system = await startSystem();
}, 3 * MINUTES);

afterAll(() => system?.stop(), MINUTES);

interface Ended {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

async function motcua(args: readonly string[], env: NodeJS.ProcessEnv = environment()): Promise<Ended> {
  const program = join(projectRoot(), 'dist', 'cli', 'main.js');
  try {
    const { stdout, stderr } = await promisify(execFile)(process.execPath, [program, ...args], {
      cwd: projectRoot(),
      env,
      maxBuffer: 50_000_000,
    });
    return { code: 0, out: stdout, err: stderr };
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
    return { code, out: stdout, err: stderr };
  }
}

/** As somebody else's machine would reach the system: by addresses alone. */
function environment(): NodeJS.ProcessEnv {
  return {
    PATH: process.env['PATH'],
    MOTCUA_PUBLIC_URL: system.apiUrl,
    MOTCUA_ACCOUNT_PASSWORD: system.password,
    ...Object.fromEntries(Object.entries(system.offices).map(([name, url]) => [variableOf(name, 'URL'), url])),
    MOTCUA_DATA: system.dataFolder,
    MONGODB_URI: system.services.mongodbUri,
  };
}

const scenario = (name: string): string => `definitions/scenarios/${name}.scenario.yaml`;

describe('motcua simulate --live', () => {
  it(
    'plays scenarios on the running system as they were predicted, down to each fact',
    async () => {
      const usual = ['1.013831/returned-as-wrong', '1.013225/silence-is-consent', '2.000815/at-once'];
      const onAnEdge = ['1.001193/the-system-asks-again', '0.000001.H99/household-posted-and-taxed'];
      const rareData = ['1.013978/department-late-and-apologises', '2.002621/birth-refused-then-shown'];
      const files = [...usual, ...onAnEdge, ...rareData].map(scenario);
      const { code, out } = await motcua(['simulate', '--live', '--quiet', ...files]);
      expect({ code, out }).toEqual({ code: 0, out: expect.stringMatching(/7 passed, 0 failed\s*$/) as unknown });
    },
    3 * MINUTES,
  );

  it(
    'says where the running system and the scenario part, by line, and ends with 1',
    async () => {
      const wrong = fileURLToPath(new URL('./wrong-expectation.scenario.yaml', import.meta.url));
      const { code, out } = await motcua(['simulate', '--live', '--quiet', wrong]);
      expect(code).toBe(1);
      expect(out).toContain('wrong-expectation.scenario.yaml:15 expected appointment: total, due: 2026-03-10T17:30');
      expect(out).toContain('found total is due 2026-03-09T17:30');
    },
    2 * MINUTES,
  );
});

describe('motcua demo', () => {
  let month: { totals: Record<string, number>; timelineUrl: string; dossiers: Record<string, unknown>[] };

  beforeAll(async () => {
    const { code, out, err } = await motcua(['demo', '--dossiers', '13', '--month', '2026-10', '--json']);
    if (code !== 0) throw new Error(`${err}${out}`);
    month = JSON.parse(out) as typeof month;
  }, 5 * MINUTES);

  it('has every dossier end as the engine predicted, each named case among them', () => {
    expect(month.dossiers).toHaveLength(13);
    expect(month.dossiers.flatMap(({ wrong }) => wrong)).toEqual([]);
    expect(month.dossiers.filter(({ shows }) => shows).length).toBe(12);
    expect(month.totals).toMatchObject({ received: 13, refused: 1, withdrawn: 1, late: 1 });
  });

  it('writes a page on which one dossier explains each of its dates', async () => {
    const page = await readFile(fileURLToPath(month.timelineUrl), 'utf8');
    expect(page).toContain('Gửi thư xin lỗi');
    expect(page).toContain('8 ngày làm việc');
    expect(page).not.toContain('undefined');
  });

  it(
    'shows the month as a table, in the order of reception',
    async () => {
      const { code, out } = await motcua(['demo', '--dossiers', '13', '--month', '2026-02']);
      expect(code).toBe(0);
      const rows = out.split('\n').filter((line) => /^H99\.42-2602\d\d-\d{4} +\d\.\d{6}(?:\.H99)? +\d\d\/02 \d\d:\d\d /.test(line));
      expect(rows).toHaveLength(13);
      expect(rows.filter((row) => row.includes('TRỄ HẸN'))).toHaveLength(1);
      expect(out).toMatch(/13 dossiers: \d+ early, \d+ on time, 1 late/);
      expect(out).toMatch(/file:\/\/\S+\.html/);
    },
    5 * MINUTES,
  );
});

describe('motcua audit verify', () => {
  it(
    'finds nothing where nothing was altered',
    async () => {
      const { code, out } = await motcua(['audit', 'verify']);
      expect(code).toBe(0);
      expect(out).toMatch(/^\d+ dossiers, \d+ facts: nothing altered\n$/);
    },
    MINUTES,
  );

  it(
    'names the dossier and the fact that somebody altered, and ends with 1',
    async () => {
      const number = await alterOneFact();
      const { code, out } = await motcua(['audit', 'verify']);
      expect(code).toBe(1);
      expect(out).toContain(`${number}  #4  bị sửa / altered`);
      expect(out).toMatch(/\d+ dossiers, \d+ facts: \d+ findings in 1 dossiers\n$/);
      const { findings } = JSON.parse((await motcua(['audit', 'verify', '--json'])).out) as { findings: object[] };
      expect(findings[0]).toMatchObject({ number, no: 4, problem: 'altered' });
    },
    MINUTES,
  );
});

/** As somebody with the password of the database might: a fact is an hour earlier than it was. Returns the number of its dossier. */
async function alterOneFact(): Promise<string> {
  const connection = await mongoose.createConnection(system.services.mongodbUri).asPromise();
  try {
    const dossiers = connection.collection<{ _id: string; number: string }>('dossiers');
    const { _id, number } = (await dossiers.findOne({}))!;
    const facts = connection.collection<{ _id: string; fact: { no: number; effectiveAt: number } }>('facts');
    const fourth = (await facts.findOne({ _id: { $regex: `^${_id}` }, 'fact.no': 4 }))!;
    await facts.updateOne({ _id: fourth._id }, { $inc: { 'fact.effectiveAt': -3_600_000 } });
    return number;
  } finally {
    await connection.close();
  }
}

it('says to start the system first where none runs', async () => {
  const { code, err } = await motcua(['demo'], { PATH: process.env['PATH'], MOTCUA_DATA: join(system.dataFolder, 'nothing-here') });
  expect(code).toBe(1);
  expect(err).toContain('npm start');
});
