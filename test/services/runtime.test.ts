/** Decision 14: programs run on the Node that comes with the dependencies. */
import { execFileSync } from 'node:child_process';
import { describe, expect, it } from '@jest/globals';
import { programsOfMotcua } from '../../services/programs-of-motcua.js';
import { runtime } from '../../services/runtime.js';

const version = (program: string): string => execFileSync(program, ['--version'], { encoding: 'utf8' }).trim();

describe('the programs of Motcua', () => {
  it('run on a Node that still gets security fixes, where there is one for the machine', () => {
    const known = process.platform === 'linux' && ['x64', 'arm64'].includes(process.arch);
    expect(version(runtime())).toMatch(known ? /^v24\./ : new RegExp(`^${process.version}$`));
  });

  it('are all started on it', () => {
    const ports = { api: 1, worker: 2, offices: {}, smtp: 3, mailbox: 4 };
    const programs = programsOfMotcua({}, ports, '/nowhere');
    expect(programs.map(({ name }) => name)).toEqual(['offices', 'worker', 'api']);
    expect(new Set(programs.map(({ command }) => command))).toEqual(new Set([runtime()]));
  });
});
