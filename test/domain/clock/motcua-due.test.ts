import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dueCommand } from '../../../cli/due.js';

let printed: string[];
beforeEach(() => {
  printed = [];
  jest.spyOn(console, 'log').mockImplementation((text) => void printed.push(String(text)));
});
afterEach(() => {
  jest.restoreAllMocks();
  process.exitCode = undefined;
});

async function due(...args: string[]): Promise<string> {
  await dueCommand().parseAsync(args, { from: 'user' });
  return printed.join('\n');
}

const file = (content: unknown) => {
  const path = join(mkdtempSync(join(tmpdir(), 'motcua-due-')), 'vectors.json');
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
};

describe('motcua due', () => {
  it('prints the ledger in words and the due instant last', async () => {
    const text = await due(
      '--calendar',
      'vn',
      '--start',
      '2026-02-12T10:00',
      '--term',
      '10 working days',
      '--cut-off',
      '15:00',
      '--extension',
      '5',
    );
    expect(text).toContain('Tết Nguyên đán (mùng 1)');
    expect(text.split('\n').at(-1)).toBe('2026-03-12T17:30:00+07:00');
  });

  it('prints JSON, with what is left of a suspended term', async () => {
    const json = JSON.parse(
      await due('--start', '2026-03-02T09:00', '--term', '3 working days', '--suspend', '2026-03-04T10:00//pause', '--json'),
    );
    expect(json).toMatchObject({ calendar: 'vn', start: '2026-03-02T09:00:00+07:00', dueAt: null, left: 2, provisional: false });
    expect(json.lines[1]).toEqual({ rule: 'arrived', date: '2026-03-02', at: '2026-03-02T09:00:00+07:00' });
  });

  it('takes several suspensions', async () => {
    const suspensions = ['--suspend', '2026-03-04T10:00/2026-03-05T10:00/pause', '--suspend', '2026-03-06T10:00/2026-03-09T10:00/restart'];
    expect(await due('--start', '2026-03-02T09:00', '--term', '3 working days', ...suspensions)).toContain('2026-03-12T17:30:00+07:00');
  });

  it.each([
    [['--term', '3 working days'], '--start is missing; expected an instant such as 2026-02-12T10:00, or --vectors FILE'],
    [
      ['--start', '2026-02-30T10:00', '--term', '3 working days'],
      '--start: "2026-02-30" is no date; expected YYYY-MM-DD, for example 2026-02-10',
    ],
    [
      ['--start', '2026-03-02T10:00', '--term', '3 days'],
      '--term: "3 days" is no term; expected a number and "working days", "working hours", "calendar days" or "months"',
    ],
    [
      ['--start', '2026-03-02T10:00', '--term', '1.5 working days'],
      'due: term of 1.5 working days; expected a whole number from 0 to 36525',
    ],
    [
      ['--start', '2026-03-02T10:00', '--term', '3 working days', '--cut-off', '3pm'],
      '--cut-off: "3pm" is no time of day; expected HH:MM, for example 15:00',
    ],
    [
      ['--start', '2026-03-02T10:00', '--term', '3 working days', '--extension', '-5'],
      '--extension: "-5" is no length; expected a number of 0 or more',
    ],
    [
      ['--start', '2026-03-02T10:00', '--term', '3 working days', '--calendar', 'moon'],
      '--calendar: no calendar "moon"; expected a file, or an id with definitions/calendars/<id>.calendar.yaml',
    ],
  ])('refuses %j', async (args, message) => {
    await expect(due(...args)).rejects.toThrow(message);
  });

  it('refuses a calendar that cannot be counted with, saying where', async () => {
    const path = file('apiVersion: motcua/v1\nkind: Calendar\nid: broken\n');
    await expect(due('--calendar', path, '--start', '2026-03-02T10:00', '--term', '3 working days')).rejects.toThrow(
      /not a calendar that can be counted with/,
    );
  });
});

describe('motcua due --vectors', () => {
  const good = { start: '2026-03-02T09:00:00+07:00', length: 5, unit: 'working days', due: '2026-03-09T17:30:00+07:00' };

  it('passes the vectors of the independent implementation', async () => {
    expect(await due('--vectors', 'test/vectors/clock.json')).toBe('622 passed, 0 failed');
    expect(process.exitCode).toBeUndefined();
  });

  it('prints each mismatch and fails', async () => {
    const path = file({
      calendar: 'vn',
      vectors: [good, { ...good, name: 'a day short', due: '2026-03-06T17:30:00+07:00' }, { ...good, unit: 'fortnights' }],
    });
    expect((await due('--vectors', path)).split('\n')).toEqual([
      'a day short (index 1): got 2026-03-09T17:30:00+07:00, expected 2026-03-06T17:30:00+07:00',
      'vector 2 (index 2): got error: unit "fortnights"; expected one of working days, working hours, calendar days, months, expected 2026-03-09T17:30:00+07:00',
      '1 passed, 2 failed',
    ]);
    expect(process.exitCode).toBe(1);
  });

  it('prints JSON', async () => {
    expect(JSON.parse(await due('--vectors', file({ vectors: [good] }), '--json'))).toEqual({ passed: 1, failed: 0, mismatches: [] });
  });

  it.each([
    ['not json', /cannot be read/],
    ['{"cases": []}', /no list "vectors"/],
  ])('refuses a file that holds %s', async (content, message) => {
    await expect(due('--vectors', file(content))).rejects.toThrow(message);
  });
});
